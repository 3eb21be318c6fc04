// block_in_place: the task stands still as a whole, the others go on.
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/loopglass_test_case.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> notes(Lines* list, Duration d, std::string what) {
  co_await sleep(d);
  list->push_back(what + " at " + to_text(now()));
}

Future<> stands_still(Lines* list) {
  const int seven = co_await block_in_place([] {
    block(30ms);
    return 7;
  });
  list->push_back(std::to_string(seven) + " at " + to_text(now()));
}

Future<> both(Lines* list) { co_await join(stands_still(list), notes(list, 10ms, "branch")); }
Future<> both_the_other_way(Lines* list) { co_await join(notes(list, 10ms, "branch"), stands_still(list)); }

TEST_CASE("other tasks go on while a task stands still") {
  Loop loop;
  Lines list;
  (void)loop.spawn(stands_still(&list));
  (void)loop.spawn(notes(&list, 10ms, "other"));
  loop.run();
  CHECK(list == Lines{"other at 10 ms", "7 at 30 ms"});
}

TEST_CASE("the branches of the same task stand still, those before it and those after it") {
  Loop loop;
  Lines list;
  (void)loop.spawn(both(&list));
  loop.run();
  // The branch after it is not even polled for the first time before the work is done.
  CHECK(list == Lines{"7 at 30 ms", "branch at 40 ms"});

  Loop other;
  list.clear();
  (void)other.spawn(both_the_other_way(&list));
  other.run();
  CHECK(list == Lines{"branch at 30 ms", "7 at 30 ms"});
}

TEST_CASE("a wake meanwhile is remembered, and the task is polled once for all of them") {
  Loop loop;
  Lines list;
  const auto task = loop.spawn(both_the_other_way(&list));
  loop.run();
  CHECK(loop.polls(task.id()) == 2);
  CHECK(loop.wakes(task.id()) == std::vector{WakeOutcome::held, WakeOutcome::queued});
}

TEST_CASE("an abort meanwhile takes effect when the work is done") {
  Loop loop;
  Lines list;
  auto task = loop.spawn(stands_still(&list));
  CHECK(loop.tick() == Tick::polled);
  task.abort();
  CHECK_FALSE(task.is_finished());
  loop.run();
  CHECK(loop.time() == 30ms);
  CHECK(list.empty());
  REQUIRE(task.is_finished());
  CHECK(task.try_take()->error().is_cancelled());
  CHECK(loop.polls(TaskId(1)) == 1);
}

Future<> hopes(Lines* list) {
  const auto result = co_await timeout(10ms, stands_still(list));
  list->push_back(result ? "in time" : "too late");
}

TEST_CASE("a timeout around it does not fire: the task that would hear of it stands still") {
  Loop loop;
  Lines list;
  (void)loop.spawn(hopes(&list));
  loop.run();
  CHECK(list == Lines{"7 at 30 ms", "in time"});
}

Future<> panics(Lines* list) {
  try {
    co_await block_in_place([] { panic("no disk"); });
  } catch (const Panic& panic) {
    list->push_back(panic.what());
  }
}

TEST_CASE("a panic of the work is a panic of the task, where it awaits") {
  Loop loop;
  Lines list;
  (void)loop.spawn(panics(&list));
  loop.run();
  CHECK(list == Lines{"no disk"});
}

TEST_CASE("under every policy the task stands still as a whole, and the others go on") {
  for (const Policy policy :
       {Policy::fifo, Policy::lifo, Policy::random, Policy::tokio, Policy::asyncio, Policy::node}) {
    CAPTURE(name(policy));
    Executor executor(Reactor::on_virtual_clock(), {.schedule = {.policy = policy, .budget = 3}});
    Lines list;
    (void)executor.spawn(both_the_other_way(&list));
    (void)executor.spawn(notes(&list, 5ms, "other"));
    auto aborted = executor.spawn(stands_still(&list));
    while (executor.tick() != Tick::stuck) {
      if (executor.clock().now() == Instant(5ms)) aborted.abort();
    }
    // The branch is due at 10 ms and comes with the work; what is aborted has done its work all the same.
    CHECK(list == Lines{"other at 5 ms", "branch at 30 ms", "7 at 30 ms"});
    REQUIRE(aborted.is_finished());
    CHECK(aborted.try_take()->error().is_cancelled());
    CHECK(executor.clock().now() == Instant(30ms));
  }
}

LOOPGLASS_TEST("it may use what the task owns") {
  std::string text = "quiet";
  co_await block_in_place([&] { text = "loud"; });
  CHECK(text == "loud");
}

Future<> reads_its_own(Tally* tally) {
  const Probe mine(*tally);
  co_await block_in_place([&] {
    block(30ms);
    CHECK(tally->alive() == 1);
  });
}

TEST_CASE("the end of the run waits for the work before it destroys what the work may use") {
  Tally tally;
  Executor executor(Reactor::on_virtual_clock());
  (void)executor.spawn(reads_its_own(&tally));
  CHECK(executor.tick() == Tick::polled);
  executor.shutdown(RunResult::stopped);
  CHECK(tally.made == tally.destroyed);
  CHECK(executor.clock().now() == Instant(30ms));
}

Future<> several(int times) {
  for (int n = 0; n < times; ++n) co_await block_in_place([] { block(10ms); });
}

TEST_CASE("more tasks than workers stand still until it is their turn") {
  Executor executor(Reactor::on_virtual_clock(), {.most_workers = 2});
  for (int n = 0; n < 5; ++n) (void)executor.spawn(several(2));
  while (executor.tick() != Tick::stuck) {
  }
  CHECK(executor.clock().now() == Instant(50ms));
}

}  // namespace
}  // namespace loopglass
