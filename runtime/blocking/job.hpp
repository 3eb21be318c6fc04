// A job: a function on its way through the workers, and its result.
//
// Invariants:
// 1. It belongs to the loop's thread, but for the time between being submitted to the workers and being
//    reported as ended or withdrawn: then only run() is called, by one worker, once.
// 2. The function is made and destroyed on the loop's thread, and called on a worker.
// 3. It is freed when it is settled and its handle is gone, whichever comes last.
#pragma once
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "runtime/ids.hpp"
#include "runtime/waker.hpp"

namespace loopglass {

class Job {
 public:
  Job() = default;
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  /// Calls the function and keeps what it returns or throws.
  virtual void run() noexcept = 0;
  /// Frees the function and what it holds. Precondition: it does not run.
  virtual void drop_function() = 0;
  /// Throws away what the function gave, for a panic in its place. Precondition: run() is over.
  virtual void fail(std::exception_ptr panic) = 0;
  /// Preconditions of both: run() is over.
  virtual std::exception_ptr panic() const = 0;
  FinishKind finish() const { return panic() ? FinishKind::panicked : FinishKind::returned; }

  /// Whether its result, or that there will be none, is there for the handle.
  bool is_settled() const { return settled_as != FinishKind::none; }

  Executor* executor = nullptr;
  JobId id{};
  JobKind kind{};
  FinishKind settled_as = FinishKind::none;  // returned, panicked, or cancelled_unpolled: it never started
  bool has_handle = true;
  /// Who waits for the result; woken once.
  Waker waiter;
};

/// The part of a job that its handle knows: the type of its result.
template <class T>
class JobResult : public Job {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  void fail(std::exception_ptr panic) override { result_.template emplace<2>(std::move(panic)); }
  std::exception_ptr panic() const override {
    const auto* error = std::get_if<std::exception_ptr>(&result_);
    return error ? *error : nullptr;
  }
  /// Precondition: it returned.
  Value take_value() { return std::move(std::get<1>(result_)); }

 protected:
  std::variant<std::monostate, Value, std::exception_ptr> result_;
};

template <class F>
class JobOf final : public JobResult<std::invoke_result_t<F&>> {
  using T = std::invoke_result_t<F&>;

 public:
  explicit JobOf(F function) : function_(std::move(function)) {}

  void run() noexcept override {
    try {
      if constexpr (std::is_void_v<T>) {
        (*function_)();
        this->result_.template emplace<1>();
      } else {
        this->result_.template emplace<1>((*function_)());
      }
    } catch (...) {
      this->result_.template emplace<2>(std::current_exception());
    }
  }
  void drop_function() override { function_.reset(); }

 private:
  std::optional<F> function_;
};

}  // namespace loopglass
