#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

using Outcomes = std::vector<WakeOutcome>;

Future<> passes(GateState* gate) { co_await Gate(*gate); }

TEST_CASE("a wake puts an idle task into the ready queue and runs nothing") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(passes(&gate));
  loop.run();
  gate.waker.wake();
  CHECK(gate.polls == 1);
  CHECK(loop.wakes(handle.id()) == Outcomes{WakeOutcome::queued});
  loop.run();
  CHECK(gate.polls == 2);
}

TEST_CASE("many wakes of a queued task make one poll") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(passes(&gate));
  loop.run();
  for (int i = 0; i < 3; ++i) gate.waker.wake();
  loop.run();
  CHECK(gate.polls == 2);
  CHECK(loop.wakes(handle.id()) ==
        Outcomes{WakeOutcome::queued, WakeOutcome::coalesced, WakeOutcome::coalesced});
}

TEST_CASE("a wake for nothing costs a poll and nothing else") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(passes(&gate));
  loop.run();
  gate.waker.wake();
  loop.run();
  CHECK_FALSE(handle.is_finished());
  gate.open = true;
  gate.waker.wake();
  loop.run();
  CHECK(handle.is_finished());
  CHECK(loop.polls(handle.id()) == 3);
}

TEST_CASE("a waker that is never called leaves its task waiting for ever") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(passes(&gate));
  loop.run();
  gate.open = true;
  loop.run();
  CHECK_FALSE(handle.is_finished());
  CHECK(gate.polls == 1);
}

/// Pending as often as told; wakes itself as often as told at each of these polls.
class Restless {
 public:
  using Output = void;
  Restless(int times, int wakes) : times_(times), wakes_(wakes) {}
  Poll<void> poll(Context& context) {
    if (times_-- == 0) return ready;
    for (int i = 0; i < wakes_; ++i) context.waker().wake();
    return pending;
  }

 private:
  int times_;
  int wakes_;
};

Future<> rests_never(int times, int wakes) { co_await Restless(times, wakes); }

TEST_CASE("a task woken during its own poll is queued once, when that poll ends") {
  Loop loop;
  const auto handle = loop.spawn(rests_never(1, 3));
  loop.run();
  CHECK(handle.is_finished());
  CHECK(loop.polls(handle.id()) == 2);
  CHECK(loop.wakes(handle.id()) == Outcomes(3, WakeOutcome::after_poll));
  const auto ended = loop.events(EventKind::poll_ended, handle.id());
  REQUIRE(ended.size() == 2);
  CHECK(static_cast<PollEnd>(ended[0].detail) == PollEnd::pending_requeued);
  CHECK(static_cast<PollEnd>(ended[1].detail) == PollEnd::ready);
}

TEST_CASE("a wake during a poll does not reach past the next one") {
  Loop loop;
  GateState gate;
  struct Story {
    static Future<> runs(GateState* g) {
      co_await yield_now();
      co_await Gate(*g);
    }
  };
  const auto handle = loop.spawn(Story::runs(&gate));
  loop.run();
  CHECK(loop.polls(handle.id()) == 2);
  CHECK(gate.polls == 1);
}

TEST_CASE("a wake of a task that has finished is stale") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(passes(&gate));
  gate.open = true;
  loop.run();
  gate.waker.wake();
  loop.run();
  CHECK(loop.wakes(handle.id()) == Outcomes{WakeOutcome::stale});
  CHECK(loop.polls(handle.id()) == 1);
}

TEST_CASE("a stale waker does not wake the task that came into the same slot") {
  Loop loop;
  GateState old_gate, new_gate;
  old_gate.open = true;
  (void)loop.spawn(passes(&old_gate));
  loop.run();
  const auto newcomer = loop.spawn(passes(&new_gate));
  loop.run();
  REQUIRE(old_gate.waker.slot() == new_gate.waker.slot());
  REQUIRE(old_gate.waker != new_gate.waker);
  old_gate.waker.wake();
  loop.run();
  CHECK(new_gate.polls == 1);
  CHECK(loop.wakes(newcomer.id()).empty());
}

TEST_CASE("a waker of nothing does nothing") {
  const Waker nobody;
  CHECK_FALSE(nobody);
  nobody.wake();
}

Future<> yields(int times) {
  for (; times > 0; --times) co_await yield_now();
}

TEST_CASE("each yield is one wake by the task itself and one more poll") {
  Loop loop;
  const auto handle = loop.spawn(yields(5));
  loop.run();
  CHECK(loop.polls(handle.id()) == 6);
  CHECK(loop.wakes(handle.id()) == Outcomes(5, WakeOutcome::after_poll));
  for (const Event& wake : loop.events(EventKind::task_woken)) {
    CHECK(static_cast<WakeReason>(wake.extra) == WakeReason::yield);
    CHECK(wake.subject == raw(handle.id()));
  }
}

}  // namespace
}  // namespace loopglass
