#include <memory>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<int> number(int n, Duration delay = {}) {
  co_await sleep(delay);
  co_return n;
}
Future<int> fails(std::string message) {
  co_await yield_now();
  panic(message);
}
Future<int> throws_a_number() {
  co_await yield_now();
  throw 42;
}

Future<int> joins_in_order(int* polls) {
  auto slow = spawn(number(1, 30ms), "slow");
  auto quick = spawn(number(2, 10ms), "quick");
  ++*polls;
  int sum = (co_await slow).unwrap();
  CHECK(quick.is_finished());
  sum += 10 * (co_await quick).unwrap();
  co_return sum;
}

TEST_CASE("handles give results back in the order in which they are joined") {
  Loop loop;
  int begun = 0;
  CHECK(loop->block_on(joins_in_order(&begun)) == 21);
  CHECK(begun == 1);
  CHECK(loop.time() == 30ms);
  // main is woken by the task it joins and not by the one that finished meanwhile.
  CHECK(loop.polls(static_cast<TaskId>(1)) == 2);
}

Future<std::string> error_of(Future<int> future) {
  auto handle = spawn(std::move(future));
  const auto result = co_await handle;
  if (result) co_return "no error";
  co_return (result.error().is_panic() ? "panic: " : "cancelled: ") + result.error().message();
}

TEST_CASE("a panic reaches whoever joins, with its message") {
  Loop loop;
  CHECK(loop->block_on(error_of(fails("boom"))) == "panic: boom");
}

TEST_CASE("an exception that is none of ours is a panic, too") {
  Loop loop;
  CHECK(loop->block_on(error_of(throws_a_number())) == "panic: an exception of an unknown type");
}

TEST_CASE("a panic ends its own task and no other") {
  Loop loop;
  auto bad = loop.spawn(fails("boom"));
  auto good = loop.spawn(number(3, 10ms));
  loop.run();
  CHECK_FALSE(bad.try_take()->ok());
  CHECK(good.try_take()->value() == 3);
}

Future<int> unwraps(Future<int> future) {
  auto handle = spawn(std::move(future));
  co_return (co_await handle).unwrap();
}

TEST_CASE("unwrapping an error is a panic with the same message") {
  Loop loop;
  CHECK_THROWS_WITH(loop->block_on(unwraps(fails("boom"))), "boom");
}

TEST_CASE("a join that is pending registers once and is woken once, by the end of its task") {
  Loop loop;
  auto joined = loop.spawn(number(1, 10ms), "joined");
  struct Story {
    static Future<int> joins(JoinHandle<int> handle) { co_return (co_await handle).unwrap(); }
  };
  const TaskId id = joined.id();
  const auto joiner = loop.spawn(Story::joins(std::move(joined)), "joiner");
  loop.run();
  CHECK(joiner.is_finished());
  CHECK(loop.events(EventKind::waker_registered, joiner.id()).size() == 1);
  const auto wakes = loop.events(EventKind::task_woken, joiner.id());
  REQUIRE(wakes.size() == 1);
  CHECK(static_cast<WakeReason>(wakes[0].extra) == WakeReason::joined);
  CHECK(wakes[0].subject == raw(id));
  const Event& cause = loop.trace()[wakes[0].value];
  CHECK(cause.kind == EventKind::task_finished);
  CHECK(cause.task == id);
}

TEST_CASE("joining a task that is done never leaves the joiner's poll") {
  Loop loop;
  auto done = loop.spawn(number(4));
  loop.run();
  CHECK(loop->block_on(std::move(done)).value() == 4);
}

TEST_CASE("dropping a handle lets its task go on alone") {
  Loop loop;
  struct Story {
    static Future<int> tells() {
      co_await sleep(10ms);
      println("still here");
      co_return 1;
    }
  };
  (void)loop.spawn(Story::tells());
  loop.run();
  CHECK(loop.output == Lines{"still here"});
  REQUIRE(loop.events(EventKind::handle_dropped).size() == 1);
  CHECK(static_cast<FinishKind>(loop.events(EventKind::handle_dropped)[0].detail) == FinishKind::none);
}

