#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/loopglass_test_case.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<int> answers(Duration after, Lines* list) {
  const Leaving leaving(*list, "answers");
  co_await sleep(after);
  co_return 7;
}

Future<> asks(Duration limit, Duration after, Lines* list) {
  const auto answer = co_await timeout(limit, answers(after, list));
  println(answer ? "answer " + to_text(answer.value()) : answer.error().message(), " at ", now());
}

struct Case {
  Duration limit;
  Duration after;
  std::string line;
};

TEST_CASE("a value in time wins, and one that is late does not come") {
  const auto [limit, after, line] = GENERATE(values<Case>({
      {50ms, 10ms, "answer 7 at 10 ms"},
      {50ms, 0ms, "answer 7 at 0 ms"},
      {50ms, 200ms, "the deadline has passed at 50 ms"},
      {0ms, 10ms, "the deadline has passed at 0 ms"},
      {0ms, 0ms, "answer 7 at 0 ms"},
  }));
  Loop loop;
  Lines list;
  (void)loop.spawn(asks(limit, after, &list));
  loop.run();
  CHECK(loop.output == Lines{line});
  CHECK(list == Lines{"answers"});
  CHECK(loop.time() == std::min(limit, after));
}

TEST_CASE("a value that is ready at the deadline itself wins") {
  Loop loop;
  Lines list;
  (void)loop.spawn(asks(50ms, 50ms, &list));
  loop.run();
  CHECK(loop.output == Lines{"answer 7 at 50 ms"});
}

TEST_CASE("a deadline that has passed is seen late by a task that did not get its turn") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> blocks() {
      block(200ms);
      co_return;
    }
  };
  (void)loop.spawn(asks(50ms, 1s, &list));
  (void)loop.spawn(Story::blocks());
  loop.run();
  CHECK(loop.output == Lines{"the deadline has passed at 200 ms"});
}

TEST_CASE("the loser's timer is taken back") {
  Loop loop;
  Lines list;
  (void)loop.spawn(asks(50ms, 10ms, &list));
  (void)loop.spawn(asks(10ms, 50ms, &list));
  loop.run();
  CHECK(loop.events(EventKind::timer_set).size() == 4);
  CHECK(loop.events(EventKind::timer_fired).size() == 2);
  CHECK(loop.events(EventKind::timer_cancelled).size() == 2);
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("a panic inside a timeout comes out of its await") {
  Loop loop;
  struct Story {
    static Future<int> fails() {
      co_await sleep(10ms);
      panic("inside");
    }
    static Future<> asks() {
      try {
        (void)co_await timeout(50ms, fails());
      } catch (const Panic& p) {
        println("caught ", p.what());
      }
    }
  };
  (void)loop.spawn(Story::asks());
  loop.run();
  CHECK(loop.output == Lines{"caught inside"});
  CHECK(loop.time() == 10ms);
}

LOOPGLASS_TEST("timeouts nest, and the nearer deadline is the one that counts") {
  Lines list;
  const auto outer = co_await timeout(100ms, timeout(20ms, answers(1s, &list)));
  REQUIRE(outer.ok());
  CHECK_FALSE(outer.value().ok());
  CHECK(now() == Instant(20ms));
}

LOOPGLASS_TEST("a timeout around nothing of value says whether it was in time") {
  const auto in_time = co_await timeout(50ms, sleep(10ms));
  CHECK(in_time.ok());
  const auto late = co_await timeout(50ms, sleep(60ms));
  CHECK_FALSE(late.ok());
}

}  // namespace
}  // namespace loopglass
