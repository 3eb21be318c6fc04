// What each scenario promises to show, as figures.
#include <algorithm>

#include "runtime/println.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
TEST_CASE("hello: one task, one poll, and main speaks before greet does") {
  const Reading run = reading(order("hello"));
  CHECK(run.tasks() == 1);
  CHECK(run.polls("main") == 1);
  REQUIRE(run.output().size() == 3);
  CHECK(run.output()[0].starts_with("main:"));
  CHECK(run.output()[1].starts_with("greet:"));
  CHECK(run.output()[2] == "hello, world");
}

TEST_CASE("lazy/forgotten: the tea gets no poll and says nothing") {
  const Reading run = reading(order("lazy", "forgotten"));
  CHECK(run.tasks() == 1);
  CHECK(run.took() == 200ms);
  for (const std::string& line : run.output()) CHECK_FALSE(line.starts_with("tea:"));
  const auto dropped = run.events(EventKind::future_dropped);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped[0].detail == 0);
}

TEST_CASE("lazy/awaited: the waits stand one after the other") {
  const Reading run = reading(order("lazy", "awaited"));
  CHECK(run.tasks() == 1);
  CHECK(run.took() == 500ms);
}

TEST_CASE("lazy/spawned: the waits overlap") {
  const Reading run = reading(order("lazy", "spawned"));
  CHECK(run.tasks() == 2);
  CHECK(run.took() == 300ms);
  CHECK(reading(with(order("lazy", "spawned"), "table", 700ms)).took() == 700ms);
}

TEST_CASE("join: main waits as long as the slowest, in two polls, woken by that one alone") {
  const Reading run = reading(order("join"));
  CHECK(run.took() == 300ms);
  CHECK(run.polls("main") == 2);
  const auto wakes = run.events(EventKind::task_woken, "main");
  REQUIRE(wakes.size() == 1);
  CHECK(wakes[0].subject == raw(run.task("weather")));
  CHECK(run.finished_at("news") < run.finished_at("mail"));
  CHECK(run.finished_at("mail") < run.finished_at("weather"));
}

TEST_CASE("panic/handled: one task panics, the others end well, main hears of it") {
  const Reading run = reading(order("panic", "handled"));
  CHECK(run.result() == RunResult::finished);
  CHECK(run.finish("reader apple") == FinishKind::panicked);
  CHECK(run.finish("reader 12") == FinishKind::returned);
  CHECK(run.finish("reader 30") == FinishKind::returned);
  CHECK(run.finish("main") == FinishKind::returned);
  CHECK(run.output().back() == "main: the sum is 42");
}

TEST_CASE("panic/unwrapped: the panic goes on in main, and a task is left waiting") {
  const Reading run = reading(order("panic", "unwrapped"));
  CHECK(run.result() == RunResult::panicked);
  CHECK(run.finish("main") == FinishKind::panicked);
  CHECK(run.finish("reader 30") == FinishKind::cancelled);
}

TEST_CASE("timers: all together take as long as the longest, and end shortest first") {
  const Reading run = reading(with(order("timers"), "tasks", 20));
  CHECK(run.took() == 2s);
  CHECK(run.output().back() == "main: 21 s of naps in 2 s");
  for (int n = 1; n < 20; ++n) {
    CHECK(run.finished_at("sleeper " + std::to_string(n)) == n * 100ms);
    CHECK(run.polls("sleeper " + std::to_string(n)) == 2);
  }
}

TEST_CASE("blocking/cooperative: no light is late") {
  const Reading run = reading(order("blocking", "cooperative"));
  for (int n = 1; n <= 10; ++n) {
    CHECK(run.latest_tick("light " + std::to_string(n)) == 0ms);
    CHECK(std::ranges::count(run.output(), "light " + std::to_string(n) + ": worst tick 0 ms late") == 1);
  }
  CHECK(run.finished_at("reader") == 350ms);
}

TEST_CASE("blocking/offloaded and blocking/in_place: no light is late, and the read takes no longer") {
  for (const char* variant : {"offloaded", "in_place"}) {
    CAPTURE(variant);
    const Reading run = reading(order("blocking", variant));
    for (int n = 1; n <= 10; ++n) CHECK(run.latest_tick("light " + std::to_string(n)) == 0ms);
    CHECK(run.finished_at("reader") == 350ms);
    CHECK(run.events(EventKind::work_began).empty());
    const auto held = run.events(EventKind::job_work_began);
    REQUIRE(held.size() == 1);
    CHECK(held[0].value == static_cast<std::uint64_t>(Duration(300ms).count()));
  }
}

