// A clock that ticks: every period, and a choice of what to do about ticks that were missed.
#pragma once
#include "runtime/sleep.hpp"

namespace loopglass {

/// What happens when a tick is late because the task or the loop was busy.
enum class MissedTickBehavior {
  burst,  // the late ticks follow at once, until the schedule is caught up with
  delay,  // the next tick is a whole period after one that was over 5 ms late: the schedule moves
  skip,   // ticks in the past are left out; the next one is on the old schedule
};

/// The first tick is ready at once, as in Tokio.
///
///     Interval every_second(1s);
///     while (true) {
///       co_await every_second.tick();
///       refresh();
///     }
class Interval {
 public:
  /// Precondition: period > 0. Starts counting at the first tick.
  explicit Interval(Duration period, MissedTickBehavior missed = MissedTickBehavior::burst);

  /// Borrows the interval until it is dropped.
  class [[nodiscard]] Tick {
   public:
    /// The instant at which the tick was due.
    using Output = Instant;
    static constexpr bool spends_budget = true;
    explicit Tick(Interval& interval) : interval_(interval), sleep_(interval.next_) {}
    Poll<Instant> poll(Context& context);
    AwaitInfo await_info(Tracer& tracer);

   private:
    Interval& interval_;
    Sleep sleep_;
  };

  Tick tick() { return Tick(*this); }
  Duration period() const { return period_; }

 private:
  void schedule_after(Instant due, Context& context);

  Duration period_;
  MissedTickBehavior missed_;
  Instant next_ = Instant::min();
};

}  // namespace loopglass
