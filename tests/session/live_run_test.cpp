// Runs that go on by themselves on the real clock while somebody watches.
#include <chrono>
#include <thread>

#include "app/model/live_words.hpp"
#include "app/session/run.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> prints(Settings) {
  for (int n = 1; n <= 3; ++n) {
    println("line ", n);
    co_await sleep(2ms);
  }
}
Future<> ticks_for_ever(Settings) {
  while (true) co_await sleep(1ms);
}
Future<> spins(Settings) {
  while (true) co_await yield_now();
}
Future<> blocks(Settings) {
  co_await sleep(1ms);
  block(400ms);
}
Future<> panics(Settings) {
  co_await sleep(1ms);
  panic("no more");
}

Scenario scenario(Future<> (*make)(Settings)) {
  Scenario s;
  s.name = "test";
  s.make = make;
  return s;
}

Run::Options live(EventNumber most = 2'000'000) {
  return {.clock = ClockKind::real_time, .most_events = most, .on_own_thread = true};
}

/// Takes in what comes until that holds; whether it does within some seconds.
template <class Holds>
bool watch_until(Run& run, Holds holds) {
  const auto stop = std::chrono::steady_clock::now() + 20s;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > stop) return false;
    run.advance(16);
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

std::vector<std::string> output(const Run& run) {
  std::vector<std::string> lines;
  for (const EventNumber n : run.chronicle().latest().output)
    lines.emplace_back(run.trace().string(static_cast<StringId>(run.trace()[n].value)));
  return lines;
}

TEST_CASE("a live run goes on by itself, and whoever watches has all of it in the end") {
  const Scenario s = scenario(prints);
  Run run(Order{.scenario = &s}, live());
  CHECK(run.is_live());
  CHECK(run.clock() == ClockKind::real_time);
  REQUIRE(watch_until(run, [&] { return run.is_over(); }));
  CHECK_FALSE(run.is_live());
  CHECK(run.is_on_own_thread());
  CHECK(run.result() == RunResult::finished);
  CHECK(output(run) == std::vector<std::string>{"line 1", "line 2", "line 3"});
  CHECK(run.recorded() == run.trace().size());
  CHECK(run.chronicle().latest().ended);
  CHECK(run.chronicle().latest().position == run.trace().size());
}

TEST_CASE("a live run goes on while nobody takes anything in") {
  const Scenario s = scenario(ticks_for_ever);
  Run run(Order{.scenario = &s}, live());
  std::this_thread::sleep_for(60ms);
  CHECK(run.trace().size() == 0);
  CHECK(run.recorded() > 20);
  CHECK(run.has_news());
  CHECK(run.live_now() >= Instant(60ms));
  run.stop();
  REQUIRE(watch_until(run, [&] { return run.is_over(); }));
  CHECK(run.result() == RunResult::stopped);
  CHECK_FALSE(run.was_full());
  CHECK(run.trace()[run.trace().size()].time() <= run.live_now());
}

TEST_CASE("while the loop is blocked, whoever watches sees by whom, for how long and at which line") {
  const Scenario s = scenario(blocks);
  Run run(Order{.scenario = &s}, live());
  const World& world = run.chronicle().latest();
  REQUIRE(watch_until(run, [&] { return world.occupied; }));
  std::this_thread::sleep_for(80ms);
  const auto holds = held(world, run.live_now());
  REQUIRE(holds);
  CHECK(holds->blocks);
  CHECK(holds->lasts >= 80ms);
  CHECK(run.trace().site(holds->site).file == "tests/session/live_run_test.cpp");
  const std::string words = live_words(world, run.trace(), run.chronicle().names(), run.live_now());
  CHECK_THAT(words, Catch::Contains("main blocks the thread for ") && Catch::Contains("live_run_test.cpp:"));
  run.stop();  // waits for the call
  REQUIRE(watch_until(run, [&] { return run.is_over(); }));
}

TEST_CASE("a live run is stopped when its recording is full, and says so") {
  const Scenario s = scenario(spins);
  Run run(Order{.scenario = &s}, live(5'000));
  REQUIRE(watch_until(run, [&] { return run.is_over(); }));
  CHECK(run.was_full());
  CHECK(run.result() == RunResult::stopped);
  CHECK(run.trace().size() >= 5'000);
  CHECK(run.trace().size() < 5'100);
}

TEST_CASE("the panic of a live run is its result") {
  const Scenario s = scenario(panics);
  Run run(Order{.scenario = &s}, live());
  REQUIRE(watch_until(run, [&] { return run.is_over(); }));
  CHECK(run.result() == RunResult::panicked);
}

TEST_CASE("whoever leaves a live run ends it") {
  const Scenario s = scenario(ticks_for_ever);
  for (int n = 0; n < 20; ++n) {
    Run run(Order{.scenario = &s}, live());
    run.advance(1);
  }
}

}  // namespace
}  // namespace loopglass
