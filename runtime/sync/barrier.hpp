// Barrier: tasks wait for one another, until a given number of them has come.
#pragma once
#include "runtime/sync/resource.hpp"

namespace loopglass {

/// Can be used again and again. Copies are the same barrier.
///
///     Barrier start(3, "start");
///     co_await get_ready();
///     const bool is_last = co_await start.wait();  // three go on together
class Barrier {
  struct State;

 public:
  /// Precondition: tasks > 0.
  explicit Barrier(std::uint32_t tasks, std::string_view name = {},
                   std::source_location site = std::source_location::current());

  class [[nodiscard]] Wait;
  /// Ready when enough have come; true for the one that came last. Dropped while it waits, it has not come;
  /// dropped after the barrier has opened, the others go on all the same.
  Wait wait() const;
  ResourceId id() const;

 private:
  Shared<State> state_;
};

struct Barrier::State : Resource {
  State(std::uint32_t n, std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::barrier, name, n, site), tasks(n) {}

  struct Entry : WaitEntry {
    bool may_go = false;
  };
  std::uint32_t tasks;
  std::uint32_t waiting = 0;
  WaitList line;
};

class [[nodiscard]] Barrier::Wait {
 public:
  using Output = bool;
  static constexpr bool spends_budget = true;

  explicit Wait(Shared<State> state) : state_(std::move(state)) {}
  Wait(Wait&& other) noexcept : state_(std::move(other.state_)) {
    assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
  }
  ~Wait();

  Poll<bool> poll(Context& context);
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::barrier); }

 private:
  Shared<State> state_;
  State::Entry entry_;
};

inline Barrier::Wait Barrier::wait() const { return Wait(state_); }
inline ResourceId Barrier::id() const { return state_->id(); }

}  // namespace loopglass
