// Why joining a task gives no value.
#pragma once
#include <exception>
#include <string>
#include <utility>

#include "runtime/result.hpp"

namespace loopglass {

class JoinError {
 public:
  static JoinError cancelled() { return JoinError(nullptr); }
  /// Precondition: there is a panic.
  static JoinError panicked(std::exception_ptr panic) { return JoinError(std::move(panic)); }

  bool is_cancelled() const { return panic_ == nullptr; }
  bool is_panic() const { return panic_ != nullptr; }
  /// The message of the panic, or that the task was cancelled.
  std::string message() const { return is_panic() ? describe(panic_) : "the task was cancelled"; }

 private:
  explicit JoinError(std::exception_ptr panic) : panic_(std::move(panic)) {}

  // Its words are put together for who asks: most do not, and a pointer is all that joining moves about.
  std::exception_ptr panic_;
};

}  // namespace loopglass
