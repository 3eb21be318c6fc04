// A cancellation token: a polite way to ask tasks to stop. A task that never looks at it is not stopped.
#pragma once
#include <memory>
#include <source_location>

#include "runtime/await_info.hpp"
#include "runtime/poll.hpp"
#include "runtime/wait_list.hpp"

namespace loopglass {

/// Copies are clones of the same token. A child is cancelled with its parent, never the other way round.
///
///     while (!token.is_cancelled()) co_await sleep(1s);
class CancellationToken {
 public:
  explicit CancellationToken(std::source_location site = std::source_location::current());

  CancellationToken child_token(std::source_location site = std::source_location::current()) const;
  /// Cancels this token and its children, and wakes who awaits them, first come first served. Nothing
  /// runs inside this call. A second call changes nothing.
  void cancel(std::source_location site = std::source_location::current()) const;
  bool is_cancelled(std::source_location site = std::source_location::current()) const;

  class [[nodiscard]] Cancelled;
  /// Ready when the token is cancelled, or at once if it is.
  Cancelled cancelled() const;

  TokenId id() const;

 private:
  struct State;
  explicit CancellationToken(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

/// Keeps the token alive while it waits.
class [[nodiscard]] CancellationToken::Cancelled {
 public:
  using Output = void;
  static constexpr bool spends_budget = true;

  explicit Cancelled(std::shared_ptr<State> state) : state_(std::move(state)) {}
  Cancelled(Cancelled&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }

  Poll<void> poll(Context& context);
  AwaitInfo await_info(Tracer& tracer) const;

 private:
  std::shared_ptr<State> state_;
  WaitEntry entry_;
};

inline CancellationToken::Cancelled CancellationToken::cancelled() const { return Cancelled(state_); }

}  // namespace loopglass
