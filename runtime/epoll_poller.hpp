// Waits in epoll. Sources are registered once and edge-triggered: each change of theirs is reported once, and
// remembered by the source.
//
// Timers end a wait once a millisecond at most: a timer that stands alone is on time, and where there are
// many those of a millisecond are fired together, by one call of the system. Loops whose clocks count
// milliseconds, such as Tokio's and libuv's, do as much.
#pragma once
#include <sys/epoll.h>

#include <array>
#include <cstdint>

#include "runtime/clock.hpp"
#include "runtime/poller.hpp"

namespace loopglass {

class Source;

class EpollPoller final : public Poller {
 public:
  /// Borrows the clock. Throws std::system_error if the system has no descriptor left.
  explicit EpollPoller(RealClock& clock);
  ~EpollPoller() override;
  EpollPoller(const EpollPoller&) = delete;
  EpollPoller& operator=(const EpollPoller&) = delete;

  /// Reports changes of the descriptor to `source`, until the descriptor is closed. Returns an error's
  /// number, or 0.
  int watch(int descriptor, Source& source);

  Waited wait(std::optional<Instant> deadline) override;
  void look() override { collect(0); }
  void tell_sources() override;
  void interrupt() override;
  bool has_sources() const override { return is_awaited(); }

 private:
  void collect(std::int64_t timeout_ns);

  RealClock& clock_;
  int epoll_ = -1;
  int wake_up_ = -1;  // an eventfd: what interrupt() writes to
  bool has_nanoseconds_ = true;
  bool interrupted_ = false;
  Instant next_timer_{};  // no timer ends a wait before
  int noted_ = 0;
  std::array<epoll_event, 256> events_{};  // the first `noted_` were not told yet
};

}  // namespace loopglass
