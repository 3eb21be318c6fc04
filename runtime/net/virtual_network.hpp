// A network in memory, for the virtual clock. One host; a port is the name of whoever listens there.
//
// Invariants:
// 1. What is sent arrives after the latency, in order, and after what was sent before has passed the
//    bandwidth. Loss only makes it later, as TCP would: the sender sends again after a timeout.
// 2. At most `buffer` bytes of a direction are under way or unread; then a write finds no room. What the
//    receiver reads makes room at the sender one latency later.
// 3. All that arrives is planned in the agenda, so the same run has the same network, byte for byte.
#pragma once
#include <map>
#include <optional>

#include "runtime/agenda.hpp"
#include "runtime/clock.hpp"
#include "runtime/net/network.hpp"
#include "runtime/random.hpp"

namespace loopglass {

class VirtualConnection;
class VirtualListener;

class VirtualNetwork final : public Network {
 public:
  /// Borrows both.
  VirtualNetwork(Agenda& agenda, const VirtualClock& clock) : agenda_(agenda), clock_(clock) {}

  /// Port 0 takes a free one, from 49152 on.
  IoResult<Shared<Listening>> listen(Executor& home, const Endpoint& at) override;
  IoResult<Shared<Connection>> connect(Executor& home, const Endpoint& to, SourceId id) override;
  void behave(const NetworkOptions& options) override { options_ = options; }
  /// Those that stand.
  bool can_break(SourceId id) const override;
  void break_connection(SourceId id) override;
  bool has_on_the_way(SourceId id) const override;
  void delay(SourceId id, Duration by) override;

 private:
  friend class VirtualConnection;
  friend class VirtualListener;
  using Number = std::uint32_t;  // of a connection's end; they are looked up, as they may go meanwhile

  Instant now() const { return clock_.now(); }
  VirtualConnection* find(Number end) const;
  VirtualConnection* find(SourceId id) const;
  /// Plans that a packet reaches an end, if that is still there.
  void plan(Instant arrival, Number to, Packet packet, std::uint16_t bytes);
  /// Whether the next packet is lost. Drawn from a generator of its own: what tasks draw stays the same.
  bool loses(const Executor& home);
  void answer_request(Number from, const Endpoint& to);

  Agenda& agenda_;
  const VirtualClock& clock_;
  NetworkOptions options_;
  std::optional<SplitMix64> chance_;  // from the first loss that may be, from the seed of the run
  std::map<std::uint16_t, VirtualListener*> listeners_;  // by port
  std::map<Number, VirtualConnection*> ends_;
  Number last_end_ = 0;
  std::uint16_t last_port_ = 49151;
};

}  // namespace loopglass
