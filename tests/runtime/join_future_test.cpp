#include "runtime/join.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<int> number(int n, Duration after, Lines* list = nullptr) {
  std::optional<Leaving> leaving;
  if (list) leaving.emplace(*list, std::to_string(n));
  co_await sleep(after);
  co_return n;
}
Future<std::string> word(std::string text, Duration after) {
  co_await sleep(after);
  co_return text;
}
Future<int> fails(Duration after) {
  co_await sleep(after);
  panic("failed");
}

TEST_CASE("join gives the values in the order of the branches, when the slowest is ready") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto [user, orders] = co_await join(word("Ada", 30ms), number(7, 10ms));
      println(user, " ", orders, " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"Ada 7 at 30 ms"});
}

TEST_CASE("a branch that gives nothing is a place in the tuple") {
  Loop loop;
  struct Story {
    static Future<int> run() {
      auto [nothing, seven] = co_await join(sleep(5ms), number(7, 1ms));
      static_assert(std::is_same_v<decltype(nothing), std::monostate>);
      co_return seven;
    }
  };
  CHECK(loop->block_on(Story::run()) == 7);
}

TEST_CASE("a wake polls all branches that are pending, and none that was ready") {
  Loop loop;
  GateState a, b;
  struct Story {
    static Future<> run(GateState* one, GateState* other) { co_await join(Gate(*one), Gate(*other)); }
  };
  const auto handle = loop.spawn(Story::run(&a, &b));
  loop.tick();
  CHECK((a.polls == 1 && b.polls == 1));
  a.open = true;
  a.waker.wake();
  loop.tick();
  CHECK((a.polls == 2 && b.polls == 2));
  b.waker.wake();
  loop.tick();
  CHECK((a.polls == 2 && b.polls == 3));
  b.open = true;
  b.waker.wake();
  loop.run();
  CHECK((a.polls == 2 && b.polls == 4));
  CHECK(handle.is_finished());
}

TEST_CASE("a branch is dropped as soon as it is ready") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> holds(Leaving, Duration after) { co_await sleep(after); }
    static Future<> run(Lines* l) { co_await join(holds(Leaving(*l, "quick"), 10ms), sleep(20ms)); }
    static Future<> looks(Lines* l) {
      co_await sleep(15ms);
      println(l->front());
    }
  };
  (void)loop.spawn(Story::run(&list));
  (void)loop.spawn(Story::looks(&list));
  loop.run();
  CHECK(loop.output == Lines{"quick"});
}

TEST_CASE("a panic of one branch comes out of the join, and the others are dropped with their timers") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      try {
        co_await join(number(1, 1h, l), fails(10ms), number(3, 1h, l));
      } catch (const Panic& p) {
        println(p.what(), " at ", now());
      }
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"failed at 10 ms"});
  CHECK(list.size() == 2);
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("an abort of a task that joins drops every branch where it is suspended") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      co_await join(number(1, 1h, l), join(number(2, 1h, l), number(3, 0ms, l)));
    }
  };
  const auto handle = loop.spawn(Story::run(&list));
  loop.tick();
  CHECK(list == Lines{"3"});
  handle.abort();
  loop.run();
  CHECK(list.size() == 3);
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.time() == 0ms);
}

TEST_CASE("joins nest, and with a timeout") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto [a, bc] = co_await join(timeout(5ms, number(1, 1h)), join(number(2, 10ms), number(3, 20ms)));
      println(a.ok(), " ", std::get<0>(bc), " ", std::get<1>(bc), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"false 2 3 at 20 ms"});
}

TEST_CASE("a future that has a name is borrowed by a join, and lives on when the join is dropped") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto seven = number(7, 20ms);
      const auto both = co_await timeout(10ms, join(seven, number(8, 1h)));
      println(both.ok(), " at ", now());
      const int n = co_await seven;
      println(n, " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"false at 10 ms", "7 at 20 ms"});
}

TEST_CASE("join_all takes a view that makes futures, a container, or borrows one that has a name") {
  Loop loop;
  struct Story {
    static Future<int> size_of(std::string name) { return number(static_cast<int>(name.size()), 10ms); }
    static Future<> run() {
      const Lines names{"a", "bcd", "ef"};
      const std::vector<int> sizes = co_await join_all(names | std::views::transform(size_of));
      for (const int n : sizes) println(n);
      std::vector<Future<int>> futures;
      futures.push_back(number(5, 5ms));
      const auto borrowed = co_await join_all(futures);
      println(borrowed.size(), " at ", now());
      std::vector<Sleep> sleeps;
      sleeps.push_back(sleep(1ms));
      co_await join_all(std::move(sleeps));
      const auto none = co_await join_all(std::vector<Future<int>>());
      println(none.size(), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1", "3", "2", "1 at 15 ms", "0 at 16 ms"});
}

TEST_CASE("the branches of a join stand in the trace under the join") {
  Loop loop;
  struct Story {
    static Future<> run() { co_await join(sleep(10ms), number(2, 20ms)); }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  const auto began = loop.events(EventKind::await_began, handle.id());
  REQUIRE(began.size() == 4);
  CHECK(static_cast<AwaitKind>(began[0].extra) == AwaitKind::all);
  CHECK(static_cast<AwaitKind>(began[1].extra) == AwaitKind::timer);
  CHECK(static_cast<AwaitKind>(began[2].extra) == AwaitKind::future);
  CHECK(began[1].value == began[0].subject);
  CHECK(began[2].value == began[0].subject);
  CHECK(loop.events(EventKind::await_ended, handle.id()).size() == 4);
}

TEST_CASE("a future that was ready is not polled again by whoever polls the join for another branch") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto handle = spawn(number(1, 5ms));
      auto [joined, slow] = co_await join(handle, number(2, 50ms));
      println(joined.value(), " ", slow);
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1 2"});
}

}  // namespace
}  // namespace loopglass
