#include "runtime/join_set.hpp"

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
Future<int> fails(Duration after) {
  co_await sleep(after);
  panic("failed");
}

TEST_CASE("a set gives its results in the order in which the tasks finish, and then nothing") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      set.spawn(number(1, 30ms));
      set.spawn(number(2, 10ms));
      set.spawn(number(3, 20ms));
      while (auto next = co_await set.join_next()) println(next->unwrap(), " at ", now());
      println(set.size(), " left");
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"2 at 10 ms", "3 at 20 ms", "1 at 30 ms", "0 left"});
}

TEST_CASE("tasks that finished while nobody waited come in the order of their ends") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      for (const int n : {3, 1, 2}) set.spawn(number(n, Duration(n * 10ms)));
      co_await sleep(1s);
      while (auto next = co_await set.join_next()) println(next->unwrap());
    }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1", "2", "3"});
  CHECK(loop.polls(handle.id()) == 2);
}

TEST_CASE("each end of a member is one poll of who waits") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      for (int n = 1; n <= 50; ++n) set.spawn(number(n, Duration(n * 1ms)));
      int sum = 0;
      while (auto next = co_await set.join_next()) sum += next->unwrap();
      println(sum);
    }
  };
  const auto handle = loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1275"});
  CHECK(loop.polls(handle.id()) == 51);
  CHECK(loop.events(EventKind::waker_registered, handle.id()).size() == 50);
}

TEST_CASE("a member that panics or is aborted gives its error and the others go on") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      set.spawn(fails(10ms));
      set.spawn(number(2, 20ms));
      const AbortHandle third = set.spawn(number(3, 1h));
      co_await sleep(5ms);
      third.abort();
      while (auto next = co_await set.join_next()) {
        println(*next ? std::to_string(next->value()) : next->error().message(), " at ", now());
      }
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"the task was cancelled at 5 ms", "failed at 10 ms", "2 at 20 ms"});
}

TEST_CASE("a set that dies aborts what is left of it") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      {
        JoinSet<int> set;
        set.spawn(number(1, 1h, l));
        set.spawn(number(2, 10ms, l));
        set.spawn(number(3, 1h, l));
        (void)co_await set.join_next();
      }
      println(l->size(), " gone");
      co_await yield_now();
      println(l->size(), " gone");
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"1 gone", "3 gone"});
  CHECK(list == Lines{"2", "1", "3"});
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.events(EventKind::abort_requested).size() == 2);
}

TEST_CASE("an abort of the task that holds the set reaches its members") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      JoinSet<int> set;
      set.spawn(number(1, 1h, l));
      set.spawn(number(2, 1h, l));
      (void)co_await set.join_next();
    }
  };
  const auto handle = loop.spawn(Story::run(&list));
  for (int i = 0; i < 3; ++i) loop.tick();
  handle.abort();
  loop.run();
  CHECK(list == Lines{"1", "2"});
  CHECK(loop.time() == 0ms);
}

TEST_CASE("a set that is there at shutdown does no harm") {
  Lines list;
  {
    Loop loop;
    struct Story {
      static Future<> run(Lines* l) {
        JoinSet<int> set;
        set.spawn(number(1, 1h, l));
        (void)co_await set.join_next();
      }
    };
    (void)loop.spawn(Story::run(&list));
    loop.tick();
    loop.tick();
  }
  CHECK(list == Lines{"1"});
}

TEST_CASE("abort_all cancels the members, and join_next still tells of each") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      set.spawn(number(1, 1h));
      set.spawn(number(2, 0ms));
      co_await yield_now();
      set.abort_all();
      while (auto next = co_await set.join_next()) println(next->ok());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"true", "false"});
}

TEST_CASE("a join_next that is dropped loses no result") {
  Loop loop;
  struct Story {
    static Future<> run() {
      JoinSet<int> set;
      set.spawn(number(1, 20ms));
      const auto in_time = co_await timeout(10ms, set.join_next());
      println(in_time.ok(), " at ", now());
      auto next = co_await set.join_next();
      println(next->unwrap(), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"false at 10 ms", "1 at 20 ms"});
}

TEST_CASE("a member spawned while somebody waits for the set wakes him, too") {
  Loop loop;
  struct Story {
    static Future<> adds(JoinSet<int>* set) {
      co_await sleep(10ms);
      set->spawn(number(2, 0ms));
      co_await sleep(1s);
    }
    static Future<> run() {
      JoinSet<int> set;
      set.spawn(number(1, 1h));
      auto adding = adds(&set);
      auto first = co_await select_biased(set.join_next(), adding);
      println(std::get<0>(first)->unwrap(), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"2 at 10 ms"});
}

TEST_CASE("a panic while a set is alive aborts its members") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      JoinSet<int> set;
      set.spawn(number(1, 1h, l));
      co_await yield_now();
      panic("outer");
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(list == Lines{"1"});
}

}  // namespace
}  // namespace loopglass
