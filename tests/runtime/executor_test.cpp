#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

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

TEST_CASE("a spawned task is queued, not run") {
  Loop loop;
  const auto handle = loop.spawn(says("hello"));
  CHECK(loop.output.empty());
  CHECK_FALSE(handle.is_finished());
  loop.run();
  CHECK(loop.output == Lines{"hello"});
}

TEST_CASE("tasks are polled in the order in which they were queued") {
  Loop loop;
  for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says_twice(word));
  loop.run();
  CHECK(loop.output == Lines{"a 1", "b 1", "c 1", "a 2", "b 2", "c 2"});
}

TEST_CASE("the ready queue keeps its order while it grows past its first size and wraps around") {
  Loop loop;
  Lines expected;
  for (int i = 0; i < 40; ++i) (void)loop.spawn(says("early"));
  loop.run();
  loop.output.clear();
  for (int i = 0; i < 500; ++i) {
    (void)loop.spawn(says(std::to_string(i)));
    expected.push_back(std::to_string(i));
  }
  loop.run();
  CHECK(loop.output == expected);
}

TEST_CASE("one tick polls one task") {
  Loop loop;
  (void)loop.spawn(says("a"));
  (void)loop.spawn(says("b"));
  CHECK(loop.tick() == Tick::polled);
  CHECK(loop.output == Lines{"a"});
  CHECK(loop.tick() == Tick::polled);
  CHECK(loop.output == Lines{"a", "b"});
  CHECK(loop.tick() == Tick::stuck);
}

Future<> spawns_then_says() {
  auto child = spawn(says("child"));
  println("parent");
  co_await yield_now();
  println("parent again");
}

TEST_CASE("what is queued during a turn is polled in the next one") {
  Loop loop;
  (void)loop.spawn(spawns_then_says());
  (void)loop.spawn(says("neighbour"));
  loop.run();
  // The turn's snapshot holds parent and neighbour; child was queued before parent yielded.
  CHECK(loop.output == Lines{"parent", "neighbour", "child", "parent again"});
  const auto turns = loop.events(EventKind::turn_began);
  REQUIRE(turns.size() == 2);
  CHECK(turns[0].value == 2);
  CHECK(turns[1].value == 2);
}

Future<> ticks(int times) {
  for (; times > 0; --times) co_await yield_now();
}
Future<> wakes_up_at(Duration d, std::string word) {
  co_await sleep(d);
  println(word);
}
Future<> computes_in_steps() {
  for (int i = 1; i <= 3; ++i) {
    work(10ms);
    println("step ", i);
    co_await yield_now();
  }
}

TEST_CASE("a task whose timer is due goes to the back of the ready queue, behind one that yielded") {
  Loop loop;
  (void)loop.spawn(wakes_up_at(10ms, "due"));
  (void)loop.spawn(computes_in_steps());
  loop.run();
  CHECK(loop.output == Lines{"step 1", "step 2", "due", "step 3"});
}

TEST_CASE("timers are looked at between turns even if the queue is never empty") {
  Loop loop;
  (void)loop.spawn(ticks(50));
  (void)loop.spawn(wakes_up_at(5ms, "in time"));
  (void)loop.spawn(computes_in_steps());
  loop.run();
  CHECK(loop.output == Lines{"step 1", "step 2", "in time", "step 3"});
  CHECK(loop.events(EventKind::parked).empty());
}

TEST_CASE("a loop with nothing to do, and nothing to wait for, is stuck") {
  Loop loop;
  CHECK(loop.tick() == Tick::stuck);
  GateState gate;
  struct Story {
    static Future<> waits(GateState* g) { co_await Gate(*g); }
  };
  (void)loop.spawn(Story::waits(&gate));
  CHECK(loop.tick() == Tick::polled);
  CHECK(loop.tick() == Tick::stuck);
  gate.open = true;
  gate.waker.wake();
  CHECK(loop.tick() == Tick::polled);
}

Future<int> gives_nine() {
  co_await sleep(1s);
  co_return 9;
}
Future<int> gives_up() {
  co_await sleep(1s);
  panic("gave up");
}
Future<> waits_for_ever(GateState* gate) { co_await Gate(*gate); }

TEST_CASE("block_on gives main's value") {
  Loop loop;
  CHECK(loop->block_on(gives_nine()) == 9);
  CHECK(loop.time() == 1s);
}

TEST_CASE("block_on throws main's panic") {
  Loop loop;
  CHECK_THROWS_WITH(loop->block_on(gives_up()), "gave up");
}

TEST_CASE("block_on throws when main waits for something that cannot happen") {
  Loop loop;
  GateState gate;
  CHECK_THROWS_AS(loop->block_on(waits_for_ever(&gate)), std::logic_error);
}

TEST_CASE("block_on leaves other tasks where they are") {
  Loop loop;
  const auto other = loop.spawn(wakes_up_at(5s, "other"));
  loop->block_on(gives_nine());
  CHECK_FALSE(other.is_finished());
  loop.run();
  CHECK(loop.output == Lines{"other"});
}

Future<> leaves(Lines* list, std::string name, GateState* gate) {
  const Leaving leaving(*list, name);
  co_await Gate(*gate);
}

