#include "runtime/for_each_concurrent.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> works(int n, Duration d, Lines* left = nullptr) {
  std::optional<Leaving> leaving;
  if (left) leaving.emplace(*left, std::to_string(n));
  co_await sleep(d);
  println(n, " at ", now());
}

TEST_CASE("for_each_concurrent runs at most so many at once, and begins the next when one is done") {
  Loop loop;
  struct Story {
    static Future<> run() {
      co_await for_each_concurrent(std::views::iota(1, 6), 2,
                                   [](int n) { return works(n, Duration(n * 10ms)); });
      println("all at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output ==
        Lines{"1 at 10 ms", "2 at 20 ms", "3 at 40 ms", "4 at 60 ms", "5 at 90 ms", "all at 90 ms"});
}

TEST_CASE("for_each_concurrent takes a stream, and borrows one that has a name") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto beats = ticks_every(10ms).take(3);
      int n = 0;
      co_await for_each_concurrent(beats, 8, [&n](Instant) { return works(++n, 25ms); });
      const auto more = co_await beats.next();
      println(more ? "more" : "end");
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1 at 25 ms", "2 at 35 ms", "3 at 45 ms", "end"});
}

TEST_CASE("for_each_concurrent over nothing is ready at once") {
  Loop loop;
  struct Story {
    static Future<> run() {
      co_await for_each_concurrent(std::vector<int>(), 2, [](int n) { return works(n, 1s); });
      println("all");
    }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"all"});
  CHECK(loop.polls(handle.id()) == 1);
}

TEST_CASE("what is ready at its first poll leaves its place to the next") {
  Loop loop;
  struct Story {
    static Future<> run() {
      co_await for_each_concurrent(std::views::iota(0, 100), 3, [](int) { return sleep(0ms); });
    }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  CHECK(loop.polls(handle.id()) == 1);
}

TEST_CASE("a panic of one ends for_each_concurrent and drops the others") {
  Loop loop;
  Lines left;
  struct Story {
    static Future<> fails() {
      co_await sleep(5ms);
      panic("failed");
    }
    static Future<> run(Lines* l) {
      try {
        co_await for_each_concurrent(std::views::iota(1), 3,
                                     [l](int n) { return n == 2 ? fails() : works(n, 1h, l); });
      } catch (const Panic& p) {
        println(p.what(), " at ", now(), ", ", l->size(), " dropped");
      }
    }
  };
  (void)loop.spawn(Story::run(&left));
  loop.run();
  CHECK(loop.output == Lines{"failed at 5 ms, 2 dropped"});
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("an abort drops all that for_each_concurrent runs, where it waits") {
  Loop loop;
  Lines left;
  struct Story {
    static Future<> run(Lines* l) {
      co_await for_each_concurrent(std::views::iota(1), 3, [l](int n) { return works(n, 1h, l); });
    }
  };
  const auto handle = loop.spawn(Story::run(&left));
  loop.tick();
  handle.abort();
  loop.run();
  CHECK(left.size() == 3);
  CHECK(loop->reactor().timers().empty());
}

}  // namespace
}  // namespace loopglass