TEST_CASE("a result that nobody takes is destroyed with its handle") {
  Loop loop;
  Tally tally;
  struct Story {
    static Future<Probe> makes(Tally* t) { co_return Probe(*t); }
  };
  {
    const auto handle = loop.spawn(Story::makes(&tally));
    loop.run();
    CHECK(tally.alive() == 1);
  }
  CHECK(tally.alive() == 0);
}

TEST_CASE("a result of a detached task is destroyed when the task is done") {
  Loop loop;
  Tally tally;
  struct Story {
    static Future<Probe> makes(Tally* t) { co_return Probe(*t); }
  };
  (void)loop.spawn(Story::makes(&tally));
  loop.run();
  CHECK(tally.made > 0);
  CHECK(tally.alive() == 0);
}

TEST_CASE("the future is dropped when the task is done, though the handle lives on") {
  Loop loop;
  Tally tally;
  struct Story {
    static Future<int> holds(Probe) { co_return 1; }
  };
  const auto handle = loop.spawn(Story::holds(Probe(tally)));
  loop.run();
  CHECK(tally.alive() == 0);
  CHECK(handle.is_finished());
}

TEST_CASE("a value that can only be moved comes back from a task") {
  Loop loop;
  struct Story {
    static Future<std::unique_ptr<int>> boxes() { co_return std::make_unique<int>(6); }
    static Future<int> unboxes() {
      auto handle = spawn(boxes());
      const std::unique_ptr<int> box = (co_await handle).unwrap();
      co_return *box;
    }
  };
  CHECK(loop->block_on(Story::unboxes()) == 6);
}

TEST_CASE("try_take gives nothing before the end and the result once") {
  Loop loop;
  auto handle = loop.spawn(number(8, 10ms));
  CHECK_FALSE(handle.try_take().has_value());
  loop.run();
  CHECK(handle.try_take()->value() == 8);
  CHECK_FALSE(handle.try_take().has_value());
}

TEST_CASE("a joiner that goes away is not woken") {
  Loop loop;
  auto handle = loop.spawn(number(1, 50ms), "joined");
  struct Story {
    static Future<> gives_up(JoinHandle<int> joined) {
      const auto in_time = co_await timeout(10ms, std::move(joined));
      println(in_time ? "in time" : "too late");
      co_await sleep(1s);
    }
  };
  const auto joiner = loop.spawn(Story::gives_up(std::move(handle)), "joiner");
  loop.run();
  CHECK(loop.output == Lines{"too late"});
  for (const Event& wake : loop.events(EventKind::task_woken, joiner.id())) {
    CHECK(static_cast<WakeReason>(wake.extra) == WakeReason::timer);
  }
}

TEST_CASE("two tasks that join each other wait for ever") {
  Loop loop;
  struct Story {
    static Future<int> joins(std::shared_ptr<std::optional<JoinHandle<int>>> other) {
      co_return (co_await **other).unwrap();
    }
  };
  auto to_second = std::make_shared<std::optional<JoinHandle<int>>>();
  auto to_first = std::make_shared<std::optional<JoinHandle<int>>>();
  *to_first = loop.spawn(Story::joins(to_second));
  *to_second = loop.spawn(Story::joins(to_first));
  loop.run();
  CHECK_FALSE((*to_first)->is_finished());
  CHECK_FALSE((*to_second)->is_finished());
  loop->shutdown(RunResult::deadlock);
  // The handles are in each other's frames no more: they are destroyed here.
  CHECK((*to_first)->try_take()->error().is_cancelled());
  CHECK((*to_second)->try_take()->error().is_cancelled());
}

TEST_CASE("a task that holds its own handle can be dropped") {
  Loop loop;
  GateState gate;
  struct Story {
    static Future<> holds(std::shared_ptr<std::optional<JoinHandle<>>> self, GateState* g) {
      const auto mine = std::move(**self);
      co_await Gate(*g);
    }
  };
  auto slot = std::make_shared<std::optional<JoinHandle<>>>();
  *slot = loop.spawn(Story::holds(slot, &gate));
  const TaskId task = (*slot)->id();
  const AbortHandle abort = (*slot)->abort_handle();
  loop.run();
  abort.abort();
  loop.run();
  CHECK(loop.events(EventKind::task_finished, task).size() == 1);
}

}  // namespace
}  // namespace loopglass
