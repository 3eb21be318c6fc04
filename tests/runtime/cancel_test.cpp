#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> sleeps(Lines* list, std::string name, Duration d) {
  const Leaving leaving(*list, name);
  co_await sleep(d);
}

Future<> nested(Lines* list, int depth) {
  const Leaving leaving(*list, std::to_string(depth));
  if (depth == 0) {
    co_await sleep(1s);
  } else {
    co_await nested(list, depth - 1);
  }
}

TEST_CASE("an abort destroys the frames of a task innermost first") {
  Loop loop;
  Lines list;
  const auto handle = loop.spawn(nested(&list, 3));
  loop.tick();
  handle.abort();
  CHECK(list.empty());
  loop.tick();
  CHECK(list == Lines{"0", "1", "2", "3"});
}

TEST_CASE("aborted tasks are dropped in the order in which they stand in the queue") {
  Loop loop;
  Lines list;
  const auto a = loop.spawn(sleeps(&list, "a", 1s));
  const auto b = loop.spawn(sleeps(&list, "b", 1s));
  loop.tick();
  loop.tick();
  b.abort();
  a.abort();
  loop.run();
  CHECK(list == Lines{"b", "a"});
}

TEST_CASE("the timer of an aborted task is taken out, and the loop does not wait for it") {
  Loop loop;
  Lines list;
  const auto handle = loop.spawn(sleeps(&list, "a", 1h));
  loop.tick();
  CHECK_FALSE(loop->reactor().timers().empty());
  handle.abort();
  loop.run();
  CHECK(loop->reactor().timers().empty());
  CHECK(loop.time() == 0ms);
  CHECK(loop.events(EventKind::timer_cancelled).size() == 1);
}

TEST_CASE("two aborts are one") {
  Loop loop;
  Lines list;
  const auto handle = loop.spawn(sleeps(&list, "a", 1s));
  loop.tick();
  handle.abort();
  handle.abort();
  loop.run();
  CHECK(list == Lines{"a"});
  CHECK(loop.events(EventKind::abort_requested).size() == 2);
  CHECK(loop.events(EventKind::cancel_began).size() == 1);
}

TEST_CASE("an aborted task tells its joiner that it was cancelled") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<std::string> aborts_and_joins(Lines* l) {
      auto handle = spawn(sleeps(l, "child", 1s));
      co_await sleep(10ms);
      handle.abort();
      const auto result = co_await handle;
      co_return result ? "returned" : result.error().message();
    }
  };
  CHECK(loop->block_on(Story::aborts_and_joins(&list)) == "the task was cancelled");
  CHECK(loop.time() == 10ms);
}

TEST_CASE("children of an aborted task live on") {
  Loop loop;
  struct Story {
    static Future<> child() {
      co_await sleep(20ms);
      println("child");
    }
    static Future<> parent() {
      auto handle = spawn(child());
      (co_await handle).unwrap();
      println("parent");
    }
  };
  const auto parent = loop.spawn(Story::parent());
  loop.tick();
  loop.tick();
  parent.abort();
  loop.run();
  CHECK(loop.output == Lines{"child"});
}

TEST_CASE("an aborted task that blocks is dropped only after its poll") {
  Loop loop;
  struct Story {
    static Future<> blocks() {
      co_await sleep(10ms);
      block(100ms);
      println("blocked to the end");
      co_await sleep(1s);
      println("never said");
    }
    static Future<> aborts(AbortHandle other) {
      co_await sleep(50ms);
      other.abort();
    }
  };
  const auto handle = loop.spawn(Story::blocks());
  (void)loop.spawn(Story::aborts(handle.abort_handle()));
  loop.run();
  CHECK(loop.output == Lines{"blocked to the end"});
  CHECK(loop.time() == 110ms);
}

class SaysGoodbye {
 public:
  SaysGoodbye() = default;
  SaysGoodbye(const SaysGoodbye&) = delete;
  ~SaysGoodbye() { println("goodbye"); }
};

TEST_CASE("what a destructor does during a cancel is on record as the doing of that task") {
  Loop loop;
  struct Story {
    static Future<> holds() {
      const SaysGoodbye guard;
      co_await sleep(1s);
    }
  };
  const auto handle = loop.spawn(Story::holds());
  loop.tick();
  handle.abort();
  loop.run();
  CHECK(loop.output == Lines{"goodbye"});
  CHECK(loop.events(EventKind::output, handle.id()).size() == 1);
  CHECK(loop.events(EventKind::future_dropped, handle.id()).size() == 1);
  CHECK(loop->current_task() == TaskId::none);
}

class AbortsWhenDestroyed {
 public:
  explicit AbortsWhenDestroyed(AbortHandle* other) : other_(other) {}
  AbortsWhenDestroyed(const AbortsWhenDestroyed&) = delete;
  ~AbortsWhenDestroyed() { other_->abort(); }

 private:
  AbortHandle* other_;
};

TEST_CASE("a destructor may abort another task, or the one it is in") {
  Loop loop;
  AbortHandle self, other;
  struct Story {
    static Future<> holds(AbortHandle* a, AbortHandle* b) {
      const AbortsWhenDestroyed first(a);
      const AbortsWhenDestroyed second(b);
      co_await sleep(1s);
    }
  };
  Lines list;
  const auto one = loop.spawn(Story::holds(&self, &other));
  const auto two = loop.spawn(sleeps(&list, "two", 1s));
  self = one.abort_handle();
  other = two.abort_handle();
  loop.tick();
  loop.tick();
  one.abort();
  loop.run();
  CHECK(one.is_finished());
  CHECK(two.is_finished());
  CHECK(list == Lines{"two"});
}

TEST_CASE("an abort handle of a finished task does not reach the task that came into its slot") {
  Loop loop;
  Lines list;
  auto first = loop.spawn(sleeps(&list, "first", 1ms));
  const AbortHandle stale = first.abort_handle();
  loop.run();
  const auto second = loop.spawn(sleeps(&list, "second", 1ms));
  stale.abort();
  loop.run();
  CHECK(static_cast<FinishKind>(loop.events(EventKind::task_finished, second.id())[0].detail) ==
        FinishKind::returned);
}

TEST_CASE("an abort handle of nothing does nothing") { AbortHandle().abort(); }

}  // namespace
}  // namespace loopglass
