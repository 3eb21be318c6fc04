#include "runtime/sync/rw_lock.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> reads(RwLock<int> lock, std::string name) {
  const auto guard = co_await lock.read();
  println(name, " ", *guard, " ", now().time_since_epoch());
  co_await sleep(10ms);
}

Future<> writes(RwLock<int> lock, std::string name) {
  auto guard = co_await lock.write();
  println(name, " ", ++*guard, " ", now().time_since_epoch());
  co_await sleep(10ms);
}

TEST_CASE("the example of a lock for readers and writers") {
  Loop loop;
  struct Story {
    static Future<std::string> main() {
      RwLock<std::string> settings("plain", "settings");
      {
        auto change = co_await settings.write();
        *change += " and simple";
      }
      const auto now = co_await settings.read();
      co_return *now;
    }
  };
  CHECK(loop->block_on(Story::main()) == "plain and simple");
}

TEST_CASE("readers read together, a writer is alone, and nobody overtakes") {
  Loop loop;
  const RwLock<int> lock(0);
  const auto a = loop.spawn(reads(lock, "a"));
  const auto b = loop.spawn(reads(lock, "b"));
  const auto w = loop.spawn(writes(lock, "w"));
  const auto c = loop.spawn(reads(lock, "c"));
  const auto d = loop.spawn(reads(lock, "d"));
  const auto v = loop.spawn(writes(lock, "v"));
  loop.run();
  CHECK(loop.output == Lines{"a 0 0 ms", "b 0 0 ms", "w 1 10 ms", "c 1 20 ms", "d 1 20 ms", "v 2 30 ms"});
}

TEST_CASE("readers behind a writer that gives up read at once") {
  Loop loop;
  const RwLock<int> lock(0);
  const auto a = loop.spawn(reads(lock, "a"));
  const auto w = loop.spawn(writes(lock, "w"));
  const auto b = loop.spawn(reads(lock, "b"));
  for (int n = 0; n < 3; ++n) loop.tick();
  w.abort();
  loop.run();
  CHECK(loop.output == Lines{"a 0 0 ms", "b 0 0 ms"});
}

TEST_CASE("a lock granted to a writer that is aborted before its poll goes to the readers behind it") {
  Loop loop;
  const RwLock<int> lock(0);
  auto guard = lock.try_write();
  CHECK_FALSE(lock.try_read());
  const auto w = loop.spawn(writes(lock, "w"));
  const auto a = loop.spawn(reads(lock, "a"));
  const auto b = loop.spawn(reads(lock, "b"));
  loop.run();
  guard.reset();
  w.abort();
  loop.run();
  CHECK(loop.output == Lines{"a 0 0 ms", "b 0 0 ms"});
  CHECK(lock.try_write());
}

}  // namespace
}  // namespace loopglass
