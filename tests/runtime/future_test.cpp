#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<int> seven(Probe) {
  println("seven runs");
  co_return 7;
}

TEST_CASE("a future that is never polled runs nothing and destroys its arguments") {
  Loop loop;
  Tally tally;
  {
    auto future = seven(Probe(tally));
    CHECK(tally.alive() == 1);
  }
  CHECK(tally.alive() == 0);
  CHECK(loop.output.empty());
  const auto dropped = loop.events(EventKind::future_dropped);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped[0].detail == 0);
}

TEST_CASE("a future that has ended leaves no word of being dropped") {
  Loop loop;
  Tally tally;
  loop->block_on(seven(Probe(tally)));
  CHECK(loop.events(EventKind::future_created).size() == 1);
  CHECK(loop.events(EventKind::future_dropped).empty());
}

Future<int> doubled(GateState* gate, int n) {
  co_await Gate(*gate);
  co_return 2 * n;
}

Future<int> sum(GateState* first, GateState* second) {
  int total = co_await doubled(first, 1);
  total += co_await doubled(second, 10);
  co_return total;
}

TEST_CASE("each poll of a task goes down the chain of its awaits to the innermost, and no further") {
  Loop loop;
  GateState first, second;
  auto handle = loop.spawn(sum(&first, &second));
  const TaskId task = handle.id();
  loop.tick();
  CHECK(first.polls == 1);
  first.waker.wake();  // for nothing: the gate is closed
  loop.tick();
  CHECK(first.polls == 2);
  CHECK(second.polls == 0);
  first.open = true;
  first.waker.wake();
  loop.tick();
  CHECK(first.polls == 3);
  CHECK(second.polls == 1);
  second.open = true;
  second.waker.wake();
  loop.tick();
  CHECK(first.polls == 3);
  CHECK(second.polls == 2);
  CHECK(handle.try_take()->value() == 22);
  CHECK(loop.polls(task) == 4);
}

Future<int> through(int depth) {
  if (depth == 0) co_return 1;
  const int below = co_await through(depth - 1);
  co_return below + 1;
}

TEST_CASE("awaiting what is ready never leaves the task, however deep") {
  Loop loop;
  auto handle = loop.spawn(through(100));
  const TaskId task = handle.id();
  loop.run();
  CHECK(handle.try_take()->value() == 101);
  CHECK(loop.polls(task) == 1);
}

Future<std::unique_ptr<int>> boxed() { co_return std::make_unique<int>(5); }
Future<int> unboxed() {
  const std::unique_ptr<int> box = co_await boxed();
  co_return *box;
}

TEST_CASE("a value that can only be moved comes back from an await") {
  Loop loop;
  CHECK(loop->block_on(unboxed()) == 5);
}

Future<> fails() {
  co_await yield_now();
  panic("no luck");
}
Future<std::string> catches() {
  try {
    co_await fails();
  } catch (const Panic& p) {
    co_return std::string("caught: ") + p.what();
  }
  co_return "nothing";
}
Future<> passes_on() {
  co_await fails();
  println("never said");
}

TEST_CASE("a panic comes out of the await of whoever awaits, who may catch it") {
  Loop loop;
  CHECK(loop->block_on(catches()) == "caught: no luck");
}

TEST_CASE("a panic that nobody catches leaves one await after the other") {
  Loop loop;
  auto handle = loop.spawn(passes_on());
  loop.run();
  CHECK(handle.try_take()->error().message() == "no luck");
  CHECK(loop.output.empty());
  const auto began = loop.events(EventKind::await_began);
  const auto ended = loop.events(EventKind::await_ended);
  CHECK(began.size() == ended.size());
}

Future<> holds(Lines* list, GateState* gate, int depth) {
  const Leaving leaving(*list, "frame " + std::to_string(depth));
  if (depth == 0) {
    co_await Gate(*gate);
  } else {
    co_await holds(list, gate, depth - 1);
  }
}

TEST_CASE("dropping a suspended future destroys its frames, innermost first") {
  Loop loop;
  Lines list;
  GateState gate;
  {
    auto future = holds(&list, &gate, 2);
    Waker nobody;
    Context context(*loop, nobody);
    CHECK_FALSE(future.poll(context).is_ready());
    CHECK(list.empty());
  }
  CHECK(list == Lines{"frame 0", "frame 1", "frame 2"});
}

TEST_CASE("a future polled by hand says pending until it is ready") {
  Loop loop;
  GateState gate;
  auto future = doubled(&gate, 4);
  Waker nobody;
  Context context(*loop, nobody);
  CHECK_FALSE(future.poll(context).is_ready());
  CHECK_FALSE(future.poll(context).is_ready());
  gate.open = true;
  auto polled = future.poll(context);
  REQUIRE(polled.is_ready());
  CHECK(polled.take() == 8);
}

Future<int> picks(bool first, Tally* tally) { co_return first ? co_await seven(Probe(*tally)) : 0; }
Future<int> takes_turns(Tally* tally) {
  int rounds = 0;
  while (co_await seven(Probe(*tally)) + rounds < 10) ++rounds;
  co_return rounds;
}

TEST_CASE("temporaries of an await are destroyed once, in conditions and in loops") {
  Loop loop;
  Tally tally;
  CHECK(loop->block_on(picks(true, &tally)) == 7);
  CHECK(loop->block_on(picks(false, &tally)) == 0);
  CHECK(loop->block_on(takes_turns(&tally)) == 3);
  CHECK(tally.made > 0);
  CHECK(tally.alive() == 0);
}

Future<> awaits_the_same_gate_twice(GateState* gate) {
  Gate mine(*gate);
  co_await mine;  // borrowed, not moved
  co_await mine;
}

TEST_CASE("a named pollable is awaited where it stands") {
  Loop loop;
  GateState gate;
  gate.open = true;
  loop->block_on(awaits_the_same_gate_twice(&gate));
  CHECK(gate.polls == 2);
}

TEST_CASE("a moved future is still the same future") {
  Loop loop;
  Tally tally;
  auto first = seven(Probe(tally));
  const FutureId id = first.id();
  auto second = std::move(first);
  CHECK(second.id() == id);
  CHECK(loop->block_on(std::move(second)) == 7);
}

}  // namespace
}  // namespace loopglass