TEST_CASE("shutdown cancels what is left, in the order of spawning") {
  Lines list;
  GateState gate;
  Loop loop;
  // A finished task's slot is used again, so slots are not in the order of spawning.
  (void)loop.spawn(says("short"));
  (void)loop.spawn(leaves(&list, "first", &gate));
  loop.run();
  (void)loop.spawn(leaves(&list, "second", &gate));
  auto kept = loop.spawn(leaves(&list, "third", &gate));
  (void)loop.spawn(leaves(&list, "never polled", &gate));
  loop.tick();
  loop.tick();
  CHECK(list.empty());
  loop->shutdown(RunResult::stopped);
  CHECK(list == Lines{"first", "second", "third"});
  CHECK(kept.try_take()->error().is_cancelled());
  const auto began = loop.events(EventKind::shutdown_began);
  REQUIRE(began.size() == 1);
  CHECK(began[0].value == 4);
}

TEST_CASE("an executor that dies cancels what is left") {
  Tally tally;
  GateState gate;
  struct Story {
    static Future<> holds(Probe, GateState* g) { co_await Gate(*g); }
  };
  {
    Executor executor(Reactor::on_virtual_clock());
    (void)executor.spawn(Story::holds(Probe(tally), &gate));
    CHECK(executor.tick() == Tick::polled);
    CHECK(tally.alive() == 1);
  }
  CHECK(tally.alive() == 0);
}

TEST_CASE("a handle may outlive its executor") {
  std::optional<JoinHandle<int>> done;
  std::optional<JoinHandle<int>> cancelled;
  {
    Executor executor(Reactor::on_virtual_clock());
    done = executor.spawn(gives_nine());
    while (executor.tick() != Tick::stuck) {
    }
    cancelled = executor.spawn(gives_nine());
  }
  CHECK(done->try_take()->value() == 9);
  CHECK(cancelled->try_take()->error().is_cancelled());
}

class SpawnsWhenDestroyed {
 public:
  explicit SpawnsWhenDestroyed(Tally& tally) : tally_(&tally) {}
  SpawnsWhenDestroyed(SpawnsWhenDestroyed&& other) noexcept : tally_(std::exchange(other.tally_, nullptr)) {}
  ~SpawnsWhenDestroyed() {
    if (tally_) (void)spawn(late(Probe(*tally_)), "late");
  }

 private:
  static Future<> late(Probe) {
    println("never said");
    co_return;
  }
  Tally* tally_;
};

TEST_CASE("what a destructor spawns during shutdown is dropped at once") {
  Tally tally;
  GateState gate;
  struct Story {
    static Future<> holds(SpawnsWhenDestroyed, GateState* g) { co_await Gate(*g); }
  };
  Loop loop;
  (void)loop.spawn(Story::holds(SpawnsWhenDestroyed(tally), &gate), "holder");
  loop.tick();
  loop->shutdown(RunResult::stopped);
  CHECK(tally.made > 0);
  CHECK(tally.alive() == 0);
  CHECK(loop.output.empty());
  CHECK(loop.tick() == Tick::stuck);
}

class WakesWhenDestroyed {
 public:
  explicit WakesWhenDestroyed(GateState& gate) : gate_(&gate) {}
  WakesWhenDestroyed(WakesWhenDestroyed&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
  ~WakesWhenDestroyed() {
    if (gate_) gate_->waker.wake();
  }

 private:
  GateState* gate_;
};

TEST_CASE("a task that is woken while shutdown drops it is not polled afterwards") {
  GateState gate;
  struct Story {
    static Future<> holds(WakesWhenDestroyed, GateState* g) { co_await Gate(*g); }
  };
  Loop loop;
  (void)loop.spawn(Story::holds(WakesWhenDestroyed(gate), &gate));
  loop.tick();
  loop->shutdown(RunResult::stopped);
  CHECK(loop.tick() == Tick::stuck);
  CHECK(gate.polls == 1);
}

TEST_CASE("shutdown twice is shutdown once") {
  Loop loop;
  loop->shutdown(RunResult::finished);
  loop->shutdown(RunResult::stopped);
  CHECK(loop.events(EventKind::shutdown_began).size() == 1);
}

TEST_CASE("without a sink a run is the same and nothing is written") {
  std::vector<std::string> lines;
  Executor executor(Reactor::on_virtual_clock(),
                    {.output = [&](std::string_view line) { lines.emplace_back(line); }});
  const Executor::Entered entered(executor);
  (void)executor.spawn(says_twice("a"));
  (void)executor.spawn(says_twice("b"));
  CHECK(executor.block_on(gives_nine()) == 9);
  CHECK(lines == Lines{"a 1", "b 1", "a 2", "b 2"});
}

TEST_CASE("entered executors nest, and the outer one is current again afterwards") {
  CHECK(Executor::current() == nullptr);
  Executor outer(Reactor::on_virtual_clock());
  const Executor::Entered in_outer(outer);
  {
    Executor inner(Reactor::on_virtual_clock());
    const Executor::Entered in_inner(inner);
    CHECK(Executor::current() == &inner);
  }
  CHECK(Executor::current() == &outer);
}

}  // namespace
}  // namespace loopglass
