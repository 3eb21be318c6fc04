// The two clocks a run can have: the virtual one, where time moves only when somebody says so, and the
// real one. The rest of the runtime cannot tell them apart.
#pragma once
#include <optional>

#include "runtime/time.hpp"

namespace loopglass {

class Clock {
 public:
  virtual ~Clock() = default;

  /// The time as it was last read; costs nothing. The loop reads it once a turn.
  Instant now() const { return now_; }
  /// Reads the time afresh.
  virtual Instant read() = 0;
  /// The same without keeping it: safe on any thread.
  virtual Instant elapsed() const = 0;
  /// Lets the running task use the processor, or hold the thread without using it, for `d`. Both keep the
  /// loop from doing anything else. Afterwards now() is fresh.
  virtual void work(Duration d) = 0;
  virtual void block(Duration d) = 0;

 protected:
  Instant now_{};
};

/// What goes on by itself while the virtual time passes, as the work of other threads does.
class Meanwhile {
 public:
  /// When the next thing happens; none if nothing goes on.
  virtual std::optional<Instant> next() const = 0;
  /// Lets it happen; the clock stands at its time. Whether it ends a wait of the loop. Precondition: next().
  virtual bool happen() = 0;

 protected:
  ~Meanwhile() = default;
};

/// Time stands still until a task works or blocks, or the loop waits for a deadline. Exact and repeatable.
class VirtualClock final : public Clock {
 public:
  Instant read() override { return now_; }
  Instant elapsed() const override { return now_; }
  void work(Duration d) override { advance(d); }
  void block(Duration d) override { advance(d); }

  /// Moves to `t`, never back, and lets what goes on by itself happen on the way.
  void advance_to(Instant t);
  /// When the next thing happens by itself; none if nothing goes on.
  std::optional<Instant> next() const { return meanwhile_ ? meanwhile_->next() : std::nullopt; }
  /// Moves there and lets it happen; whether it ends a wait of the loop. Precondition: next().
  bool advance_to_next();

  /// Borrows it until another, or null, takes its place.
  void go_along(Meanwhile* meanwhile) { meanwhile_ = meanwhile; }

 private:
  void advance(Duration d);

  Meanwhile* meanwhile_ = nullptr;
};

/// The steady clock of the system, counted from when this clock was made. `work` burns the processor and
/// `block` stops the thread.
class RealClock final : public Clock {
 public:
  RealClock();
  Instant read() override;
  Instant elapsed() const override;
  void work(Duration d) override;
  void block(Duration d) override;

 private:
  std::chrono::steady_clock::time_point start_;
};

}  // namespace loopglass
