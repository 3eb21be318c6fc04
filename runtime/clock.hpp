// The two clocks a run can have: the virtual one, where time moves only when somebody says so, and the
// real one. The rest of the runtime cannot tell them apart.
#pragma once
#include "runtime/time.hpp"

namespace loopglass {

class Clock {
 public:
  virtual ~Clock() = default;

  /// The time as it was last read; costs nothing. The loop reads it once a turn.
  Instant now() const { return now_; }
  /// Reads the time afresh.
  virtual Instant read() = 0;
  /// Lets the running task use the processor, or hold the thread without using it, for `d`. Both keep the
  /// loop from doing anything else. Afterwards now() is fresh.
  virtual void work(Duration d) = 0;
  virtual void block(Duration d) = 0;

 protected:
  Instant now_{};
};

/// Time stands still until a task works or blocks, or the loop waits for a deadline. Exact and repeatable.
class VirtualClock final : public Clock {
 public:
  Instant read() override { return now_; }
  void work(Duration d) override { advance(d); }
  void block(Duration d) override { advance(d); }

  /// Moves to `t`; never back.
  void advance_to(Instant t) { now_ = t > now_ ? t : now_; }

 private:
  void advance(Duration d);
};

/// The steady clock of the system, counted from when this clock was made. `work` burns the processor and
/// `block` stops the thread.
class RealClock final : public Clock {
 public:
  RealClock();
  Instant read() override;
  void work(Duration d) override;
  void block(Duration d) override;

 private:
  std::chrono::steady_clock::time_point start_;
};

}  // namespace loopglass
