// A channel for one message: an answer that a task owes to another.
#pragma once
#include <optional>

#include "runtime/result.hpp"
#include "runtime/sync/channel_error.hpp"
#include "runtime/sync/resource.hpp"

namespace loopglass {

namespace detail {

template <class T>
class OneshotState : public Resource {
 public:
  OneshotState(std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::oneshot, name, 1, site) {}

  std::optional<T> value;
  bool has_sender = true;
  bool has_receiver = true;
  WaitList receivers;  // one at most
};

}  // namespace detail

/// Sends once, at once, without waiting. Dropped unused, it closes the channel.
template <class T>
class [[nodiscard]] OneshotSender {
 public:
  explicit OneshotSender(Shared<detail::OneshotState<T>> state) : state_(std::move(state)) {}
  OneshotSender(OneshotSender&&) noexcept = default;
  OneshotSender& operator=(OneshotSender&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~OneshotSender() {
    if (!state_) return;
    state_->has_sender = false;
    if (state_->has_receiver) state_->wake_all(state_->receivers, state_->changed(ResourceChange::closed));
  }

  /// Gives the value to the receiver and wakes it, or back if the receiver is gone.
  /// Precondition: the first call.
  Result<void, SendError<T>> send(T value) {
    assert(state_ && "a oneshot sends once");
    const auto state = std::exchange(state_, {});
    state->has_sender = false;
    if (!state->has_receiver) return SendError<T>{std::move(value)};
    state->value.emplace(std::move(value));
    state->wake_all(state->receivers, state->sent(1));
    return {};
  }
  bool is_closed() const { return !state_ || !state_->has_receiver; }

 private:
  Shared<detail::OneshotState<T>> state_;
};

/// A future: await it to get the value, or `Closed` if the sender was dropped unused. Dropped before its
/// first poll or between two, it closes the channel; a value that was sent is dropped with it.
template <class T>
class [[nodiscard]] OneshotReceiver {
 public:
  using Output = Result<T, Closed>;
  static constexpr bool spends_budget = true;

  explicit OneshotReceiver(Shared<detail::OneshotState<T>> state) : state_(std::move(state)) {}
  OneshotReceiver(OneshotReceiver&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }
  ~OneshotReceiver() {
    if (!state_) return;
    if (entry_.is_linked()) state_->leave(entry_, AwaitKind::channel_receive);
    if (!state_->has_receiver) return;
    state_->has_receiver = false;
    if (state_->has_sender) state_->changed(ResourceChange::closed);
    state_->value.reset();
  }

  Poll<Output> poll(Context& context) {
    if (state_->value) {
      state_->has_receiver = false;
      state_->received(0);
      return Output(*std::exchange(state_->value, std::nullopt));
    }
    if (!state_->has_sender) return Output(Closed{});
    if (!entry_.is_linked())
      state_->wait(state_->receivers, entry_, AwaitKind::channel_receive, context);
    else
      entry_.waker = context.waker();
    return pending;
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::channel_receive); }

 private:
  Shared<detail::OneshotState<T>> state_;
  WaitEntry entry_;
};

template <class T>
struct Oneshot {
  OneshotSender<T> sender;
  OneshotReceiver<T> receiver;
};

/// A channel for one value.
///
///     auto [answer, question] = oneshot<int>("answer");
///     auto worker = spawn(compute(std::move(answer)));  // calls answer.send(42)
///     Result<int, Closed> value = co_await question;
template <class T>
Oneshot<T> oneshot(std::string_view name = {}, std::source_location site = std::source_location::current()) {
  auto state = Shared<detail::OneshotState<T>>::make(name, site);
  return {OneshotSender<T>(state), OneshotReceiver<T>(state)};
}

}  // namespace loopglass
