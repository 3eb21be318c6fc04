#include "runtime/budget.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> receives(Receiver<int> numbers, int* received) {
  while (co_await numbers.recv()) ++*received;
}

/// A task that has `count` messages waiting for it, and how many it has after each tick.
std::vector<int> received_by_tick(std::uint32_t budget, int count) {
  Loop loop(Schedule{.budget = budget});
  auto ends = unbounded_channel<int>("numbers");
  for (int i = 0; i < count; ++i) REQUIRE(ends.sender.try_send(i));
  int received = 0;
  std::vector<int> ticks;
  (void)loop.spawn(receives(std::move(ends.receiver), &received));
  { const auto last = std::move(ends.sender); }
  while (loop.tick() != Tick::stuck) ticks.push_back(received);
  return ticks;
}

TEST_CASE("without a budget a task whose awaits are always ready never gives the thread back") {
  CHECK(received_by_tick(0, 1000) == std::vector<int>{1000});
}

TEST_CASE("a budget is so many ready awaits a poll, and the next poll has a new one") {
  CHECK(received_by_tick(4, 10) == std::vector<int>{4, 8, 10});
  // The end of the channel is an await that is ready, too.
  CHECK(received_by_tick(4, 8) == std::vector<int>{4, 8, 8});
  CHECK(received_by_tick(1, 2) == std::vector<int>{1, 2, 2});
}

TEST_CASE("a task that is made to yield goes to the back of the queue, behind those that are ready") {
  Loop loop(Schedule{.budget = 2});
  struct Story {
    static Future<> greedy() {
      Semaphore seats(8, "seats");
      for (int i = 1; i <= 5; ++i) {
        (void)co_await seats.acquire();
        println("greedy ", i);
      }
    }
    static Future<> modest() {
      println("modest");
      co_return;
    }
  };
  (void)loop.spawn(Story::greedy());
  (void)loop.spawn(Story::modest());
  loop.run();
  CHECK(loop.output == Lines{"greedy 1", "greedy 2", "modest", "greedy 3", "greedy 4", "greedy 5"});
}

TEST_CASE("what makes a task yield is on record: the budget, what was not polled, and the wake") {
  Loop loop(Schedule{.budget = 3});
  struct Story {
    static Future<> greedy(Mutex<int>* lock) {
      for (int i = 0; i < 5; ++i) (void)co_await lock->lock();
    }
  };
  Mutex<int> lock(0, "till");
  const TaskId task = loop.spawn(Story::greedy(&lock)).id();
  loop.run();
  const auto spent = loop.events(EventKind::budget_spent);
  REQUIRE(spent.size() == 1);
  CHECK(spent[0].task == task);
  CHECK(spent[0].value == 3);
  CHECK(spent[0].subject == 1);
  CHECK(static_cast<AwaitKind>(spent[0].extra) == AwaitKind::lock);
  const auto wakes = loop.events(EventKind::task_woken, task);
  REQUIRE(wakes.size() == 1);
  CHECK(static_cast<WakeReason>(wakes[0].extra) == WakeReason::budget);
  CHECK(static_cast<WakeOutcome>(wakes[0].detail) == WakeOutcome::after_poll);
  CHECK(loop.trace()[wakes[0].value].kind == EventKind::budget_spent);
  CHECK(loop.polls(task) == 2);
}

TEST_CASE("awaits that are pending cost nothing") {
  Loop loop(Schedule{.budget = 2});
  struct Story {
    static Future<> sleeper() {
      for (int i = 0; i < 5; ++i) co_await sleep(1ms);
    }
  };
  const TaskId task = loop.spawn(Story::sleeper()).id();
  loop.run();
  // Each poll has one sleep that is over, and then one that is pending.
  CHECK(loop.polls(task) == 6);
  CHECK(loop.events(EventKind::budget_spent).empty());
}

TEST_CASE("a select over things that are always ready is made to yield as one task, once a poll") {
  Loop loop(Schedule{.budget = 4});
  struct Story {
    static Future<> chooses(Notify* never) {
      Semaphore seats(8, "seats");
      for (int i = 0; i < 10; ++i) (void)co_await select(never->notified(), seats.acquire());
    }
  };
  Notify never("never");
  const TaskId task = loop.spawn(Story::chooses(&never)).id();
  loop.run();
  CHECK(loop.polls(task) == 3);
  CHECK(loop.events(EventKind::budget_spent).size() == 2);
}

TEST_CASE("a timeout counts what it holds, and its deadline still ends it") {
  Loop loop(Schedule{.budget = 2});
  struct Story {
    static Future<> greedy() {
      Semaphore seats(8, "seats");
      for (int i = 0; i < 5; ++i) CHECK(co_await timeout(1s, seats.acquire()));
    }
  };
  const TaskId task = loop.spawn(Story::greedy()).id();
  loop.run();
  CHECK(loop.polls(task) == 3);
  CHECK(loop.time() == 0ms);
}

TEST_CASE("futures written by hand and computations have no budget") {
  Loop loop(Schedule{.budget = 1});
  struct Ready {
    using Output = void;
    Poll<void> poll(Context&) { return ready; }
  };
  struct Story {
    static Future<> ready_made() {
      for (int i = 0; i < 10; ++i) {
        work(1ms);
        co_await Ready();
      }
    }
  };
  const TaskId task = loop.spawn(Story::ready_made()).id();
  loop.run();
  CHECK(loop.polls(task) == 1);
}

TEST_CASE("a task that is made to yield can be aborted there, and loses nothing") {
  Loop loop(Schedule{.budget = 2});
  auto ends = unbounded_channel<int>("numbers");
  for (int i = 0; i < 5; ++i) REQUIRE(ends.sender.try_send(i));
  struct Story {
    static Future<> receives(Receiver<int>* numbers, int* got) {
      while (co_await numbers->recv()) ++*got;
    }
  };
  int got = 0;
  const auto task = loop.spawn(Story::receives(&ends.receiver, &got));
  loop.tick();
  task.abort();
  loop.run();
  CHECK(task.is_finished());
  CHECK(got == 2);
  CHECK(ends.receiver.size() == 3);
}

}  // namespace
}  // namespace loopglass
