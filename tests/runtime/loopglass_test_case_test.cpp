#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

using Catch::Matchers::Contains;

LOOPGLASS_TEST("a test that is a coroutine sleeps on a clock of its own") {
  co_await sleep(1h);
  CHECK(now() == Instant(1h));
}

LOOPGLASS_TEST("a test looks at the loop that it runs on") {
  println("hello");
  CHECK(loop.output == Lines{"hello"});
  CHECK(loop.events(EventKind::output).size() == 1);
  co_return;
}

Future<> sleeps(Duration d) { co_await sleep(d); }

LOOPGLASS_TEST("a test may leave tasks if it says so", .leaves_tasks = true) {
  (void)spawn(sleeps(1h));
  co_await yield_now();
}

LOOPGLASS_TEST("a task that was aborted is not left, though it is not dropped yet") {
  const auto handle = spawn(sleeps(1h));
  co_await yield_now();
  handle.abort();
}

TEST_CASE("a test that waits for what cannot happen fails with who waits and with the story") {
  struct Story {
    static Future<> reads() { co_await CancellationToken().cancelled(); }
    static Future<> body(Loop&) {
      auto handle = spawn(reads(), "reader");
      (co_await handle).unwrap();
    }
  };
  const std::string fault = fault_of(Story::body, {});
  CHECK_THAT(fault, Contains("waits for something that cannot happen. These tasks wait: test, reader\n"));
  CHECK_THAT(fault, Contains("await_began       reader"));
  CHECK_THAT(fault, Contains("awaits the end of reader"));
}

TEST_CASE("a test that leaves tasks behind fails with their names and with the story") {
  struct Story {
    static Future<> body(Loop&) {
      (void)spawn(sleeps(1ms), "done by then");
      (void)spawn(sleeps(1h), "left");
      co_await sleep(10ms);
    }
  };
  const std::string fault = fault_of(Story::body, {});
  CHECK_THAT(fault, Contains("leaves tasks behind: left\n"));
  CHECK_THAT(fault, Contains("task_spawned      left"));
  CHECK(fault_of(Story::body, {.leaves_tasks = true}).empty());
}

TEST_CASE("of a long run the story tells the end") {
  struct Story {
    static Future<> body(Loop&) {
      for (int i = 0; i < 1000; ++i) co_await yield_now();
      co_await CancellationToken().cancelled();
    }
  };
  const std::string fault = fault_of(Story::body, {});
  CHECK_THAT(fault, Contains("… after "));
  CHECK(std::ranges::count(fault, '\n') == 202);
}

TEST_CASE("an exception of a test's body comes out as it is") {
  struct Story {
    static Future<> body(Loop&) {
      co_await sleep(1ms);
      throw 42;
    }
  };
  CHECK_THROWS_AS(fault_of(Story::body, {}), int);
}

}  // namespace
}  // namespace loopglass
