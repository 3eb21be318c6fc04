// What somebody does to a run from outside, between two polls or while the loop waits.
//
//     abort     as by the task's handle: it is dropped when its turn in the ready queue comes
//     wake      a wake for nothing: the task is polled, finds nothing new and waits on
//     run_next  a task of the ready queue is polled before all others, whatever the policy
//     run_last  it goes to the back of the queue; only where the head of the queue is always taken
//     cancel    a token, with its children
//     delay     a timer becomes due so much later; the worker that does a job stands still so long; what is
//               on its way to one end of a connection of the virtual network arrives so much later
//     fail      a connection of the virtual network is broken off by what lies between its ends: this end
//               learns of it at once, the other one latency later; a job that a worker does panics
//
// Invariants:
// 1. It is on record before all that follows from it, and whatever it wakes is polled on the executor's turn:
//    nothing is polled or destroyed meanwhile.
// 2. What is gone by then, or never was, stays as it is: the event says that it came to nothing.
#pragma once
#include <cstdint>

#include "runtime/time.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

/// One thing to do, and to what.
struct Act {
  Interference what{};
  std::uint32_t whom = 0;  // a TaskId, TokenId, TimerId, JobId or SourceId, as `what` has it
  Duration by{};           // how much later it is, of what is delayed
  bool operator==(const Act&) const = default;
};

/// Something that can be cancelled from outside: a token's state.
class Cancellable {
 public:
  virtual ~Cancellable() = default;
  virtual bool is_cancelled() const = 0;
  virtual void cancel_from_outside() = 0;
};

}  // namespace loopglass
