// A number of permits and the line of those who want some: what mutexes, semaphores and locks are made of.
//
// Invariants:
// 1. Strictly first come first served: who comes later waits while anybody waits, even if there is enough.
// 2. Permits are handed over: the first in line is granted its permits by whoever gives them back, before
//    it is polled. If it is dropped instead, it gives them back.
// 3. What is held is given back by a destructor; nothing is destroyed or run inside that.
#pragma once
#include "runtime/sync/resource.hpp"

namespace loopglass::detail {

class Permits : public Resource {
 public:
  Permits(ResourceKind kind, std::uint32_t permits, std::uint32_t capacity, std::string_view name,
          const std::source_location& site)
      : Resource(kind, name, capacity, site), available_(permits) {}

  /// One in the line, with what it wants.
  struct Entry : WaitEntry {
    std::uint32_t wants = 1;
    Access access = Access::exclusive;
    bool granted = false;
  };

  /// Whether it has what it wants now, without waiting.
  bool try_take(std::uint32_t wants, Access access, TaskId task);
  void enter(Entry& entry, AwaitKind kind, const Context& context) {
    wait(line_, entry, kind, context, entry.access);
  }
  /// Takes one out of the line that is not served; those behind it may fit now.
  void quit(Entry& entry, AwaitKind kind) { serve(leave(entry, kind)); }
  /// Gives back what `holder` held, and serves those who wait.
  void give_back(std::uint32_t permits, Access access, TaskId holder);
  /// Adds to what there is.
  void add(std::uint32_t permits, EventNumber cause);
  std::uint32_t available() const { return available_; }

 private:
  void serve(EventNumber cause);
  /// A write lock takes every permit there is, and is held once all the same.
  static std::uint32_t shown(std::uint32_t permits, Access access) {
    return access == Access::exclusive ? 1 : permits;
  }

  std::uint32_t available_;
  WaitList line_;
};

/// Permits that are held. Gives them back when it dies.
template <class S>
class Hold {
 public:
  Hold(Shared<S> state, std::uint32_t permits, Access access, TaskId holder)
      : state_(std::move(state)), permits_(permits), access_(access), holder_(holder) {}
  Hold(Hold&&) noexcept = default;
  Hold& operator=(Hold&& other) noexcept {
    Hold old(std::move(other));
    std::swap(state_, old.state_);
    std::swap(permits_, old.permits_);
    std::swap(access_, old.access_);
    std::swap(holder_, old.holder_);
    return *this;
  }
  ~Hold() {
    if (state_) state_->give_back(permits_, access_, holder_);
  }

  S* operator->() const { return state_.operator->(); }
  std::uint32_t permits() const { return permits_; }

 private:
  Shared<S> state_;
  std::uint32_t permits_;
  Access access_;
  TaskId holder_;
};

/// Waits for permits and makes a guard of them. `Guard` is made of a Hold<S>.
template <class S, class Guard, AwaitKind kind>
class [[nodiscard]] TakePermits {
 public:
  using Output = Guard;
  static constexpr bool spends_budget = true;

  TakePermits(Shared<S> state, std::uint32_t wants, Access access) : state_(std::move(state)) {
    entry_.wants = wants;
    entry_.access = access;
  }
  TakePermits(TakePermits&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && !other.entry_.granted &&
           "a future stays where it is once it was polled");
    entry_.wants = other.entry_.wants;
    entry_.access = other.entry_.access;
  }
  ~TakePermits() {
    if (entry_.is_linked()) state_->quit(entry_, kind);
    if (entry_.granted) state_->give_back(entry_.wants, entry_.access, entry_.waker.task());
  }

  Poll<Guard> poll(Context& context) {
    if (entry_.is_linked()) {
      entry_.waker = context.waker();
      return pending;
    }
    if (!std::exchange(entry_.granted, false) &&
        !state_->try_take(entry_.wants, entry_.access, context.task())) {
      state_->enter(entry_, kind, context);
      return pending;
    }
    return Guard(Hold<S>(state_, entry_.wants, entry_.access, context.task()));
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(kind); }

 private:
  Shared<S> state_;
  Permits::Entry entry_;
};

}  // namespace loopglass::detail
