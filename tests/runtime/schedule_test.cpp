#include "runtime/schedule.hpp"

#include <set>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> says(std::string word) {
  println(word);
  co_return;
}

Future<> says_twice(std::string word) {
  println(word, " 1");
  co_await yield_now();
  println(word, " 2");
}

/// What three tasks say under a schedule.
Lines order_under(Schedule schedule, std::uint64_t seed = 0) {
  Loop loop(std::move(schedule), seed);
  for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says(word));
  loop.run();
  return loop.output;
}

TEST_CASE("fifo takes the head of the queue, and records no choice") {
  Loop loop(Schedule{.policy = Policy::fifo});
  for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says_twice(word));
  loop.run();
  CHECK(loop.output == Lines{"a 1", "b 1", "c 1", "a 2", "b 2", "c 2"});
  CHECK(loop.events(EventKind::task_chosen).empty());
}

TEST_CASE("lifo takes the task that was queued last, one that yields before those that wait longer") {
  Loop loop(Schedule{.policy = Policy::lifo});
  for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says_twice(word));
  loop.run();
  CHECK(loop.output == Lines{"c 1", "c 2", "b 1", "b 2", "a 1", "a 2"});
}

Future<> yields(int* polls) {
  for (int i = 0; i < 50; ++i) {
    ++*polls;
    co_await yield_now();
  }
}

TEST_CASE("under lifo a task that yields keeps the others waiting until it is done") {
  Loop loop(Schedule{.policy = Policy::lifo});
  int polls = 0;
  (void)loop.spawn(says("at last"));
  (void)loop.spawn(yields(&polls));
  for (int i = 0; i < 50; ++i) {
    loop.tick();
    CHECK(loop.output.empty());
  }
  loop.run();
  CHECK(polls == 50);
  CHECK(loop.output == Lines{"at last"});
}

Future<> sleeps(Duration d, std::string word) {
  co_await sleep(d);
  println(word);
}
Future<> computes(int steps) {
  for (int i = 1; i <= steps; ++i) {
    work(10ms);
    co_await yield_now();
  }
  println("computed");
}

TEST_CASE("timers are looked at between turns under every policy, whoever hogs the queue") {
  for (const Policy policy : {Policy::fifo, Policy::lifo, Policy::random}) {
    CAPTURE(name(policy));
    Loop loop(Schedule{.policy = policy});
    (void)loop.spawn(sleeps(25ms, "due"));
    (void)loop.spawn(computes(100));
    (void)loop.spawn(computes(100));
    loop.run();
    const auto fired = loop.events(EventKind::timer_fired);
    REQUIRE(fired.size() == 1);
    // A turn is at most three polls of 10 ms, and the timer came due in one of them.
    const Duration due(static_cast<std::int64_t>(fired[0].value));
    CHECK(fired[0].time().time_since_epoch() - due < 3 * 10ms);
  }
}

TEST_CASE("random gives the same order for the same seed, and every order for some seed") {
  std::set<Lines> orders;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Lines order = order_under({.policy = Policy::random}, seed);
    CHECK(order == order_under({.policy = Policy::random}, seed));
    orders.insert(order);
  }
  CHECK(orders.size() == 6);
}

Future<> draws(std::vector<std::uint64_t>* numbers) {
  for (int i = 0; i < 3; ++i) {
    numbers->push_back(Executor::current()->random().next());
    co_await yield_now();
  }
}

TEST_CASE("a policy does not change the random numbers that a program draws") {
  std::vector<std::vector<std::uint64_t>> drawn;
  for (const Policy policy : {Policy::fifo, Policy::random}) {
    Loop loop(Schedule{.policy = policy}, 7);
    auto& numbers = drawn.emplace_back();
    (void)loop.spawn(draws(&numbers));
    (void)loop.spawn(computes(3));
    loop.run();
  }
  CHECK(drawn[0] == drawn[1]);
  CHECK(drawn[0].size() == 3);
}

