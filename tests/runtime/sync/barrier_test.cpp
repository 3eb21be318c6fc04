#include "runtime/sync/barrier.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> comes(Barrier barrier, Duration when, std::string name) {
  co_await sleep(when);
  const bool is_last = co_await barrier.wait();
  println(name, is_last ? " last " : " ", now().time_since_epoch());
}

TEST_CASE("the example of a barrier: tasks go on together when the last has come") {
  Loop loop;
  const Barrier start(3, "start");
  const auto a = loop.spawn(comes(start, 30ms, "a"));
  const auto b = loop.spawn(comes(start, 10ms, "b"));
  const auto c = loop.spawn(comes(start, 20ms, "c"));
  loop.run();
  CHECK(loop.output == Lines{"a last 30 ms", "b 30 ms", "c 30 ms"});
}

TEST_CASE("a barrier can be used again") {
  Loop loop;
  const Barrier barrier(2);
  const auto a = loop.spawn(comes(barrier, 1ms, "a"));
  const auto b = loop.spawn(comes(barrier, 2ms, "b"));
  const auto c = loop.spawn(comes(barrier, 3ms, "c"));
  const auto d = loop.spawn(comes(barrier, 4ms, "d"));
  loop.run();
  CHECK(loop.output == Lines{"b last 2 ms", "a 2 ms", "d last 4 ms", "c 4 ms"});
}

TEST_CASE("a task that is aborted at the barrier has not come") {
  Loop loop;
  const Barrier barrier(2);
  const auto a = loop.spawn(comes(barrier, 0ms, "a"));
  loop.run();
  a.abort();
  loop.run();
  const auto b = loop.spawn(comes(barrier, 0ms, "b"));
  loop.run();
  CHECK(loop.output.empty());
  const auto c = loop.spawn(comes(barrier, 0ms, "c"));
  loop.run();
  CHECK(loop.output == Lines{"c last 0 ms", "b 0 ms"});
}

TEST_CASE("a barrier that has opened stays open for those that had come, though one is aborted") {
  Loop loop;
  const Barrier barrier(3);
  const auto a = loop.spawn(comes(barrier, 0ms, "a"));
  const auto b = loop.spawn(comes(barrier, 0ms, "b"));
  loop.run();
  const auto c = loop.spawn(comes(barrier, 0ms, "c"));
  loop.tick();
  a.abort();
  loop.run();
  CHECK(loop.output == Lines{"c last 0 ms", "b 0 ms"});
  CHECK(loop.wakes(b.id()).size() == 1);
}

}  // namespace
}  // namespace loopglass
