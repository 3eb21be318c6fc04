// Timers in order of (deadline, order of insertion): those that are next in a heap, all others in a wheel.
//
// Invariant: a timer is in the heap if its tick is not later than the wheel's, and in the wheel otherwise. So
// all of the heap comes before all of the wheel, and the wheel is turned when the heap has run empty.
#pragma once
#include "runtime/timer_heap.hpp"
#include "runtime/timer_wheel.hpp"

namespace loopglass {

class TimerQueue {
 public:
  /// Precondition: the timer is not set. Borrows it until it fires or is removed.
  void insert(Timer& timer, Instant deadline);
  /// Precondition: the timer is in this queue.
  void remove(Timer& timer);

  /// The timer of this id; null if none is set. Looks at every timer there is.
  Timer* find(TimerId id) const;

  bool empty() const { return heap_.empty() && wheel_.empty(); }
  /// Precondition: !empty().
  Instant next_deadline();
  /// Takes the first timer that is due at `now` out and returns it; null if none is.
  Timer* pop_due(Instant now);

 private:
  void turn_wheel() {
    wheel_.turn([this](Timer& timer) { heap_.insert(timer); });
  }

  TimerHeap heap_;
  TimerWheel wheel_;
};

}  // namespace loopglass
