// The policies that take tasks in the order of another runtime's loop.
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> says(std::string word) {
  println(word);
  co_return;
}
Future<> yields(std::string word) {
  co_await yield_now();
  println(word);
}
Future<> sleeps(Duration d, std::string word) {
  co_await sleep(d);
  println(word);
}
Future<> spawns(std::string word) {
  (void)spawn(says(word + "'s child"));
  println(word);
  co_return;
}
Future<> computes(Duration d) {
  work(d);
  co_return;
}
/// main, which the tests below do not look at.
Future<> nothing() { co_return; }

class Under : public Loop {
 public:
  explicit Under(Policy policy) : Loop(Schedule{.policy = policy}) { (void)spawn(nothing(), "main"); }
};

// ---- tokio

TEST_CASE("tokio: what is spawned and woken in a turn is polled before a timer that came due in it") {
  Under loop(Policy::tokio);
  (void)loop.spawn(sleeps(1ms, "timer"));
  (void)loop.spawn(computes(5ms));
  (void)loop.spawn(spawns("parent"));
  loop.run();
  CHECK(loop.output == Lines{"parent", "parent's child", "timer"});
}

TEST_CASE("tokio: a task that yields comes after the timers that are due, and after those woken before it") {
  Under loop(Policy::tokio);
  (void)loop.spawn(sleeps(1ms, "timer"));
  (void)loop.spawn(yields("yielded"));
  (void)loop.spawn(computes(5ms));
  (void)loop.spawn(spawns("parent"));
  loop.run();
  CHECK(loop.output == Lines{"parent", "parent's child", "timer", "yielded"});
}

Future<> chain(int left) {
  if (left > 0) (void)spawn(chain(left - 1));
  co_return;
}

TEST_CASE("tokio: after 61 polls the timers are looked at, however many tasks are ready") {
  Under loop(Policy::tokio);
  (void)loop.spawn(sleeps(1ms, "timer"));
  (void)loop.spawn(computes(5ms));
  (void)loop.spawn(chain(200));
  loop.run();
  const auto turns = loop.events(EventKind::turn_began);
  REQUIRE(turns.size() == 4);
  const auto fired = loop.events(EventKind::timer_fired);
  REQUIRE(fired.size() == 1);
  std::size_t polls = 0;
  for (EventNumber n = 1; loop.trace()[n].kind != EventKind::timer_fired; ++n) {
    polls += loop.trace()[n].kind == EventKind::poll_began ? 1 : 0;
  }
  CHECK(polls == 61);
}

TEST_CASE("tokio: main is polled at the start of a turn, before tasks that were woken before it") {
  Loop loop(Schedule{.policy = Policy::tokio});
  (void)loop.spawn(sleeps(1ms, "main"), "main");
  (void)loop.spawn(sleeps(1ms, "first"));
  (void)loop.spawn(sleeps(1ms, "second"));
  loop.run();
  CHECK(loop.output == Lines{"main", "first", "second"});

  Loop queued(Schedule{.policy = Policy::tokio});
  (void)queued.spawn(sleeps(2ms, "main"), "main");
  (void)queued.spawn(sleeps(1ms, "first"));
  (void)queued.spawn(computes(5ms));
  queued.run();
  // Both were due, first's timer before main's.
  CHECK(queued.output == Lines{"main", "first"});
}

// ---- asyncio

TEST_CASE("asyncio: a turn polls what was ready when it began") {
  Under loop(Policy::asyncio);
  (void)loop.spawn(spawns("parent"));
  (void)loop.spawn(says("neighbour"));
  loop.run();
  CHECK(loop.output == Lines{"parent", "neighbour", "parent's child"});
}

TEST_CASE("asyncio: the task of a timer comes a turn after it was due, behind one that was ready then") {
  Under loop(Policy::asyncio);
  struct Story {
    static Future<> yields_twice() {
      work(5ms);
      co_await yield_now();
      println("yielded once");
      co_await yield_now();
      println("yielded twice");
    }
  };
  (void)loop.spawn(sleeps(1ms, "timer"));
  (void)loop.spawn(Story::yields_twice());
  loop.run();
  CHECK(loop.output == Lines{"yielded once", "yielded twice", "timer"});

  Under ours(Policy::fifo);
  (void)ours.spawn(sleeps(1ms, "timer"));
  (void)ours.spawn(Story::yields_twice());
  ours.run();
  CHECK(ours.output == Lines{"yielded once", "timer", "yielded twice"});
}

