// Why joining a task gives no value.
#pragma once
#include <string>
#include <utility>

namespace loopglass {

class JoinError {
 public:
  static JoinError cancelled() { return JoinError(false, {}); }
  static JoinError panicked(std::string message) { return JoinError(true, std::move(message)); }

  bool is_cancelled() const { return !panicked_; }
  bool is_panic() const { return panicked_; }
  /// The message of the panic, or that the task was cancelled.
  std::string message() const { return panicked_ ? message_ : "the task was cancelled"; }

 private:
  JoinError(bool is_panic, std::string message) : panicked_(is_panic), message_(std::move(message)) {}

  bool panicked_;
  std::string message_;
};

}  // namespace loopglass
