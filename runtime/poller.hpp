// How the loop waits: the one place where a virtual run and a real one differ.
#pragma once
#include <memory>
#include <optional>

#include "runtime/clock.hpp"

namespace loopglass {

enum class Waited { until_deadline, interrupted };

class Poller {
 public:
  virtual ~Poller() = default;
  /// Waits until the deadline, or for ever if there is none, or until interrupted. May return early; the
  /// caller looks at the clock.
  virtual Waited wait(std::optional<Instant> deadline) = 0;
  /// Ends a wait from another thread or a signal handler, or the next one if none is going on.
  virtual void interrupt() = 0;
  /// Whether something other than a timer of this loop can end a wait.
  virtual bool has_sources() const = 0;
};

/// Jumps to the deadline instead of waiting, or to what happens by itself before.
class VirtualPoller final : public Poller {
 public:
  /// Borrows the clock.
  explicit VirtualPoller(VirtualClock& clock) : clock_(clock) {}
  Waited wait(std::optional<Instant> deadline) override;
  void interrupt() override {}
  bool has_sources() const override { return false; }

 private:
  VirtualClock& clock_;
};

/// Waits in epoll_wait, which takes whole milliseconds: a wait is rounded up, so no timer fires early.
class EpollPoller final : public Poller {
 public:
  /// Borrows the clock. Throws std::system_error if the system has no descriptor left.
  explicit EpollPoller(RealClock& clock);
  ~EpollPoller() override;
  EpollPoller(const EpollPoller&) = delete;
  EpollPoller& operator=(const EpollPoller&) = delete;

  Waited wait(std::optional<Instant> deadline) override;
  void interrupt() override;
  bool has_sources() const override { return false; }

 private:
  RealClock& clock_;
  int epoll_ = -1;
  int wake_up_ = -1;  // an eventfd: what interrupt() writes to
};

}  // namespace loopglass
