// A value or an error, for failures that a caller expects; and panics, for those that nobody does.
#pragma once
#include <exception>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace loopglass {

/// A panic ends the task it happens in, and no other. It is thrown by `panic`, or by any exception that
/// leaves the task's root future, and reaches whoever joins the task.
class Panic : public std::exception {
 public:
  explicit Panic(std::string message) : message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

[[noreturn]] inline void panic(std::string message) { throw Panic(std::move(message)); }

/// The words of an exception, for a message.
std::string describe(const std::exception_ptr& error);

/// Either a value or an error. `E` has `std::string message() const`.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  Result(Value value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}
  Result() requires std::is_void_v<T> : state_(std::in_place_index<0>) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Preconditions: ok(), !ok().
  const Value& value() const { return std::get<0>(state_); }
  const E& error() const { return std::get<1>(state_); }

  /// The value; where there is an error, a panic with its message.
  T unwrap() {
    if (!ok()) panic(error().message());
    if constexpr (!std::is_void_v<T>) return std::move(std::get<0>(state_));
  }
  /// The value; where there is an error, `other`.
  Value value_or(Value other) { return ok() ? std::move(std::get<0>(state_)) : std::move(other); }

 private:
  std::variant<Value, E> state_;
};

}  // namespace loopglass
