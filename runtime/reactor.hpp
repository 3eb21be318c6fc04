// The reactor: what tasks wait for, and the waiting itself. It holds the clock, the timers and the poller,
// and wakes the tasks whose timers are due.
#pragma once
#include <memory>

#include "runtime/clock.hpp"
#include "runtime/poller.hpp"
#include "runtime/timer_queue.hpp"

namespace loopglass {

class Reactor {
 public:
  static Reactor on_virtual_clock();
  /// Throws std::system_error if the system refuses epoll.
  static Reactor on_real_clock();

  Clock& clock() const { return *clock_; }
  Poller& poller() const { return *poller_; }
  TimerQueue& timers() { return timers_; }
  bool is_virtual() const { return is_virtual_; }
  /// The clock if it is the virtual one; else null.
  VirtualClock* virtual_clock() const {
    return is_virtual_ ? static_cast<VirtualClock*>(clock_.get()) : nullptr;
  }

  /// Whether a wait can end: a timer is set, or something else may happen.
  bool has_anything_to_wait_for() const { return !timers_.empty() || poller_->has_sources(); }

 private:
  Reactor(std::unique_ptr<Clock> clock, std::unique_ptr<Poller> poller, bool is_virtual);

  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Poller> poller_;
  TimerQueue timers_;
  bool is_virtual_;
};

}  // namespace loopglass