TEST_CASE("blocking/in_place: the reader stands still until its worker is through") {
  const Reading run = reading(order("blocking", "in_place"));
  const auto ends = run.events(EventKind::poll_ended, "reader");
  REQUIRE(ends.size() == 3);
  CHECK(static_cast<PollEnd>(ends[1].detail) == PollEnd::pending_in_place);
}

TEST_CASE("blocking/blocking: every light is late by what the call takes, less at most a period") {
  for (const Duration blocked : {300ms, 1000ms, 5000ms}) {
    const Reading run = reading(with(order("blocking", "blocking"), "block", blocked));
    for (int n = 1; n <= 10; ++n) {
      CHECK(run.latest_tick("light " + std::to_string(n)) >= blocked - 100ms);
      CHECK(run.latest_tick("light " + std::to_string(n)) <= blocked);
    }
    CHECK(run.finished_at("reader") == 50ms + blocked);
  }
}

TEST_CASE("blocking/blocking: a call shorter than half a period disturbs nobody") {
  const Reading run = reading(with(order("blocking", "blocking"), "block", 49ms));
  for (int n = 1; n <= 10; ++n) CHECK(run.latest_tick("light " + std::to_string(n)) == 0ms);
}

TEST_CASE("blocking: one light among a hundred suffers as one among ten") {
  const Reading ten = reading(order("blocking", "blocking"));
  const Reading hundred = reading(with(order("blocking", "blocking"), "tasks", 100));
  CHECK(ten.latest_tick("light 1") == hundred.latest_tick("light 100"));
}

TEST_CASE("compute/monopolise: one poll, and the lights wait for all of it") {
  const Reading run = reading(order("compute", "monopolise"));
  CHECK(run.polls("crunch") == 1);
  CHECK(run.latest_tick("light 1") == 250ms);
}

TEST_CASE(
    "compute/yield_now: a poll a chunk, the lights wait for less than two chunks, the work takes as long") {
  for (const Duration chunk : {30ms, 10ms, 3ms}) {
    const std::int64_t chunks = 300ms / chunk;
    const Reading run = reading(with(with(order("compute", "yield_now"), "chunk", chunk), "chunks", chunks));
    CHECK(run.polls("crunch") == static_cast<std::size_t>(chunks) + 1);
    CHECK(run.latest_tick("light 1") < 2 * chunk);
    CHECK(run.latest_tick("light 2") < 2 * chunk);
    CHECK(run.finished_at("crunch") == 300ms);
  }
}

TEST_CASE("compute/offloaded: no light is late, and the work takes as long as before") {
  const Reading run = reading(order("compute", "offloaded"));
  CHECK(run.latest_tick("light 1") == 0ms);
  CHECK(run.latest_tick("light 2") == 0ms);
  CHECK(run.finished_at("crunch") == 300ms);
  CHECK(run.polls("crunch") == 2);
}

TEST_CASE("parallel: computing adds up, waiting does not, and four workers do four parts at once") {
  CHECK(reading(order("parallel", "computing")).took() == 400ms);
  CHECK(reading(order("parallel", "waiting")).took() == 100ms);
  CHECK(reading(order("parallel", "workers")).took() == 100ms);
  CHECK(reading(with(order("parallel", "waiting"), "parts", 5)).took() == 100ms);
  CHECK(reading(with(order("parallel", "workers"), "parts", 5)).took() == 200ms);
}

TEST_CASE("parallel/computing: no two polls overlap") {
  const Reading run = reading(order("parallel", "computing"));
  const auto began = run.events(EventKind::work_began);
  const auto ended = run.events(EventKind::work_ended);
  REQUIRE(began.size() == 4);
  for (std::size_t i = 1; i < began.size(); ++i) CHECK(began[i].time() >= ended[i - 1].time());
}

TEST_CASE("parallel/workers: four computations begin before the first has ended") {
  const Reading run = reading(order("parallel", "workers"));
  const auto began = run.events(EventKind::job_work_began);
  REQUIRE(began.size() == 4);
  CHECK(began.back().time() < run.events(EventKind::job_work_ended).front().time());
}