TEST_CASE("choices are places in the queue, one for each decision, and then the policy decides") {
  CHECK(order_under({.choices = {0, 0}}) == Lines{"a", "b", "c"});
  CHECK(order_under({.choices = {1}}) == Lines{"b", "a", "c"});
  CHECK(order_under({.choices = {1, 1}}) == Lines{"b", "c", "a"});
  CHECK(order_under({.choices = {2, 1}}) == Lines{"c", "b", "a"});
  CHECK(order_under({.policy = Policy::lifo, .choices = {0}}) == Lines{"a", "c", "b"});
}

TEST_CASE("a choice past the end of the queue takes the back, and one that is not needed does nothing") {
  CHECK(order_under({.choices = {99, 99, 99, 99}}) == Lines{"c", "b", "a"});
}

TEST_CASE("where one task alone is ready no choice is used up") {
  Loop loop(Schedule{.choices = {1}});
  (void)loop.spawn(says("alone"));
  loop.run();
  (void)loop.spawn(says("a"));
  (void)loop.spawn(says("b"));
  loop.run();
  CHECK(loop.output == Lines{"alone", "b", "a"});
}

TEST_CASE("every choice of another task than the head is on record, with its place and who made it") {
  Loop loop(Schedule{.policy = Policy::lifo, .choices = {1}});
  std::vector<TaskId> tasks;
  for (const char* word : {"a", "b", "c"}) tasks.push_back(loop.spawn(says(word)).id());
  loop.run();
  const auto chosen = loop.events(EventKind::task_chosen);
  REQUIRE(chosen.size() == 2);
  CHECK(chosen[0].task == tasks[1]);
  CHECK(chosen[0].subject == 1);
  CHECK(static_cast<Policy>(chosen[0].detail) == Policy::choices);
  CHECK(chosen[1].task == tasks[2]);
  CHECK(chosen[1].subject == 1);
  CHECK(static_cast<Policy>(chosen[1].detail) == Policy::lifo);
}

TEST_CASE("an aborted task is dropped when the policy takes it") {
  Loop loop(Schedule{.policy = Policy::lifo});
  const auto aborted = loop.spawn(says("never said"));
  (void)loop.spawn(says("first"));
  aborted.abort();
  CHECK(loop.tick() == Tick::polled);
  CHECK_FALSE(aborted.is_finished());
  CHECK(loop.tick() == Tick::polled);
  CHECK(aborted.is_finished());
  CHECK(loop.output == Lines{"first"});
}

TEST_CASE("whatever chance takes, every task is polled as often as it asks for") {
  Loop loop(Schedule{.policy = Policy::random}, 3);
  int polls = 0;
  std::vector<JoinHandle<>> handles;
  for (int i = 0; i < 70; ++i) handles.push_back(loop.spawn(yields(&polls)));
  loop.run();
  CHECK(polls == 70 * 50);
  for (const auto& handle : handles) CHECK(handle.is_finished());
}

TEST_CASE("the ready queue gives up a task at any place, and the others keep their order") {
  for (std::size_t size : {1u, 2u, 5u, 64u}) {
    for (std::size_t place = 0; place < size; ++place) {
      ReadyQueue queue;
      // Pointers to tell them apart, not tasks.
      std::vector<std::uint64_t> marks(size + 40);
      const auto task = [&](std::size_t i) { return reinterpret_cast<Task*>(&marks[i]); };
      for (std::size_t i = size; i < size + 40; ++i) queue.push(*task(i));
      for (std::size_t i = size; i < size + 40; ++i) (void)queue.pop();
      for (std::size_t i = 0; i < size; ++i) queue.push(*task(i));
      CHECK(&queue.take(place) == task(place));
      CHECK(queue.size() == size - 1);
      for (std::size_t i = 0; i < size; ++i) {
        if (i != place) CHECK(&queue.pop() == task(i));
      }
      CHECK(queue.empty());
    }
  }
}

}  // namespace
}  // namespace loopglass
