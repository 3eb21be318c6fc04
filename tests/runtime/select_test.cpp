#include "runtime/select.hpp"

#include <set>

#include "runtime/select_all.hpp"
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

TEST_CASE("select gives the first value and says which branch it came from") {
  Loop loop;
  struct Story {
    static Future<> run() {
      const auto first = co_await select(word("late", 1h), number(7, 10ms), sleep(20ms));
      println(first.index(), " ", std::get<1>(first), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1 7 at 10 ms"});
}

TEST_CASE("the losers of a select are dropped in order, where they wait, before its task goes on") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      auto all = select(number(1, 1h, l), sleep(10ms), number(2, 1h, l));
      co_await all;
      println(l->size(), " gone at ", now());
    }
  };
  const auto handle = loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"2 gone at 10 ms"});
  CHECK(list == Lines{"1", "2"});
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.events(EventKind::timer_cancelled).size() == 2);
  CHECK(loop.events(EventKind::future_dropped).size() == 2);
  CHECK(loop.polls(handle.id()) == 2);
}

TEST_CASE("a wake polls all branches of a select, until one is ready") {
  Loop loop;
  GateState a, b;
  struct Story {
    static Future<> run(GateState* one, GateState* other) {
      co_await select_biased(Gate(*one), Gate(*other));
      co_await sleep(1s);
    }
  };
  (void)loop.spawn(Story::run(&a, &b));
  loop.tick();
  a.waker.wake();
  loop.tick();
  CHECK((a.polls == 2 && b.polls == 2));
  a.open = b.open = true;
  b.waker.wake();
  loop.tick();
  CHECK((a.polls == 3 && b.polls == 2));
  b.waker.wake();
  loop.run();
  CHECK((a.polls == 3 && b.polls == 2));
}

/// Which of three branches that are all ready won, a hundred times over.
std::string winners(std::uint64_t seed) {
  Executor executor(Reactor::on_virtual_clock(), {.seed = seed});
  struct Story {
    static Future<int> now_ready(int n) { co_return n; }
    static Future<std::string> run() {
      std::string won;
      for (int i = 0; i < 100; ++i) {
        won += std::to_string(co_await race(now_ready(0), now_ready(1), now_ready(2)));
      }
      co_return won;
    }
  };
  return executor.block_on(Story::run());
}

TEST_CASE("select is fair, and the same for the same seed") {
  const std::string won = winners(1);
  for (const char branch : {'0', '1', '2'}) {
    CHECK(std::ranges::count(won, branch) > 20);
  }
  CHECK(winners(1) == won);
  CHECK(winners(2) != won);
}

TEST_CASE("select_biased takes the branch named first") {
  Loop loop;
  struct Story {
    static Future<> run() {
      for (int i = 0; i < 20; ++i) {
        const auto first = co_await select_biased(number(1, 0ms), number(2, 0ms));
        if (first.index() != 0) println("not the first");
      }
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output.empty());
}

TEST_CASE("race gives the value alone") {
  Loop loop;
  struct Story {
    static Future<> run() {
      const std::string page = co_await race(word("mirror 1", 20ms), word("mirror 2", 10ms));
      println(page, " at ", now());
      co_await race(sleep(1h), sleep(5ms));
      println("at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"mirror 2 at 10 ms", "at 15 ms"});
}

TEST_CASE("a named loser of a select goes on from where it was") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto answer = number(42, 30ms);
      for (bool done = false; !done;) {
        const auto first = co_await select_biased(answer, sleep(20ms));
        done = first.index() == 0;
        println(done ? "answer" : "still waiting", " at ", now());
      }
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"still waiting at 20 ms", "answer at 30 ms"});
}

TEST_CASE("the handle of a task that loses a select is dropped and the task goes on") {
  Loop loop;
  struct Story {
    static Future<> child() {
      co_await sleep(20ms);
      println("child");
    }
    static Future<> run() {
      const auto first = co_await select(spawn(child()), sleep(10ms));
      println("branch ", first.index());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"branch 1", "child"});
}

TEST_CASE("a token that loses a select does not wake its task any more") {
  Loop loop;
  struct Story {
    static Future<> run(CancellationToken token) {
      co_await select(token.cancelled(), sleep(10ms));
      co_await sleep(1s);
    }
    static Future<> cancels(CancellationToken token) {
      co_await sleep(20ms);
      token.cancel();
    }
  };
  const CancellationToken token;
  const auto handle = loop.spawn(Story::run(token));
  (void)loop.spawn(Story::cancels(token));
  loop.run();
  CHECK(loop.polls(handle.id()) == 3);
  CHECK(loop.wakes(handle.id()).size() == 2);
}

TEST_CASE("a panic of a branch comes out of the select and the others are dropped") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<int> fails() {
      co_await sleep(10ms);
      panic("failed");
    }
    static Future<> run(Lines* l) {
      try {
        (void)co_await race(number(1, 1h, l), fails(), number(2, 1h, l));
      } catch (const Panic& p) {
        println(p.what(), " after ", l->size());
      }
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"failed after 2"});
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("an abort of a task that selects drops its branches, nested ones, too") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      co_await select(number(1, 1h, l), select(number(2, 1h, l), timeout(1h, number(3, 2h, l))));
    }
  };
  const auto handle = loop.spawn(Story::run(&list));
  loop.tick();
  handle.abort();
  loop.run();
  CHECK(list.size() == 3);
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.time() == 0ms);
}

TEST_CASE("the branches of a select stand in the trace under it, and the one that won ends") {
  Loop loop;
  struct Story {
    static Future<> run() { co_await select_biased(sleep(20ms), sleep(10ms)); }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  const auto began = loop.events(EventKind::await_began, handle.id());
  REQUIRE(began.size() == 3);
  CHECK(static_cast<AwaitKind>(began[0].extra) == AwaitKind::any);
  CHECK((began[1].value == began[0].subject && began[2].value == began[0].subject));
  const auto ended = loop.events(EventKind::await_ended, handle.id());
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].subject == began[2].subject);
  CHECK(ended[1].subject == began[0].subject);
}

TEST_CASE("select_all gives the first, its place, and the others to go on with") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      std::vector<Future<int>> futures;
      for (const int n : {30, 10, 20, 1000}) futures.push_back(number(n, Duration(n * 1ms), l));
      auto first = co_await select_all(std::move(futures));
      println(first.index, ": ", first.value, ", ", first.rest.size(), " to come at ", now());
      auto second = co_await select_all(std::move(first.rest));
      println(second.index, ": ", second.value, ", ", second.rest.size(), " to come at ", now());
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"1: 10, 3 to come at 10 ms", "1: 20, 2 to come at 20 ms"});
  CHECK(list.size() == 4);
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.events(EventKind::timer_set).size() == 4);
}

TEST_CASE("futures that must not move while they wait are boxed by select_all") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto first = co_await select_all(
          std::views::iota(1, 4) | std::views::transform([](int n) { return sleep(Duration(n * 10ms)); }));
      static_assert(std::is_same_v<decltype(first.rest), std::vector<Boxed<Sleep>>>);
      println(first.index, " at ", now());
      auto second = co_await select_all(std::move(first.rest));
      println(second.index, " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"0 at 10 ms", "0 at 20 ms"});
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("a select_all of nothing waits for ever") {
  Loop loop;
  struct Story {
    static Future<> run() { (void)co_await select_all(std::vector<Future<int>>()); }
  };
  CHECK_THROWS_AS(loop->block_on(Story::run()), std::logic_error);
}

}  // namespace
}  // namespace loopglass
