// Notify: "look again", without a message. The building block of waits of one's own.
#pragma once
#include "runtime/sync/resource.hpp"

namespace loopglass {

/// Copies are the same notify.
///
///     while (queue->empty()) co_await arrived.notified();
///     // elsewhere, after a push:
///     arrived.notify_one();
class Notify {
  struct State;

 public:
  explicit Notify(std::string_view name = {}, std::source_location site = std::source_location::current());

  /// Wakes the task that has waited longest; if nobody waits, stores the notification for the next one. At
  /// most one is stored.
  void notify_one() const;
  /// Wakes all that wait now. Stores nothing.
  void notify_all() const;

  class [[nodiscard]] Notified;
  /// Waits from its first poll on. Dropped between its notify_one and its poll, it passes that on.
  Notified notified() const;
  ResourceId id() const;

 private:
  Shared<State> state_;
};

struct Notify::State : Resource {
  State(std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::notify, name, 1, site) {}
  void notify_one();

  struct Entry : WaitEntry {
    enum class Word : std::uint8_t { none, for_one, for_all } word = Word::none;
  };
  WaitList line;
  bool stored = false;
};

class [[nodiscard]] Notify::Notified {
 public:
  using Output = void;
  static constexpr bool spends_budget = true;

  explicit Notified(Shared<State> state) : state_(std::move(state)) {}
  Notified(Notified&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && other.entry_.word == State::Entry::Word::none &&
           "a future stays where it is once it was polled");
  }
  ~Notified();

  Poll<void> poll(Context& context);
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::notify); }

 private:
  Shared<State> state_;
  State::Entry entry_;
};

inline Notify::Notified Notify::notified() const { return Notified(state_); }
inline ResourceId Notify::id() const { return state_->id(); }

}  // namespace loopglass
