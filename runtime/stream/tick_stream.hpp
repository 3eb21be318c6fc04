// A stream of the ticks of an interval; it has no end.
#pragma once
#include "runtime/interval.hpp"
#include "runtime/stream/stream.hpp"

namespace loopglass {

class [[nodiscard]] TickStream : public StreamMethods<TickStream> {
 public:
  /// The instant at which the tick was due.
  using Item = Instant;

  explicit TickStream(Interval interval) : interval_(std::move(interval)) {}

  Poll<std::optional<Instant>> poll_next(Context& context) {
    auto polled = tick().poll(context);
    if (!polled.is_ready()) return pending;
    tick_.reset();
    return std::optional(polled.take());
  }
  AwaitInfo await_info(Tracer& tracer) { return tick().await_info(tracer); }

 private:
  Interval::Tick& tick() {
    if (!tick_) tick_.emplace(interval_);
    return *tick_;
  }

  Interval interval_;
  std::optional<Interval::Tick> tick_;
};

/// A tick at once and then every period, as `Interval` has them.
///
///     auto beats = ticks_every(1s).take(3);
///     while (auto due = co_await beats.next()) println("beat at ", *due);
inline TickStream ticks_every(Duration period, MissedTickBehavior missed = MissedTickBehavior::burst) {
  return TickStream(Interval(period, missed));
}

}  // namespace loopglass
