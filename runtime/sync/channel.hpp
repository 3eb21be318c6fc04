// A channel with many senders and one receiver: messages in the order in which they were sent.
//
// Invariants:
// 1. A bounded channel holds at most its capacity of messages and granted places together. A sender that
//    waits is granted a place when one gets free, first come first served; it sends when it is polled, and
//    passes the place on if it is dropped instead. So a send that is dropped has sent nothing.
// 2. A message stays in the channel until a receive that is polled takes it. So a receive that is dropped
//    has lost nothing.
// 3. The channel closes when its receiver is closed or dropped, or its last sender is dropped. Messages sent
//    before are still received.
#pragma once
#include <optional>

#include "runtime/result.hpp"
#include "runtime/sync/channel_error.hpp"
#include "runtime/sync/resource.hpp"
#include "runtime/sync/ring.hpp"

namespace loopglass {

namespace detail {

template <class T>
class ChannelState : public Resource {
 public:
  ChannelState(std::string_view name, std::uint32_t capacity, const std::source_location& site)
      : Resource(ResourceKind::channel, name, capacity, site), capacity_(capacity) {}

  bool is_closed() const { return closed_; }
  bool is_over() const { return closed_ && messages_.empty(); }
  bool has_message() const { return !messages_.empty(); }
  std::size_t size() const { return messages_.size(); }
  /// Whether a newcomer may send at once: there is room, and nobody waits for it.
  bool has_room() const { return is_free() && senders_waiting.empty(); }

  void push(T value) {
    messages_.push(std::move(value));
    wake_receiver(sent(messages_.size()));
  }
  T pop() {
    T value = messages_.pop();
    grant_places(received(messages_.size()));
    return value;
  }

  void take_granted() { --granted_; }
  void pass_granted_on() {
    --granted_;
    grant_places(0);
  }
  void wake_receiver(EventNumber cause) { wake_first(receivers_waiting, cause); }

  void add_sender() { ++senders_; }
  void drop_sender() {
    if (--senders_ == 0) [[unlikely]]
      close();
  }
  void close() {
    if (closed_) return;
    closed_ = true;
    const EventNumber cause = changed(ResourceChange::closed);
    wake_all(senders_waiting, cause);
    wake_all(receivers_waiting, cause);
  }
  void drop_receiver() {
    close();
    // Destructors of messages may come back to this channel: they find it empty.
    const Ring<T> unread = std::move(messages_);
    if (!unread.empty()) changed(ResourceChange::dropped, unread.size());
  }

  /// A sender in the line. `granted` once it has a place.
  struct Place : WaitEntry {
    bool granted = false;
  };
  WaitList senders_waiting;
  WaitList receivers_waiting;

 private:
  bool is_free() const { return messages_.size() + granted_ < capacity_; }
  void grant_places(EventNumber cause) {
    if (senders_waiting.empty() || closed_) return;
    while (is_free() && !senders_waiting.empty()) {
      static_cast<Place*>(senders_waiting.front())->granted = true;
      ++granted_;
      wake_first(senders_waiting, cause);
    }
  }

