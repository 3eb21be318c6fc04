// What the scenarios of chapter 6 promise to show, as figures.
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> in_order_of_acquiring(const Reading& run) {
  std::vector<std::string> names;
  for (const Event& e : run.events(EventKind::resource_acquired)) names.push_back(run.name(e.task));
  return names;
}

std::uint64_t most_in_channel(const Reading& run) {
  std::uint64_t most = 0;
  for (const Event& e : run.events(EventKind::message_sent)) most = std::max(most, e.value);
  return most;
}

TEST_CASE("mutex: the deposits are served in line, one check after the other, and none is lost") {
  const Reading run = reading(order("mutex"));
  CHECK(in_order_of_acquiring(run) == Lines{"deposit 1", "deposit 2", "deposit 3", "main"});
  CHECK(run.took() == 300ms);
  CHECK(run.output().back() == "main: 30 in the account at 300 ms");
  CHECK(run.polls("deposit 3") == 3);
  CHECK(reading(with(order("mutex"), "tasks", 6)).took() == 600ms);
}

TEST_CASE("deadlock/two_orders: each waits for what the other holds, and the run is stuck") {
  const Reading run = reading(order("deadlock", "two_orders"));
  CHECK(run.result() == RunResult::deadlock);
  CHECK(run.finish("ann") == FinishKind::cancelled);
  CHECK(run.finish("ben") == FinishKind::cancelled);
  CHECK(run.output() == Lines{"ann: has one of the two", "ben: has one of the two"});
}

TEST_CASE("deadlock: without a pause between the two locks, the mistake does not show") {
  const Reading run = reading(with(order("deadlock", "two_orders"), "reach", 0ms));
  CHECK(run.result() == RunResult::finished);
}

TEST_CASE("deadlock/one_order: both eat, one after the other") {
  const Reading run = reading(order("deadlock", "one_order"));
  CHECK(run.result() == RunResult::finished);
  CHECK(run.finished_at("ann") == 50ms);
  CHECK(run.finished_at("ben") == 100ms);
}

TEST_CASE("channel: the consumer sets the pace in every variant, the bound says how much is kept") {
  const Reading one = reading(order("channel", "bounded_1"));
  const Reading eight = reading(order("channel", "bounded_8"));
  const Reading unbounded = reading(order("channel", "unbounded"));
  for (const Reading* run : {&one, &eight, &unbounded}) CHECK(run->finished_at("consumer") == 1210ms);
  CHECK(most_in_channel(one) == 1);
  CHECK(most_in_channel(eight) == 8);
  CHECK(most_in_channel(unbounded) == 10);
  CHECK(unbounded.finished_at("producer") == 120ms);
  CHECK(one.finished_at("producer") > 1000ms);
}

TEST_CASE("channel: what an unbounded one keeps grows with the run, what a bounded one keeps does not") {
  CHECK(most_in_channel(reading(with(order("channel", "unbounded"), "boxes", 100))) > 80);
  CHECK(most_in_channel(reading(with(order("channel", "bounded_8"), "boxes", 100))) == 8);
}

TEST_CASE("semaphore: sixteen pages, eight at a time, come in two groups, in line") {
  const Reading run = reading(order("semaphore"));
  CHECK(run.took() == 200ms);
  for (int n = 1; n <= 16; ++n) {
    const int group = (n - 1) / 8 + 1;
    CHECK(run.finished_at("page " + std::to_string(n)) == group * 100ms);
  }
  CHECK(reading(with(order("semaphore"), "permits", 1)).took() == 1600ms);
  CHECK(reading(with(order("semaphore"), "permits", 16)).took() == 100ms);
}

TEST_CASE("lost_update: a read before the await loses all deposits but one, on a single thread") {
  const Reading lost = reading(order("lost_update", "await_between"));
  CHECK(lost.output().back() == "main: 10 in the account");
  const Reading kept = reading(order("lost_update", "at_once"));
  CHECK(kept.output().back() == "main: 30 in the account");
  CHECK(lost.took() == kept.took());
}

TEST_CASE("lock_across_await/plain_lock: waiting for the lock stops the loop, and gains nothing") {
  const Reading run = reading(order("lock_across_await", "plain_lock"));
  CHECK(std::ranges::count(run.output(), "two: gives up at 400 ms") == 1);
  CHECK(run.latest_tick("light") == 350ms);
  // The one who could unlock is as late as everybody else.
  CHECK(run.finished_at("one") == 400ms);
}

TEST_CASE("lock_across_await: with an async lock or a shorter scope, the light is punctual and both write") {
  for (const char* variant : {"async_mutex", "short_scope"}) {
    CAPTURE(variant);
    const Reading run = reading(order("lock_across_await", variant));
    CHECK(run.latest_tick("light") == 0ms);
    CHECK(run.finished_at("one") == 100ms);
    CHECK(run.finished_at("two") == (std::string(variant) == "async_mutex" ? 200ms : 100ms));
  }
}