TEST_CASE("asyncio: a loop with nothing to do wakes up for its next timer") {
  Under loop(Policy::asyncio);
  (void)loop.spawn(sleeps(2ms, "second"));
  (void)loop.spawn(sleeps(1ms, "first"));
  loop.run();
  CHECK(loop.output == Lines{"first", "second"});
  CHECK(loop.time() == 2ms);
}

// ---- node

TEST_CASE("node: all that follows from one timer runs before the next timer that is due") {
  Under loop(Policy::node);
  struct Story {
    static Future<> wakes(std::string word) {
      co_await sleep(1ms);
      auto child = spawn(says(word + "'s child"));
      (void)co_await child;
      println(word);
    }
  };
  (void)loop.spawn(Story::wakes("a"));
  (void)loop.spawn(Story::wakes("b"));
  (void)loop.spawn(computes(5ms));
  loop.run();
  CHECK(loop.output == Lines{"a's child", "a", "b's child", "b"});
}

TEST_CASE("node: tasks that yielded come after the timers, each with what follows from it") {
  Under loop(Policy::node);
  struct Story {
    static Future<> yields_and_spawns(std::string word) {
      co_await yield_now();
      (void)spawn(says(word + "'s child"));
      println(word);
    }
  };
  (void)loop.spawn(Story::yields_and_spawns("a"));
  (void)loop.spawn(Story::yields_and_spawns("b"));
  (void)loop.spawn(sleeps(1ms, "timer"));
  (void)loop.spawn(computes(5ms));
  loop.run();
  CHECK(loop.output == Lines{"timer", "a", "a's child", "b", "b's child"});
}

Future<> ping(Sender<int> out, Receiver<int> in, int rounds) {
  for (; rounds > 0; --rounds) {
    (void)co_await out.send(1);
    (void)co_await in.recv();
    work(1ms);
  }
  println("played");
}

TEST_CASE("node: tasks that keep waking one another starve a timer, and under fifo they do not") {
  for (const Policy policy : {Policy::node, Policy::fifo}) {
    Under loop(policy);
    auto there = channel<int>(1, "there");
    auto back = channel<int>(1, "back");
    (void)loop.spawn(sleeps(2ms, "timer"));
    (void)loop.spawn(ping(there.sender, std::move(back.receiver), 50));
    (void)loop.spawn(ping(back.sender, std::move(there.receiver), 50));
    loop.run();
    REQUIRE(loop.output.size() == 3);
    CHECK((loop.output.front() == "timer") == (policy == Policy::fifo));
    CHECK((loop.output.back() == "timer") == (policy == Policy::node));
  }
}

// ---- all of them

TEST_CASE("the same choices come first under every loop") {
  for (const Policy policy : {Policy::fifo, Policy::tokio, Policy::asyncio, Policy::node}) {
    CAPTURE(name(policy));
    Loop loop(Schedule{.policy = policy, .choices = {2, 1}});
    for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says(word));
    loop.run();
    CHECK(loop.output == Lines{"c", "b", "a"});
  }
}

TEST_CASE("a task that yields and is woken besides does not wait as one that only yields") {
  Under loop(Policy::tokio);
  struct Story {
    struct WakesItself {
      using Output = void;
      bool done = false;
      Poll<void> poll(Context& context) {
        if (std::exchange(done, true)) return ready;
        context.waker().wake();
        return pending;
      }
    };
    static Future<> yields_and_wakes_itself() {
      co_await join(yield_now(), WakesItself());
      println("woken");
    }
  };
  (void)loop.spawn(yields("yielded"));
  (void)loop.spawn(Story::yields_and_wakes_itself());
  loop.run();
  CHECK(loop.output == Lines{"woken", "yielded"});
}

}  // namespace
}  // namespace loopglass
