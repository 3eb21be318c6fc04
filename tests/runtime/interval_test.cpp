#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

/// Ticks as often as `work_after` has entries, works that long after each tick, and prints when it ticked.
Future<> ticks(Duration period, MissedTickBehavior missed, std::vector<Duration> work_after) {
  Interval interval(period, missed);
  for (const Duration d : work_after) {
    const Instant due = co_await interval.tick();
    println(due, due == now() ? "" : " at " + to_text(now()));
    work(d);
  }
}

Lines ticked(MissedTickBehavior missed, std::vector<Duration> work_after) {
  Loop loop;
  (void)loop.spawn(ticks(100ms, missed, std::move(work_after)));
  loop.run();
  return loop.output;
}

TEST_CASE("an interval ticks at once, and then every period") {
  const auto missed =
      GENERATE(MissedTickBehavior::burst, MissedTickBehavior::delay, MissedTickBehavior::skip);
  CHECK(ticked(missed, {0ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms", "200 ms"});
}

TEST_CASE("work that fits into the period does not move the schedule") {
  const auto missed =
      GENERATE(MissedTickBehavior::burst, MissedTickBehavior::delay, MissedTickBehavior::skip);
  CHECK(ticked(missed, {60ms, 99ms, 100ms, 0ms}) == Lines{"0 ms", "100 ms", "200 ms", "300 ms"});
}

TEST_CASE("burst catches up with the schedule as fast as it can") {
  CHECK(ticked(MissedTickBehavior::burst, {250ms, 0ms, 0ms, 0ms, 0ms}) ==
        Lines{"0 ms", "100 ms at 250 ms", "200 ms at 250 ms", "300 ms", "400 ms"});
}

TEST_CASE("delay starts a new schedule at the late tick") {
  CHECK(ticked(MissedTickBehavior::delay, {250ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 250 ms", "350 ms"});
  CHECK(ticked(MissedTickBehavior::delay, {150ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 150 ms", "250 ms"});
}

TEST_CASE("delay takes no notice of a tick that is up to 5 ms late") {
  CHECK(ticked(MissedTickBehavior::delay, {105ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 105 ms", "200 ms"});
}

TEST_CASE("skip leaves out what is past and keeps the old schedule") {
  CHECK(ticked(MissedTickBehavior::skip, {250ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 250 ms", "300 ms"});
  CHECK(ticked(MissedTickBehavior::skip, {150ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 150 ms", "200 ms"});
}

TEST_CASE("skip that is late by whole periods ticks one period later") {
  CHECK(ticked(MissedTickBehavior::skip, {300ms, 0ms, 0ms}) == Lines{"0 ms", "100 ms at 300 ms", "400 ms"});
}

TEST_CASE("missed ticks are on record with their number") {
  Loop loop;
  (void)loop.spawn(ticks(100ms, MissedTickBehavior::skip, {350ms, 0ms}));
  loop.run();
  const auto missed = loop.events(EventKind::ticks_missed);
  REQUIRE(missed.size() == 1);
  CHECK(missed[0].value == 2);
  CHECK(static_cast<MissedTicks>(missed[0].detail) == MissedTicks::skip);
}

LOOPGLASS_TEST("a tick that is dropped while it waits is not lost") {
  Interval interval(100ms);
  co_await interval.tick();
  const auto first = co_await timeout(30ms, interval.tick());
  CHECK_FALSE(first.ok());
  CHECK(now() == Instant(30ms));
  const Instant due = co_await interval.tick();
  CHECK(due == Instant(100ms));
}

}  // namespace
}  // namespace loopglass