  Ring<T> messages_;
  std::uint32_t capacity_;
  std::uint32_t granted_ = 0;
  std::uint32_t senders_ = 0;
  bool closed_ = false;
};

}  // namespace detail

/// Copies are further senders of the same channel.
template <class T>
class [[nodiscard]] Sender {
 public:
  explicit Sender(Shared<detail::ChannelState<T>> state) : state_(std::move(state)) { state_->add_sender(); }
  Sender(const Sender& other) : state_(other.state_) {
    if (state_) state_->add_sender();
  }
  Sender(Sender&& other) noexcept = default;
  Sender& operator=(Sender other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  /// The last sender closes the channel.
  ~Sender() {
    if (state_) state_->drop_sender();
  }

  class [[nodiscard]] Send;
  /// Waits for room; the error gives the value back when the channel is closed. Counts as a sender.
  Send send(T value) const { return Send(*this, std::move(value)); }
  /// Sends at once or not at all, and then gives the message back. Does not overtake senders that wait:
  /// while there are any, the channel counts as full.
  Result<void, TrySendError<T>> try_send(T value) const {
    if (state_->is_closed()) return TrySendError<T>{std::move(value), false};
    if (!state_->has_room()) return TrySendError<T>{std::move(value), true};
    state_->push(std::move(value));
    return {};
  }
  bool is_closed() const { return state_->is_closed(); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<detail::ChannelState<T>> state_;
};

template <class T>
class [[nodiscard]] Sender<T>::Send {
 public:
  using Output = Result<void, SendError<T>>;
  static constexpr bool spends_budget = true;

  Send(const Sender& sender, T value) : sender_(sender), value_(std::move(value)) {}
  Send(Send&& other) noexcept : sender_(std::move(other.sender_)), value_(std::move(other.value_)) {
    assert(!other.place_.is_linked() && !other.place_.granted &&
           "a future stays where it is once it was polled");
  }
  [[gnu::always_inline]] ~Send() {
    if (place_.is_linked() || place_.granted) [[unlikely]]
      give_up();
  }

  [[gnu::always_inline]] Poll<Output> poll(Context& context) {
    auto& state = *sender_.state_;
    if (place_.granted) {
      place_.granted = false;
      state.take_granted();
    } else if (!state.is_closed() && (place_.is_linked() || !state.has_room())) {
      if (place_.is_linked())
        place_.waker = context.waker();
      else
        state.wait(state.senders_waiting, place_, AwaitKind::channel_send, context);
      return pending;
    }
    if (state.is_closed()) return Output(SendError<T>{std::move(value_)});
    state.push(std::move(value_));
    return Output();
  }
  AwaitInfo await_info(Tracer&) const { return sender_.state_->await_info(AwaitKind::channel_send); }

 private:
  [[gnu::noinline]] void give_up() {
    if (place_.is_linked()) sender_.state_->leave(place_, AwaitKind::channel_send);
    if (place_.granted) sender_.state_->pass_granted_on();
  }

  Sender sender_;
  T value_;
  typename detail::ChannelState<T>::Place place_;
};

/// The one receiver. Dropped, it closes the channel, and the messages in it are dropped.
template <class T>
class [[nodiscard]] Receiver {
 public:
  explicit Receiver(Shared<detail::ChannelState<T>> state) : state_(std::move(state)) {}
  Receiver(Receiver&&) noexcept = default;
  Receiver& operator=(Receiver&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~Receiver() {
    if (state_) state_->drop_receiver();
  }

  class [[nodiscard]] Receive;
  /// The next message; empty when the channel is closed and no message is left. Await one at a time.
  Receive recv() const { return Receive(state_); }
  Result<T, TryReceiveError> try_recv() const {
    if (!state_->has_message()) return TryReceiveError{state_->is_closed()};
    return state_->pop();
  }
  /// No more messages can be sent; those in the channel can still be received. Wakes all that wait.
  void close() const { state_->close(); }
  /// How many messages are in the channel.
  std::size_t size() const { return state_->size(); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<detail::ChannelState<T>> state_;
};

template <class T>
class [[nodiscard]] Receiver<T>::Receive {
 public:
  using Output = std::optional<T>;
  static constexpr bool spends_budget = true;

  explicit Receive(const Shared<detail::ChannelState<T>>& state) : state_(state) {}
  Receive(Receive&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }
  ~Receive() {
    if (waits_) [[unlikely]]
      give_up();
  }

  [[gnu::always_inline]] Poll<Output> poll(Context& context) {
    if (state_->has_message()) {
      if (entry_.is_linked()) state_->leave(entry_, AwaitKind::channel_receive);
      waits_ = false;
      return Output(state_->pop());
    }
    if (state_->is_closed()) {
      waits_ = false;
      return Output();
    }
    if (entry_.is_linked())
      entry_.waker = context.waker();
    else
      state_->wait(state_->receivers_waiting, entry_, AwaitKind::channel_receive, context);
    waits_ = true;
    return pending;
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::channel_receive); }

 private:
  [[gnu::noinline]] void give_up() {
    if (entry_.is_linked()) state_->leave(entry_, AwaitKind::channel_receive);
    // Woken for a message that another receive may now have instead.
    else if (state_->has_message())
      state_->wake_receiver(0);
  }

  Shared<detail::ChannelState<T>> state_;
  WaitEntry entry_;
  bool waits_ = false;
};

template <class T>
struct Channel {
  Sender<T> sender;
  Receiver<T> receiver;
};

/// A channel that holds up to `capacity` messages; senders wait while it is full. Precondition: capacity > 0.
///
///     auto [sender, receiver] = channel<int>(8, "numbers");
///     auto producer = spawn(count(std::move(sender)));  // co_await sender.send(1), and so on
///     while (auto number = co_await receiver.recv()) println(*number);
template <class T>
Channel<T> channel(std::uint32_t capacity, std::string_view name = {},
                   std::source_location site = std::source_location::current()) {
  assert(capacity > 0 && "a channel holds a message at least");
  auto state = Shared<detail::ChannelState<T>>::make(name, capacity, site);
  return {Sender<T>(state), Receiver<T>(state)};
}

/// A channel without a bound: a send never waits, and memory is the limit.
template <class T>
Channel<T> unbounded_channel(std::string_view name = {},
                             std::source_location site = std::source_location::current()) {
  auto state = Shared<detail::ChannelState<T>>::make(name, no_capacity, site);
  return {Sender<T>(state), Receiver<T>(state)};
}

}  // namespace loopglass
