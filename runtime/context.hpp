// What a future is given when it is polled: the executor that polls it and the waker of its task.
#pragma once
#include "runtime/waker.hpp"

namespace loopglass {

class Context {
 public:
  Context(Executor& executor, const Waker& waker) : executor_(executor), waker_(waker) {}

  Executor& executor() const { return executor_; }
  const Waker& waker() const { return waker_; }
  TaskId task() const { return waker_.task(); }

 private:
  Executor& executor_;
  Waker waker_;
};

}  // namespace loopglass
