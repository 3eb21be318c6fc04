// A watch: the latest value of something, for many readers. Who is slow sees fewer values, never old ones.
#pragma once
#include "runtime/result.hpp"
#include "runtime/sync/channel_error.hpp"
#include "runtime/sync/resource.hpp"

namespace loopglass {

namespace detail {

template <class T>
struct WatchState : Resource {
  WatchState(T initial, std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::watch, name, 1, site), value(std::move(initial)) {}
  T value;
  std::uint64_t version = 1;
  std::uint32_t receivers = 0;
  bool closed = false;
  WaitList line;
};

}  // namespace detail

/// Copies are further readers; each remembers which value it has seen.
template <class T>
class [[nodiscard]] WatchReceiver {
  using State = detail::WatchState<T>;

 public:
  explicit WatchReceiver(Shared<State> state, std::uint64_t seen) : state_(std::move(state)), seen_(seen) {
    ++state_->receivers;
  }
  WatchReceiver(const WatchReceiver& other) : state_(other.state_), seen_(other.seen_) {
    if (state_) ++state_->receivers;
  }
  WatchReceiver(WatchReceiver&&) noexcept = default;
  WatchReceiver& operator=(WatchReceiver other) noexcept {
    std::swap(state_, other.state_);
    std::swap(seen_, other.seen_);
    return *this;
  }
  ~WatchReceiver() {
    if (state_) --state_->receivers;
  }

  /// The latest value; good until the next await.
  const T& borrow() const { return state_->value; }
  const T& borrow_and_update() {
    seen_ = state_->version;
    return state_->value;
  }
  bool has_changed() const { return seen_ != state_->version; }

  class [[nodiscard]] Changed;
  /// Ready when there is a value that this reader has not seen, which then counts as seen; `Closed` when the
  /// sender is gone and there will be none. Borrows the reader.
  Changed changed() { return Changed(*this); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
  std::uint64_t seen_;
};

template <class T>
class [[nodiscard]] WatchReceiver<T>::Changed {
 public:
  using Output = Result<void, Closed>;
  static constexpr bool spends_budget = true;

  explicit Changed(WatchReceiver& receiver) : receiver_(&receiver), state_(receiver.state_) {}
  Changed(Changed&& other) noexcept : receiver_(other.receiver_), state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }
  ~Changed() {
    if (entry_.is_linked()) state_->leave(entry_, AwaitKind::channel_receive);
  }

  Poll<Output> poll(Context& context) {
    if (receiver_->has_changed()) {
      receiver_->borrow_and_update();
      state_->received(1);
      return Output();
    }
    if (state_->closed) return Output(Closed{});
    if (entry_.is_linked())
      entry_.waker = context.waker();
    else
      state_->wait(state_->line, entry_, AwaitKind::channel_receive, context);
    return pending;
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::channel_receive); }

 private:
  WatchReceiver* receiver_;
  Shared<State> state_;
  WaitEntry entry_;
};

/// The one who sets the value. Dropped, it closes the watch; the last value can still be read.
template <class T>
class [[nodiscard]] WatchSender {
  using State = detail::WatchState<T>;

 public:
  explicit WatchSender(Shared<State> state) : state_(std::move(state)) {}
  WatchSender(WatchSender&&) noexcept = default;
  WatchSender& operator=(WatchSender&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~WatchSender() {
    if (!state_) return;
    state_->closed = true;
    state_->wake_all(state_->line, state_->changed(ResourceChange::closed));
  }

  /// Replaces the value and wakes all that wait for a change.
  void send(T value) const {
    std::swap(state_->value, value);
    publish();
  }
  /// Changes the value in place with `change(T&)`.
  template <class F>
  void modify(F change) const {
    change(state_->value);
    publish();
  }
  const T& borrow() const { return state_->value; }
  std::uint32_t receiver_count() const { return state_->receivers; }
  /// A further reader, which has seen the value as it is now.
  WatchReceiver<T> subscribe() const { return WatchReceiver<T>(state_, state_->version); }

 private:
  void publish() const {
    ++state_->version;
    state_->wake_all(state_->line, state_->sent(1));
  }

  Shared<State> state_;
};

template <class T>
struct Watch {
  WatchSender<T> sender;
  WatchReceiver<T> receiver;
};

/// A watched value; its first value counts as seen.
///
///     auto [level, display] = watch(0, "level");
///     level.send(3);
///     while (co_await display.changed()) println(display.borrow());
template <class T>
Watch<T> watch(T initial, std::string_view name = {},
               std::source_location site = std::source_location::current()) {
  auto state = Shared<detail::WatchState<T>>::make(std::move(initial), name, site);
  return {WatchSender<T>(state), WatchReceiver<T>(state, 1)};
}

}  // namespace loopglass
