#include "runtime/interval.hpp"

namespace loopglass {
namespace {

// No tick of a real clock is quite on time. The same tolerance as in Tokio.
constexpr Duration tolerance = std::chrono::milliseconds(5);

}  // namespace

Interval::Interval(Duration period, MissedTickBehavior missed) : period_(period), missed_(missed) {
  assert(period > Duration::zero() && "an interval needs a period above zero");
}

Poll<Instant> Interval::Tick::poll(Context& context) {
  if (!sleep_.poll(context).is_ready()) return pending;
  const bool first = interval_.next_ == Instant::min();
  const Instant due = first ? context.executor().clock().now() : interval_.next_;
  interval_.schedule_after(due, context);
  return due;
}

AwaitInfo Interval::Tick::await_info(Tracer& tracer) {
  return {AwaitKind::interval, sleep_.await_info(tracer).object};
}

void Interval::schedule_after(Instant due, Context& context) {
  const Instant now = context.executor().clock().now();
  const Duration late = now - due;
  const auto missed = late / period_;
  switch (missed_) {
    case MissedTickBehavior::burst: next_ = saturating_add(due, period_); break;
    case MissedTickBehavior::delay: next_ = saturating_add(late > tolerance ? now : due, period_); break;
    case MissedTickBehavior::skip: next_ = saturating_add(due, period_ * (missed + 1)); break;
  }
  if (Tracer& tracer = context.executor().tracer(); missed > 0 && tracer.on()) {
    tracer.emit({.kind = EventKind::ticks_missed,
                 .detail = static_cast<std::uint8_t>(missed_),
                 .task = context.task(),
                 .value = static_cast<std::uint64_t>(missed)});
  }
}

}  // namespace loopglass