TEST_CASE("pipeline: the stages overlap, so the slowest one sets the pace") {
  // Four items of 60 + 100 ms each, against 60 + 4 x 100 ms.
  CHECK(reading(order("pipeline", "in_a_row")).took() == 640ms);
  const Reading stages = reading(order("pipeline", "stages"));
  CHECK(stages.took() == 460ms);
  CHECK(stages.output() == Lines{"item 1: done at 160 ms", "item 2: done at 260 ms", "item 3: done at 360 ms",
                                 "item 4: done at 460 ms"});
}

TEST_CASE("fan_out: jobs that are dealt out wait behind a long one, those of one queue do not") {
  const Reading dealt = reading(order("fan_out", "dealt_out"));
  CHECK(dealt.output().back() == "main: a worker did 3 jobs, known at 400 ms");
  CHECK(dealt.finished_at("ben") == 150ms);
  const Reading one = reading(order("fan_out", "one_queue"));
  CHECK(one.output().back() == "main: a worker did 5 jobs, known at 300 ms");
}

TEST_CASE("oneshot: each answer wakes its own customer, and a sender dropped unused is an answer, too") {
  const Reading run = reading(order("oneshot"));
  CHECK(run.output() ==
        Lines{"ann: hot soup at 100 ms", "ben: the channel is closed at 200 ms", "cem: hot rice at 300 ms"});
  CHECK(run.finish("cook") == FinishKind::returned);
  for (const char* name : {"ann", "ben", "cem"}) CHECK(run.events(EventKind::task_woken, name).size() == 1);
}

TEST_CASE("notify: one early ring is kept, a ring is for one, and one for all wakes the rest") {
  const Reading run = reading(order("notify"));
  CHECK(run.finished_at("ann") == 50ms);
  CHECK(run.finished_at("ben") == 250ms);
  CHECK(run.finished_at("cem") == 300ms);
  CHECK(run.finished_at("dora") == 300ms);
}

TEST_CASE("barrier: nobody starts before the last has come, and the last does not wait") {
  const Reading run = reading(order("barrier"));
  CHECK(run.took() == 600ms);
  CHECK(run.polls("ben") == 3);
  CHECK(run.polls("ann") == 5);
  CHECK(run.output()[3] == "ben: starts round 1, came last");
}

TEST_CASE("for_each_concurrent: one task in every variant, and the limit decides how long it takes") {
  CHECK(reading(order("for_each_concurrent", "one_at_a_time")).took() == 800ms);
  CHECK(reading(order("for_each_concurrent", "throttled")).took() == 300ms);
  CHECK(reading(order("for_each_concurrent", "all_at_once")).took() == 100ms);
  for (const Variant& variant : order("for_each_concurrent").scenario->variants) {
    CHECK(reading(order("for_each_concurrent", variant.name)).tasks() == 1);
  }
}

TEST_CASE("stream: building it runs nothing, and ticks that the filter rejects wake main and print nothing") {
  const Reading run = reading(order("stream"));
  CHECK(run.output() == Lines{"main: has a stream", "main: 21 degrees at 300 ms",
                              "main: 22 degrees at 400 ms", "main: 23 degrees at 500 ms",
                              "main: the stream has ended"});
  CHECK(run.polls("main") == 6);
  // One more poll for each degree that is too cold.
  CHECK(reading(with(order("stream"), "warm", 30)).polls("main") == 15);
}

TEST_CASE("futurelock: a future that is kept and not polled is handed the lock, and the run is stuck") {
  const Reading run = reading(order("futurelock", "borrowed"));
  CHECK(run.result() == RunResult::deadlock);
  const auto acquired = run.events(EventKind::resource_acquired);
  CHECK(run.name(acquired.back().task) == "main");
  CHECK(run.finish("job") == FinishKind::returned);
  CHECK(run.output() == Lines{"job: lets go of the log at 300 ms"});
}

TEST_CASE("futurelock: dropped, or a task of its own, it is in nobody's way") {
  const Reading dropped = reading(order("futurelock", "dropped"));
  CHECK(dropped.result() == RunResult::finished);
  CHECK(dropped.events(EventKind::wait_cancelled).size() == 1);
  const Reading spawned = reading(order("futurelock", "spawned"));
  CHECK(spawned.result() == RunResult::finished);
  CHECK(spawned.finish("report") == FinishKind::returned);
}

TEST_CASE("lost_waker: who leaves no waker sleeps for ever, and a wake too many costs a poll") {
  CHECK(reading(order("lost_waker", "kept")).polls("guest") == 2);
  const Reading spurious = reading(order("lost_waker", "spurious"));
  CHECK(spurious.polls("guest") == 3);
  CHECK(spurious.finished_at("guest") == 200ms);
  const Reading forgotten = reading(order("lost_waker", "forgotten"));
  CHECK(forgotten.result() == RunResult::deadlock);
  CHECK(forgotten.polls("guest") == 1);
  CHECK(std::ranges::count(forgotten.output(), "porter: opens at 200 ms") == 1);
}

}  // namespace
}  // namespace loopglass
