// The system's sockets: TCP over IPv4, non-blocking, without delay (TCP_NODELAY). SIGPIPE is never raised.
#pragma once
#include "runtime/epoll_poller.hpp"
#include "runtime/net/network.hpp"

namespace loopglass {

class SocketNetwork final : public Network {
 public:
  /// Borrows the poller.
  explicit SocketNetwork(EpollPoller& poller) : poller_(poller) {}

  /// Port 0 takes a free one; `local` of the listener says which.
  IoResult<Shared<Listening>> listen(Executor& home, const Endpoint& at) override;
  IoResult<Shared<Connection>> connect(Executor& home, const Endpoint& to, SourceId id) override;

 private:
  EpollPoller& poller_;
};

}  // namespace loopglass
