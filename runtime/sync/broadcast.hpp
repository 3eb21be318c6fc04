// A broadcast: every receiver gets every message, unless it is too slow.
//
// Invariants:
// 1. Messages have numbers. The channel holds the newest, at most `capacity` of them, and drops each as soon
//    as every receiver has had it.
// 2. A send never waits. Where there is no room the oldest message goes, and receivers that had not read it
//    are told how many they missed.
// 3. A receiver's next number moves on only when a receive is polled ready: a dropped receive loses nothing.
#pragma once
#include <algorithm>
#include <optional>

#include "runtime/result.hpp"
#include "runtime/sync/resource.hpp"
#include "runtime/sync/ring.hpp"

namespace loopglass {

/// Why a receive gave no message.
struct BroadcastError {
  /// How many messages this receiver has missed since its last one; 0: all senders are gone.
  std::uint64_t missed = 0;

  bool is_closed() const { return missed == 0; }
  bool is_lagged() const { return missed > 0; }
  std::string message() const {
    return is_closed() ? "the channel is closed" : "too slow: missed " + std::to_string(missed);
  }
};

namespace detail {

template <class T>
class BroadcastState : public Resource {
 public:
  BroadcastState(std::string_view name, std::uint32_t capacity, const std::source_location& site)
      : Resource(ResourceKind::broadcast, name, capacity, site), capacity_(capacity) {}

  std::size_t send(T value) {
    if (receivers_ == 0) return 0;
    // Out here, as its destructor may come back to this channel.
    std::optional<Message> oldest;
    if (messages_.size() == capacity_) oldest.emplace(drop_oldest());
    messages_.push({std::move(value), receivers_});
    const std::size_t reached = receivers_;
    wake_all(line, sent(messages_.size()));
    return reached;
  }

  std::uint64_t end() const { return first_ + messages_.size(); }
  std::uint64_t first() const { return first_; }
  bool is_closed() const { return senders_ == 0; }

  /// Precondition: first() <= number < end().
  T read(std::uint64_t number) {
    Message& message = messages_[number - first_];
    if (--message.unread > 0) {
      T copy = message.value;
      received(messages_.size());
      return copy;
    }
    T last = std::move(message.value);
    drop_read();
    received(messages_.size());
    return last;
  }

  void add_sender() { ++senders_; }
  void drop_sender() {
    if (--senders_ == 0) wake_all(line, changed(ResourceChange::closed));
  }
  void add_receiver(std::uint64_t next) {
    ++receivers_;
    for (std::uint64_t n = std::max(next, first_); n < end(); ++n) ++messages_[n - first_].unread;
  }
  void drop_receiver(std::uint64_t next) {
    --receivers_;
    for (std::uint64_t n = std::max(next, first_); n < end(); ++n) --messages_[n - first_].unread;
    drop_read();
  }

  WaitList line;

 private:
  struct Message {
    T value;
    std::uint32_t unread;
  };
  Message drop_oldest() {
    ++first_;
    return messages_.pop();
  }
  void drop_read() {
    while (!messages_.empty() && messages_[0].unread == 0) drop_oldest();
  }

  Ring<Message> messages_;
  std::uint64_t first_ = 0;
  std::uint32_t capacity_;
  std::uint32_t senders_ = 0;
  std::uint32_t receivers_ = 0;
};

}  // namespace detail

/// Copies get the same messages, each on its own from there on.
template <class T>
class [[nodiscard]] BroadcastReceiver {
  using State = detail::BroadcastState<T>;

 public:
  BroadcastReceiver(Shared<State> state, std::uint64_t next) : state_(std::move(state)), next_(next) {
    state_->add_receiver(next_);
  }
  BroadcastReceiver(const BroadcastReceiver& other) : state_(other.state_), next_(other.next_) {
    if (state_) state_->add_receiver(next_);
  }
  BroadcastReceiver(BroadcastReceiver&&) noexcept = default;
  BroadcastReceiver& operator=(BroadcastReceiver other) noexcept {
    std::swap(state_, other.state_);
    std::swap(next_, other.next_);
    return *this;
  }
  ~BroadcastReceiver() {
    if (state_) state_->drop_receiver(next_);
  }

  class [[nodiscard]] Receive;
  /// The next message, in order; an error once for each gap, and when all senders are gone and nothing is
  /// left. Borrows the receiver.
  Receive recv() { return Receive(*this); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
  std::uint64_t next_;
};

template <class T>
class [[nodiscard]] BroadcastReceiver<T>::Receive {
 public:
  using Output = Result<T, BroadcastError>;
  static constexpr bool spends_budget = true;

  explicit Receive(BroadcastReceiver& receiver) : receiver_(&receiver), state_(receiver.state_) {}
  Receive(Receive&& other) noexcept : receiver_(other.receiver_), state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }
  ~Receive() {
    if (entry_.is_linked()) state_->leave(entry_, AwaitKind::channel_receive);
  }

  Poll<Output> poll(Context& context) {
    std::uint64_t& next = receiver_->next_;
    if (next < state_->first()) {
      const std::uint64_t missed = state_->first() - std::exchange(next, state_->first());
      state_->changed(ResourceChange::missed, missed);
      return Output(BroadcastError{missed});
    }
    if (next < state_->end()) return Output(state_->read(next++));
    if (state_->is_closed()) return Output(BroadcastError{});
    if (entry_.is_linked())
      entry_.waker = context.waker();
    else
      state_->wait(state_->line, entry_, AwaitKind::channel_receive, context);
    return pending;
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::channel_receive); }

 private:
  BroadcastReceiver* receiver_;
  Shared<State> state_;
  WaitEntry entry_;
};

/// Copies are further senders. The last one that is dropped closes the channel.
template <class T>
class [[nodiscard]] BroadcastSender {
  using State = detail::BroadcastState<T>;

 public:
  explicit BroadcastSender(Shared<State> state) : state_(std::move(state)) { state_->add_sender(); }
  BroadcastSender(const BroadcastSender& other) : state_(other.state_) {
    if (state_) state_->add_sender();
  }
  BroadcastSender(BroadcastSender&&) noexcept = default;
  BroadcastSender& operator=(BroadcastSender other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~BroadcastSender() {
    if (state_) state_->drop_sender();
  }

  /// Sends to all receivers there are now, without waiting, and returns how many those are. With none the
  /// message is dropped.
  std::size_t send(T value) const { return state_->send(std::move(value)); }
  /// A further receiver, of the messages that are sent from now on.
  BroadcastReceiver<T> subscribe() const { return BroadcastReceiver<T>(state_, state_->end()); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
};

template <class T>
struct Broadcast {
  BroadcastSender<T> sender;
  BroadcastReceiver<T> receiver;
};

/// A channel of which every receiver gets every message; it holds up to `capacity` of them for the slow
/// ones. T is copied for all but the last that reads it. Precondition: capacity > 0.
///
///     auto [news, alice] = broadcast<std::string>(16, "news");
///     auto bob = news.subscribe();
///     news.send("hello");
///     println((co_await alice.recv()).unwrap(), (co_await bob.recv()).unwrap());
template <class T>
Broadcast<T> broadcast(std::uint32_t capacity, std::string_view name = {},
                       std::source_location site = std::source_location::current()) {
  assert(capacity > 0 && "a channel holds a message at least");
  auto state = Shared<detail::BroadcastState<T>>::make(name, capacity, site);
  return {BroadcastSender<T>(state), BroadcastReceiver<T>(state, 0)};
}

}  // namespace loopglass
