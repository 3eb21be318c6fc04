#include "runtime/sync/plain_lock.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> writes(PlainLock file, Duration patience) {
  const auto guard = file.lock_for(patience);
  println(guard ? "has it" : "gives up", " at ", now());
  if (guard) co_await sleep(10ms);
}

TEST_CASE("the example of a plain lock: it is given back by a destructor") {
  Loop loop;
  const PlainLock file("log file");
  {
    const auto guard = file.lock_for(1s);
    CHECK(guard);
    CHECK(file.is_locked());
  }
  CHECK_FALSE(file.is_locked());
  CHECK(loop.time() == 0ms);
}

TEST_CASE("who finds a plain lock taken keeps the thread to the end of its patience, and in vain") {
  Loop loop;
  const PlainLock file("log file");
  const auto one = loop.spawn(writes(file, 300ms), "one");
  const auto two = loop.spawn(writes(file, 300ms), "two");
  loop.run();
  CHECK(loop.output == Lines{"has it at 0 ms", "gives up at 300 ms"});
  CHECK_FALSE(file.is_locked());
  CHECK(loop.wakes(two.id()).empty());  // it never was pending
  const auto began = loop.events(EventKind::work_began);
  REQUIRE(began.size() == 1);
  CHECK(began[0].task == two.id());
  CHECK(began[0].subject == raw(file.id()));
  CHECK(loop.events(EventKind::resource_acquired, one.id()).size() == 1);
  CHECK(loop.events(EventKind::resource_released, one.id()).size() == 1);
}

TEST_CASE("a task that is aborted gives its plain lock back") {
  Loop loop;
  const PlainLock file;
  auto one = loop.spawn(writes(file, 1ms), "one");
  loop.tick();
  CHECK(file.is_locked());
  one.abort();
  loop.run();
  CHECK_FALSE(file.is_locked());
}

TEST_CASE("a guard that takes another's place gives back what it had") {
  Loop loop;
  const PlainLock a;
  const PlainLock b;
  auto guard = a.lock_for(1ms);
  guard = b.lock_for(1ms);
  CHECK_FALSE(a.is_locked());
  CHECK(b.is_locked());
}

}  // namespace
}  // namespace loopglass
