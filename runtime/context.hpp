// What a future is given when it is polled: the executor that polls it and the waker of its task.
#pragma once
#include <exception>

#include "runtime/waker.hpp"

namespace loopglass {

class Context {
 public:
  /// Borrows both.
  Context(Executor& executor, const Waker& waker) : executor_(executor), waker_(waker) {}

  Executor& executor() const { return executor_; }
  const Waker& waker() const { return waker_; }
  TaskId task() const { return waker_.task(); }

  // A panic on its way from a future to the coroutine that awaits it, or out of the coroutine it happened in.
  // It is kept here and not in each frame: there is one at most, and it does not stay.

  bool has_panic() const { return panic_ != nullptr; }
  /// Precondition: an exception is being handled.
  void keep_panic() noexcept;
  /// Precondition: has_panic().
  [[noreturn]] void throw_panic();

 private:
  Executor& executor_;
  const Waker& waker_;
  std::exception_ptr panic_;
};

}  // namespace loopglass
