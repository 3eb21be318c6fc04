#include "runtime/net/virtual_network.hpp"

#include <algorithm>
#include <cerrno>

#include "runtime/executor.hpp"
#include "runtime/net/virtual_connection.hpp"

namespace loopglass {
namespace {

constexpr std::uint64_t own_numbers = 0x6c6f7373;  // other ones than those that the seed alone gives

}  // namespace

IoResult<Shared<Listening>> VirtualNetwork::listen(Executor& home, const Endpoint& at) {
  Endpoint local = at;
  if (local.port == 0) local.port = ++last_port_;
  if (listeners_.contains(local.port)) return IoError(IoStep::listen, EADDRINUSE);
  auto listener = Shared<VirtualListener>::make(home, *this, local);
  listener->open();
  return Shared<Listening>(listener);
}

IoResult<Shared<Connection>> VirtualNetwork::connect(Executor& home, const Endpoint& to, SourceId id) {
  auto connection = Shared<VirtualConnection>::make(home, *this, ++last_end_, id);
  connection->wait_for_answer();
  connection->open("to " + to.text(), SourceId::none);
  const Instant arrives = now() + options_.latency;
  if (connection->is_traced()) {
    connection->trace(EventKind::packet_sent, static_cast<std::uint8_t>(Packet::request), in_ns(arrives));
  }
  agenda_.plan(arrives, [this, from = connection->number(), to] { answer_request(from, to); });
  return Shared<Connection>(connection);
}

bool VirtualNetwork::loses(const Executor& home) {
  if (options_.loss == 0) return false;
  if (!chance_) chance_.emplace(home.seed() ^ own_numbers);
  return chance_->below(1000) < options_.loss;
}

VirtualConnection* VirtualNetwork::find(Number end) const {
  const auto it = ends_.find(end);
  return it == ends_.end() ? nullptr : it->second;
}

VirtualConnection* VirtualNetwork::find(SourceId id) const {
  const auto it = std::ranges::find_if(ends_, [&](const auto& end) { return end.second->id() == id; });
  return it == ends_.end() ? nullptr : it->second;
}

bool VirtualNetwork::can_break(SourceId id) const {
  const VirtualConnection* const end = find(id);
  return end && end->stands();
}

void VirtualNetwork::break_connection(SourceId id) { find(id)->break_between(); }

bool VirtualNetwork::has_on_the_way(SourceId id) const {
  const VirtualConnection* const end = find(id);
  return end && agenda_.has_plans_for(end->number());
}

void VirtualNetwork::delay(SourceId id, Duration by) {
  const VirtualConnection* const end = find(id);
  agenda_.delay(end->number(), by);
  end->hold_up_sender(by);
}

void VirtualNetwork::plan(Instant arrival, Number to, Packet packet, std::uint16_t bytes) {
  VirtualConnection* const receiver = find(to);
  if (!receiver) return;
  if (receiver->is_traced()) {
    receiver->trace(EventKind::packet_sent, static_cast<std::uint8_t>(packet), in_ns(arrival), bytes);
  }
  agenda_.plan(
      arrival,
      [this, to, packet, bytes] {
        if (VirtualConnection* const here = find(to)) here->arrive(packet, bytes);
      },
      to);
}

void VirtualNetwork::answer_request(Number from, const Endpoint& to) {
  VirtualConnection* const client = find(from);
  if (!client) return;
  if (client->is_traced())
    client->trace(EventKind::packet_arrived, static_cast<std::uint8_t>(Packet::request), 0);
  const Instant answered = now() + options_.latency;
  const auto it = listeners_.find(to.port);
  if (it == listeners_.end() || it->second->is_full()) {
    plan(answered, from, Packet::refusal, 0);
    return;
  }
  auto end = Shared<VirtualConnection>::make(client->home(), *this, ++last_end_, SourceId::none);
  end->join(*client);
  end->stand();
  end->open("at " + to.text(), client->id());
  plan(answered, from, Packet::answer, 0);
  it->second->add(std::move(end));
}

}  // namespace loopglass
