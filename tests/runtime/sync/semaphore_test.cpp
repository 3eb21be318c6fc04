#include "runtime/sync/semaphore.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> takes(Semaphore semaphore, std::uint32_t n, std::string name, Duration d = 10ms) {
  const auto permit = co_await semaphore.acquire(n);
  println(name, " ", now().time_since_epoch());
  co_await sleep(d);
}

TEST_CASE("the example of a semaphore") {
  Loop loop;
  struct Story {
    static Future<> eats(Semaphore seats) {
      auto seat = co_await seats.acquire();
      co_await sleep(10ms);
    }
    static Future<> main() {
      Semaphore seats(2, "seats");
      auto a = spawn(eats(seats));
      auto b = spawn(eats(seats));
      auto c = spawn(eats(seats));
      (co_await c).unwrap();
    }
  };
  loop->block_on(Story::main());
  CHECK(loop.time() == 20ms);
}

TEST_CASE("who wants many permits is not overtaken by those who want few") {
  Loop loop;
  const Semaphore semaphore(2);
  const auto a = loop.spawn(takes(semaphore, 1, "a"));
  const auto b = loop.spawn(takes(semaphore, 2, "b"));
  const auto c = loop.spawn(takes(semaphore, 1, "c"));
  loop.run();
  CHECK(loop.output == Lines{"a 0 ms", "b 10 ms", "c 20 ms"});
  CHECK(semaphore.available() == 2);
}

TEST_CASE("when one that wants many gives up, those behind it are served") {
  Loop loop;
  const Semaphore semaphore(2);
  const auto a = loop.spawn(takes(semaphore, 1, "a", 1s));
  const auto b = loop.spawn(takes(semaphore, 2, "b"));
  const auto c = loop.spawn(takes(semaphore, 1, "c"));
  for (int n = 0; n < 3; ++n) loop.tick();
  b.abort();
  loop.run();
  CHECK(loop.output == Lines{"a 0 ms", "c 0 ms"});
}

TEST_CASE("permits granted to a task that is aborted before its poll are passed on") {
  Loop loop;
  const Semaphore semaphore(2);
  auto all = semaphore.try_acquire(2);
  const auto a = loop.spawn(takes(semaphore, 2, "a"));
  const auto b = loop.spawn(takes(semaphore, 1, "b"));
  const auto c = loop.spawn(takes(semaphore, 1, "c"));
  loop.run();
  all.reset();
  a.abort();
  CHECK(semaphore.available() == 0);
  loop.run();
  CHECK(loop.output == Lines{"b 0 ms", "c 0 ms"});
  CHECK(semaphore.available() == 2);
}

TEST_CASE("permits may be added") {
  Loop loop;
  const Semaphore semaphore(0);
  const auto a = loop.spawn(takes(semaphore, 2, "a"));
  loop.run();
  semaphore.add_permits(1);
  CHECK(loop.wakes(a.id()).empty());
  semaphore.add_permits(2);
  CHECK(loop.wakes(a.id()).size() == 1);
  CHECK(semaphore.available() == 1);
  loop.run();
  CHECK(semaphore.available() == 3);
  CHECK_FALSE(semaphore.try_acquire(4));
}

}  // namespace
}  // namespace loopglass
