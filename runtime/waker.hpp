// A waker: the way to say "poll this task again", which a pending future hands to whatever it waits for.
//
// It is a small value without ownership. Waking a task that has finished is harmless: the task's id is
// never used again, so the wake is recognised as stale.
#pragma once
#include <cstdint>

#include "runtime/ids.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

class Executor;

/// Why a task is woken, for the trace: what woke it and the event that made it do so.
struct WakeCause {
  WakeReason reason = WakeReason::other;
  std::uint32_t subject = 0;
  EventNumber event = 0;
};

class Waker {
 public:
  Waker() = default;
  Waker(Executor& executor, std::uint32_t slot, TaskId task)
      : executor_(&executor), slot_(slot), task_(task) {}

  /// Puts the task at the back of the ready queue, unless it is there already or has finished. A wake
  /// during the task's own poll takes effect when that poll ends. Nothing runs inside this call.
  void wake(WakeCause cause = {}) const;

  explicit operator bool() const { return executor_ != nullptr; }
  bool operator==(const Waker&) const = default;

  TaskId task() const { return task_; }
  std::uint32_t slot() const { return slot_; }
  Executor* executor() const { return executor_; }

 private:
  Executor* executor_ = nullptr;
  std::uint32_t slot_ = 0;
  TaskId task_{};
};

}  // namespace loopglass
