// The system's signals: Ctrl-C is SIGINT, and the request to end is SIGTERM.
//
// Invariant: their handlers are ours only while somebody watches; then they are again as they were before.
#pragma once
#include "runtime/epoll_poller.hpp"
#include "runtime/signals.hpp"

namespace loopglass {

class SystemSignals final : public Signals {
 public:
  /// Borrows the poller.
  explicit SystemSignals(EpollPoller& poller) : poller_(poller) {}
  /// Precondition: no other executor of the program watches meanwhile.
  Shared<SignalSource> watch(Executor& home, SourceId id) override;
  void raise_at(Instant) override {}
  SourceId watched_id() const override;

 private:
  class Watch;
  EpollPoller& poller_;
  Watch* watch_ = nullptr;
};

}  // namespace loopglass
