#include "runtime/reactor.hpp"

#include "runtime/epoll_poller.hpp"
#include "runtime/net/socket_network.hpp"
#include "runtime/net/virtual_network.hpp"
#include "runtime/system_signals.hpp"
#include "runtime/virtual_poller.hpp"
#include "runtime/virtual_signals.hpp"

namespace loopglass {

Reactor::Reactor(std::unique_ptr<Clock> clock, std::unique_ptr<Poller> poller,
                 std::unique_ptr<Network> network, std::unique_ptr<Signals> signals, bool is_virtual)
    : clock_(std::move(clock)),
      poller_(std::move(poller)),
      network_(std::move(network)),
      signals_(std::move(signals)),
      is_virtual_(is_virtual) {}

Reactor::Reactor(Reactor&&) noexcept = default;
Reactor::~Reactor() = default;

Reactor Reactor::on_virtual_clock() {
  auto clock = std::make_unique<VirtualClock>();
  auto poller = std::make_unique<VirtualPoller>(*clock);
  auto network = std::make_unique<VirtualNetwork>(poller->agenda(), *clock);
  auto signals = std::make_unique<VirtualSignals>(poller->agenda());
  return Reactor(std::move(clock), std::move(poller), std::move(network), std::move(signals), true);
}

Reactor Reactor::on_real_clock() {
  auto clock = std::make_unique<RealClock>();
  auto poller = std::make_unique<EpollPoller>(*clock);
  auto network = std::make_unique<SocketNetwork>(*poller);
  auto signals = std::make_unique<SystemSignals>(*poller);
  return Reactor(std::move(clock), std::move(poller), std::move(network), std::move(signals), false);
}

}  // namespace loopglass
