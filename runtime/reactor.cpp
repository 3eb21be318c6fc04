#include "runtime/reactor.hpp"

namespace loopglass {

Reactor::Reactor(std::unique_ptr<Clock> clock, std::unique_ptr<Poller> poller, bool is_virtual)
    : clock_(std::move(clock)), poller_(std::move(poller)), is_virtual_(is_virtual) {}

Reactor Reactor::on_virtual_clock() {
  auto clock = std::make_unique<VirtualClock>();
  auto poller = std::make_unique<VirtualPoller>(*clock);
  return Reactor(std::move(clock), std::move(poller), true);
}

Reactor Reactor::on_real_clock() {
  auto clock = std::make_unique<RealClock>();
  auto poller = std::make_unique<EpollPoller>(*clock);
  return Reactor(std::move(clock), std::move(poller), false);
}

}  // namespace loopglass
