#include "runtime/sync/mutex.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> uses(Mutex<int> mutex, std::string name, Duration d) {
  auto guard = co_await mutex.lock();
  println(name, " ", ++*guard);
  co_await sleep(d);
}

TEST_CASE("the example of a mutex") {
  Loop loop;
  struct Story {
    static Future<int> main() {
      Mutex<int> balance(100, "balance");
      {
        auto guard = co_await balance.lock();
        *guard -= 10;
      }
      co_return *balance.try_lock().value();
    }
  };
  CHECK(loop->block_on(Story::main()) == 90);
}

TEST_CASE("a mutex is handed on in the order in which its tasks came, with one wake each") {
  Loop loop;
  const Mutex<int> mutex(0);
  const auto a = loop.spawn(uses(mutex, "a", 10ms));
  const auto b = loop.spawn(uses(mutex, "b", 10ms));
  const auto c = loop.spawn(uses(mutex, "c", 10ms));
  loop.run();
  CHECK(loop.output == Lines{"a 1", "b 2", "c 3"});
  CHECK(loop.time() == 30ms);
  for (const TaskId task : {b.id(), c.id()}) {
    CHECK(loop.wakes(task).size() == 2);  // by the mutex and by its sleep
    CHECK(loop.polls(task) == 3);
  }
  CHECK_FALSE(mutex.is_locked());
}

TEST_CASE("nobody overtakes: a mutex that was handed on is locked before its new holder is polled") {
  Loop loop;
  const Mutex<int> mutex(0);
  auto guard = mutex.try_lock();
  const auto a = loop.spawn(uses(mutex, "a", 0ms));
  loop.run();
  guard.reset();
  CHECK(mutex.is_locked());
  CHECK_FALSE(mutex.try_lock());
  loop.run();
  CHECK(mutex.try_lock());
}

TEST_CASE("a mutex granted to a task that is aborted before its poll goes to the next") {
  Loop loop;
  const Mutex<int> mutex(0);
  auto guard = mutex.try_lock();
  const auto a = loop.spawn(uses(mutex, "a", 0ms));
  const auto b = loop.spawn(uses(mutex, "b", 0ms));
  loop.run();
  guard.reset();
  a.abort();
  loop.run();
  CHECK(loop.output == Lines{"b 1"});
  CHECK_FALSE(mutex.is_locked());
  CHECK(loop.wakes(b.id()).size() == 1);
}

TEST_CASE("a task that is aborted while it waits or holds leaves the mutex to the others") {
  Loop loop;
  const Mutex<int> mutex(0);
  const auto a = loop.spawn(uses(mutex, "a", 1h));
  const auto b = loop.spawn(uses(mutex, "b", 1h));
  const auto c = loop.spawn(uses(mutex, "c", 0ms));
  for (int n = 0; n < 3; ++n) loop.tick();
  b.abort();
  a.abort();
  loop.run();
  CHECK(loop.output == Lines{"a 1", "c 2"});
  CHECK(loop.time() == 0ms);
}

TEST_CASE("the trace tells who holds a mutex from when to when") {
  Loop loop;
  const Mutex<int> mutex(0, "db");
  const auto a = loop.spawn(uses(mutex, "a", 10ms));
  const auto b = loop.spawn(uses(mutex, "b", 10ms));
  loop.run();
  const auto acquired = loop.events(EventKind::resource_acquired);
  const auto released = loop.events(EventKind::resource_released);
  REQUIRE(acquired.size() == 2);
  REQUIRE(released.size() == 2);
  CHECK(acquired[0].task == a.id());
  CHECK(released[0].task == a.id());
  CHECK(acquired[1].task == b.id());
  CHECK(acquired[1].time() == released[0].time());
  CHECK(loop.trace()[loop.events(EventKind::task_woken, b.id())[0].value] == released[0]);
}

TEST_CASE("tasks may share a mutex that their maker has left, and shutdown hands it to nobody") {
  Tally tally;
  {
    Loop loop;
    struct Story {
      static Future<> holds(Mutex<Probe> mutex) {
        auto guard = co_await mutex.lock();
        co_await sleep(1h);
      }
      static Future<> main(Tally* t) {
        const Mutex<Probe> mutex{Probe(*t)};
        auto a = spawn(holds(mutex));
        auto b = spawn(holds(mutex));
        co_await sleep(1ms);
      }
    };
    loop->block_on(Story::main(&tally));
    CHECK(tally.alive() == 1);
    loop->shutdown(RunResult::finished);
    CHECK(tally.alive() == 0);
  }
}

TEST_CASE("a guard may move to another task") {
  Loop loop;
  struct Story {
    static Future<> keeps(MutexGuard<int> guard) {
      co_await sleep(5ms);
      ++*guard;
    }
  };
  const Mutex<int> mutex(0);
  const auto a = loop.spawn(Story::keeps(mutex.try_lock().value()));
  const auto b = loop.spawn(uses(mutex, "b", 0ms));
  loop.run();
  CHECK(loop.output == Lines{"b 2"});
}

}  // namespace
}  // namespace loopglass
