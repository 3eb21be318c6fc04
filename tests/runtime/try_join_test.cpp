#include "runtime/try_join.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

struct Refused {
  std::string why;
  std::string message() const { return why; }
};
template <class T>
using Answer = Result<T, Refused>;

Future<Answer<int>> gives(int n, Duration after, Lines* list = nullptr) {
  std::optional<Leaving> leaving;
  if (list) leaving.emplace(*list, std::to_string(n));
  co_await sleep(after);
  co_return n;
}
Future<Answer<void>> writes(Duration after) {
  co_await sleep(after);
  co_return Answer<void>();
}
Future<Answer<int>> refuses(std::string why, Duration after) {
  co_await sleep(after);
  co_return Refused{why};
}

TEST_CASE("try_join gives all values where none failed") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto both = co_await try_join(gives(1, 20ms), writes(10ms));
      const auto [one, nothing] = both.unwrap();
      static_assert(std::is_same_v<decltype(nothing), const std::monostate>);
      println(one, " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1 at 20 ms"});
}

TEST_CASE("the first error ends a try_join, and the others are dropped before its task goes on") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      auto all = try_join(gives(1, 1h, l), refuses("no", 10ms), gives(3, 5ms, l), gives(4, 1h, l));
      const auto result = co_await all;
      println(result.error().message(), " at ", now(), " after ", l->size());
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"no at 10 ms after 3"});
  CHECK(list == Lines{"3", "1", "4"});
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("of two errors in one poll the first branch's counts, and the second is not polled any more") {
  Loop loop;
  struct Story {
    static Future<> run() {
      const auto result = co_await try_join(refuses("first", 10ms), refuses("second", 10ms));
      println(result.error().message());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"first"});
}

TEST_CASE("try_join_all gives a vector or the first error") {
  Loop loop;
  struct Story {
    static Future<> run() {
      const auto good = co_await try_join_all(std::views::iota(1, 4) |
                                              std::views::transform([](int n) { return gives(n, 1ms); }));
      println(good.value().size(), " ", good.value()[2]);
      const auto bad = co_await try_join_all(std::views::iota(1, 4) | std::views::transform([](int n) {
                                               return n == 2 ? refuses("two", 1ms) : gives(n, 1h);
                                             }));
      println(bad.error().message(), " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"3 3", "two at 2 ms"});
}

TEST_CASE("handles of tasks can be try_joined: a panic of one is the error") {
  Loop loop;
  struct Story {
    static Future<int> fails() {
      co_await sleep(5ms);
      panic("child");
    }
    static Future<int> fine() {
      co_await sleep(10ms);
      co_return 1;
    }
    static Future<> run() {
      auto good = spawn(fine());
      const auto both = co_await try_join(spawn(fails()), good);
      println(both.error().message(), " at ", now());
      const auto one = co_await good;
      println(one.value());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"child at 5 ms", "1"});
}

TEST_CASE("a panic inside try_join is a panic of its task") {
  Loop loop;
  struct Story {
    static Future<Answer<int>> fails() {
      co_await yield_now();
      panic("not an error");
    }
    static Future<> run() { (void)co_await try_join(gives(1, 1h), fails()); }
  };
  auto handle = loop.spawn(Story::run());
  loop.run();
  CHECK(handle.try_take()->error().message() == "not an error");
  CHECK(loop->reactor().timers().empty());
}

}  // namespace
}  // namespace loopglass
