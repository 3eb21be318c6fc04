// The reactor: what tasks wait for, and the waiting itself. It holds the clock, the timers, the poller and
// the network that the poller watches.
#pragma once
#include <memory>

#include "runtime/clock.hpp"
#include "runtime/poller.hpp"
#include "runtime/timer_queue.hpp"

namespace loopglass {

class Network;
class Signals;

class Reactor {
 public:
  static Reactor on_virtual_clock();
  /// Throws std::system_error if the system refuses epoll.
  static Reactor on_real_clock();
  Reactor(Reactor&&) noexcept;
  ~Reactor();

  Clock& clock() const { return *clock_; }
  Poller& poller() const { return *poller_; }
  Network& network() const { return *network_; }
  Signals& signals() const { return *signals_; }
  TimerQueue& timers() { return timers_; }
  bool is_virtual() const { return is_virtual_; }
  /// The clock if it is the virtual one; else null.
  VirtualClock* virtual_clock() const {
    return is_virtual_ ? static_cast<VirtualClock*>(clock_.get()) : nullptr;
  }

  /// Whether a wait can end: a timer is set, or something else may happen.
  bool has_anything_to_wait_for() const { return !timers_.empty() || poller_->has_sources(); }

 private:
  Reactor(std::unique_ptr<Clock> clock, std::unique_ptr<Poller> poller, std::unique_ptr<Network> network,
          std::unique_ptr<Signals> signals, bool is_virtual);

  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Poller> poller_;
  std::unique_ptr<Network> network_;
  std::unique_ptr<Signals> signals_;
  TimerQueue timers_;
  bool is_virtual_;
};

}  // namespace loopglass
