// What a poll returns: a value, or "not yet".
#pragma once
#include <concepts>
#include <optional>
#include <utility>

namespace loopglass {

class Context;

struct Pending {};
inline constexpr Pending pending{};

/// The answer of one poll. A pending future has arranged, before it returned, that the waker of its
/// context is called when another poll may get further.
template <class T>
class [[nodiscard]] Poll {
 public:
  Poll(Pending) {}
  Poll(T value) : value_(std::move(value)) {}

  bool is_ready() const { return value_.has_value(); }
  /// Precondition: is_ready(). Leaves a moved-from value behind.
  T take() { return std::move(*value_); }

 private:
  std::optional<T> value_;
};

struct Ready {};
inline constexpr Ready ready{};

template <>
class [[nodiscard]] Poll<void> {
 public:
  Poll(Pending) {}
  Poll(Ready) : ready_(true) {}

  bool is_ready() const { return ready_; }
  void take() {}

 private:
  bool ready_ = false;
};

/// Anything that can be awaited: a coroutine's future, a sleep, a join handle, or a class written by hand.
/// It must not be polled again after it was ready, and stays where it is from its first poll on.
template <class F>
concept Pollable = requires(F& future, Context& context) {
  typename F::Output;
  { future.poll(context) } -> std::same_as<Poll<typename F::Output>>;
};

}  // namespace loopglass
