#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/loopglass_test_case.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> sleeps(Duration d, std::string name) {
  co_await sleep(d);
  println(name, " ", now());
}
Future<> sleeps_until(Instant t, std::string name) {
  co_await sleep_until(t);
  println(name, " ", now());
}
Instant at(Duration d) { return Instant(d); }

TEST_CASE("sleepers wake in the order of their deadlines, each on time") {
  Loop loop;
  (void)loop.spawn(sleeps(30ms, "c"));
  (void)loop.spawn(sleeps(10ms, "a"));
  (void)loop.spawn(sleeps(20ms, "b"));
  loop.run();
  CHECK(loop.output == Lines{"a 10 ms", "b 20 ms", "c 30 ms"});
}

TEST_CASE("sleepers of the same deadline wake in the order in which they set it") {
  Loop loop;
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) (void)loop.spawn(sleeps(10ms, name));
  loop.run();
  CHECK(loop.output == Lines{"a 10 ms", "b 10 ms", "c 10 ms", "d 10 ms", "e 10 ms", "f 10 ms"});
}

TEST_CASE("a sleep of zero or less is ready at its first poll and sets no timer") {
  Loop loop;
  const auto handle = loop.spawn(sleeps(0ms, "zero"));
  (void)loop.spawn(sleeps(-5ms, "less"));
  loop.run();
  CHECK(loop.output == Lines{"zero 0 ms", "less 0 ms"});
  CHECK(loop.polls(handle.id()) == 1);
  CHECK(loop.events(EventKind::timer_set).empty());
}

LOOPGLASS_TEST("a deadline that has passed is ready at its first poll") {
  work(50ms);
  co_await sleep_until(at(20ms));
  CHECK(now() == at(50ms));
  CHECK(loop.events(EventKind::timer_set).empty());
}

LOOPGLASS_TEST("a sleep counts from its first poll, not from when it was made") {
  Sleep later = sleep(10ms);
  work(100ms);
  co_await later;
  CHECK(now() == at(110ms));
}

TEST_CASE("a sleep that is polled again before its time keeps its one timer") {
  Loop loop;
  struct Story {
    static Future<> waits(GateState* gate) {
      gate->open = true;
      co_await Gate(*gate);  // only to get at the waker
      co_await sleep(50ms);
    }
  };
  GateState gate;
  const auto handle = loop.spawn(Story::waits(&gate));
  loop.tick();
  gate.waker.wake();
  loop.run();
  CHECK(loop.polls(handle.id()) == 3);
  CHECK(loop.events(EventKind::timer_set).size() == 1);
  CHECK(loop.events(EventKind::timer_fired).size() == 1);
  CHECK(loop.time() == 50ms);
}

TEST_CASE("a sleep found over by an early poll takes its timer back") {
  Loop loop;
  struct Story {
    static Future<> sleeper(GateState* gate) {
      gate->open = true;
      co_await Gate(*gate);
      co_await sleep(50ms);
      println("slept to ", now());
    }
    static Future<> wakes_and_works(GateState* gate) {
      gate->waker.wake();
      work(100ms);
      co_return;
    }
  };
  GateState gate;
  const auto sleeper = loop.spawn(Story::sleeper(&gate));
  (void)loop.spawn(Story::wakes_and_works(&gate));
  loop.tick();
  loop.tick();
  // The sleeper stands in the queue; its timer fires before it is polled and adds nothing.
  loop.run();
  CHECK(loop.output == Lines{"slept to 100 ms"});
  CHECK(loop.wakes(sleeper.id()) == std::vector<WakeOutcome>{WakeOutcome::queued, WakeOutcome::coalesced});
}

LOOPGLASS_TEST("time stands still while tasks run that do not work") {
  for (int i = 0; i < 1000; ++i) co_await yield_now();
  CHECK(now() == at(0ms));
}

TEST_CASE("work and block take their time and nothing else runs meanwhile") {
  Loop loop;
  struct Story {
    static Future<> busy() {
      work(30ms);
      println("worked to ", now());
      block(40ms);
      println("blocked to ", now());
      work(-1ms);
      println("still ", now());
      co_return;
    }
  };
  (void)loop.spawn(sleeps(10ms, "sleeper"));
  (void)loop.spawn(Story::busy());
  loop.run();
  CHECK(loop.output == Lines{"worked to 30 ms", "blocked to 70 ms", "still 70 ms", "sleeper 70 ms"});
}

LOOPGLASS_TEST("the longest sleep ends at the end of time and does not wrap around") {
  work(1s);
  co_await sleep(Duration::max());
  CHECK(now() == Instant::max());
}

TEST_CASE("adding to an instant is held at the ends of time") {
  CHECK(saturating_add(Instant::max(), 1ns) == Instant::max());
  CHECK(saturating_add(Instant::min(), -1ns) == Instant::min());
  CHECK(saturating_add(at(1ms), -2ms) == at(-1ms));
}

TEST_CASE("a deadline is an instant of the run") {
  Loop loop;
  (void)loop.spawn(sleeps_until(at(25ms), "a"));
  loop.run();
  CHECK(loop.output == Lines{"a 25 ms"});
}

}  // namespace
}  // namespace loopglass