TEST_CASE("requests: a thread each and async take one latency, a pool as many as it has rounds") {
  const auto took = [](const char* variant) { return reading(order("requests", variant)).took(); };
  CHECK(took("one_by_one") == 1200ms);
  CHECK(took("pool") == 300ms);
  CHECK(took("threads") == 100ms);
  CHECK(took("async") == 100ms);
}

TEST_CASE("requests: the threads that are counted are those that were made") {
  const auto last = [](const char* variant) {
    const Reading run = reading(order("requests", variant));
    return run.output().at(run.output().size() - 3);
  };
  CHECK(last("one_by_one") == "12 requests in 1.2 s, threads: 2");
  CHECK(last("pool") == "12 requests in 300 ms, threads: 5");
  CHECK(last("threads") == "12 requests in 100 ms, threads: 13");
  CHECK(last("async") == "12 requests in 100 ms, threads: 1");
}

TEST_CASE("abort_too_late/loop: the abort is not even asked for before the call is over") {
  const Reading run = reading(order("abort_too_late", "loop"));
  CHECK(run.events(EventKind::abort_requested).at(0).time() == Instant(300ms));
  CHECK(run.finish("victim") == FinishKind::cancelled);
  CHECK(run.finished_at("victim") == 300ms);
}

TEST_CASE("abort_too_late/worker: the task is dropped in time, its call goes on, and the run waits for it") {
  const Reading run = reading(order("abort_too_late", "worker"));
  CHECK(run.finished_at("victim") == 100ms);
  CHECK(run.finished_at("main") == 100ms);
  CHECK(run.output().back() == "slow call: over at 300 ms");
  CHECK(run.took() == 300ms);
}

TEST_CASE("abort_too_late/child: the parent is dropped, and its child lives on") {
  const Reading run = reading(order("abort_too_late", "child"));
  CHECK(run.finish("victim") == FinishKind::cancelled);
  CHECK(run.finished_at("victim") == 100ms);
  CHECK(run.finish("child") == FinishKind::returned);
  CHECK(run.finished_at("child") == 300ms);
}

TEST_CASE("abort: four ways to be cancelled, and one that is too late") {
  const Reading run = reading(order("abort"));
  CHECK(run.finish("unpolled") == FinishKind::cancelled_unpolled);
  CHECK(run.polls("unpolled") == 0);
  for (const char* name : {"queued", "waiting", "quitter"}) {
    CHECK(run.finish(name) == FinishKind::cancelled);
    CHECK(run.polls(name) == 1);
  }
  CHECK(run.finish("finished") == FinishKind::returned);
  std::vector<AbortOutcome> outcomes;
  for (const Event& e : run.events(EventKind::abort_requested)) {
    outcomes.push_back(static_cast<AbortOutcome>(e.detail));
  }
  CHECK(outcomes == std::vector<AbortOutcome>{AbortOutcome::was_queued, AbortOutcome::after_poll,
                                              AbortOutcome::was_queued, AbortOutcome::queued,
                                              AbortOutcome::too_late});
}

TEST_CASE("abort: guards go inner first, while their task is dropped") {
  const Reading run = reading(order("abort"));
  for (const char* name : {"queued", "waiting"}) {
    const auto lines = run.events(EventKind::output, name);
    REQUIRE(lines.size() == 2);
    CHECK(run.trace().string(static_cast<StringId>(lines[0].value)).starts_with("inner guard"));
    CHECK(run.trace().string(static_cast<StringId>(lines[1].value)).starts_with("outer guard"));
    CHECK(run.events(EventKind::cancel_began, name).size() == 1);
  }
  CHECK(run.events(EventKind::output, "unpolled").empty());
}

TEST_CASE("token: who awaits is told at once, who checks finds out at the next step") {
  const Reading run = reading(order("token"));
  CHECK(run.finished_at("helper") == 200ms);
  CHECK(run.finished_at("watcher") == 350ms);
  CHECK(run.finished_at("worker") == 400ms);
  const auto wakes = run.events(EventKind::task_woken, "watcher");
  REQUIRE(wakes.size() == 1);
  CHECK(static_cast<WakeReason>(wakes[0].extra) == WakeReason::token);
  for (const Event& wake : run.events(EventKind::task_woken, "worker")) {
    CHECK(static_cast<WakeReason>(wake.extra) == WakeReason::timer);
  }
  CHECK(run.events(EventKind::cancel_began).empty());
}

// ---- the outside world

TEST_CASE("echo: with a task each nobody waits for another, one at a time each waits for those before") {
  const Reading each = reading(order("echo", "task_each"));
  const Reading one = reading(order("echo", "one_at_a_time"));
  CHECK(each.finished_at("client 1") == one.finished_at("client 1"));
  CHECK(each.finished_at("client 3") == each.finished_at("client 1"));
  // A connection, two echoes and two thoughts; each of the later ones waits for all but its connection.
  CHECK(one.finished_at("client 1") == 70ms);
  CHECK(one.finished_at("client 2") == 130ms);
  CHECK(one.finished_at("client 3") == 190ms);
  CHECK(each.tasks() == one.tasks() + 3);
}

TEST_CASE("echo: the latency is paid for every round trip, and the thinking in between") {
  const Play slow = with(with(order("echo"), "latency", 50ms), "think", 0ms);
  CHECK(reading(slow).finished_at("client 1") == 100ms + 2 * 100ms);
}

TEST_CASE("http: the slow answer delays its own visitor only") {
  const Reading run = reading(order("http"));
  CHECK(run.finished_at("client 1") - run.finished_at("client 2") == 200ms);
  CHECK(run.finished_at("client 2") == run.finished_at("client 3"));
  CHECK(run.output().back() == "main: 3 answers, ends at 220 ms");
}

TEST_CASE("redis: clients share a table, and no command is half done when another begins") {
  const Reading run = reading(with(order("redis"), "clients", 2));
  CHECK(std::ranges::count(run.output(), "client 1: INCR lg:n gives :42 at 30 ms") == 1);
  CHECK(std::ranges::count(run.output(), "client 2: INCR lg:n gives :43 at 30 ms") == 1);
  CHECK(std::ranges::count(run.output(), "client 1: GET lg:n gives 43 at 40 ms") == 1);
}

TEST_CASE("redis: where no server is the client says so, and the run ends well") {
  const Reading run = reading(with(with(order("redis"), "clients", 1), "port", 6379));
  CHECK(run.result() == RunResult::finished);
  CHECK(
      run.output().front() ==
      "client 1: no Redis server answers at 127.0.0.1:6379 (cannot connect: Connection refused); start one, "
      "or leave the port out");
}

TEST_CASE("signal: asked to stop, workers finish their job, and aborted they do not") {
  const Reading graceful = reading(order("signal", "graceful"));
  CHECK(graceful.output().front() == "main: Ctrl-C at 250 ms");
  for (const std::string name : {"worker 1", "worker 2", "worker 3"})
    CHECK(graceful.finish(name) == FinishKind::returned);
  CHECK(graceful.took() == 420ms);  // the job of worker 3 takes 210 ms
  const Reading at_once = reading(order("signal", "at_once"));
  for (const std::string name : {"worker 1", "worker 2", "worker 3"})
    CHECK(at_once.finish(name) == FinishKind::cancelled);
  CHECK(at_once.took() == 250ms);
  const Reading late = reading(with(order("signal"), "press", 60s));
  CHECK(late.output().front() == "main: time is up at 1 s");
}

TEST_CASE("reactor: a visitor wakes both that wait, and pieces wake again and again, but end one await") {
  const Reading run = reading(order("reactor"));
  const auto count = [&](EventKind kind, std::string_view task, AwaitKind await) {
    auto found = run.events(kind, task);
    return std::ranges::count_if(found, [&](const Event& e) { return e.extra == static_cast<int>(await); });
  };
  // first has found before that nobody is there; second believes the reactor, but first was quicker.
  CHECK(count(EventKind::would_block, "first", AwaitKind::accept) == 1);
  CHECK(count(EventKind::would_block, "second", AwaitKind::accept) == 1);
  CHECK(run.events(EventKind::bytes_read, "first").size() == 3);
  CHECK(run.events(EventKind::bytes_read, "second").size() == 1);
  CHECK(count(EventKind::await_ended, "first", AwaitKind::readable) == 1);
  CHECK(run.polls("first") == 5);   // to begin, for the visitor, for each piece
  CHECK(run.polls("second") == 4);  // to begin, in vain, for the visitor, for the bytes
}

}  // namespace
}  // namespace loopglass
