// What the scenarios of chapter 3 promise to show, as figures.
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

/// When each tick of the metronome was printed.
std::vector<Duration> ticks(const char* variant) {
  std::vector<Duration> times;
  for (const Event& e : reading(order("tick", variant)).events(EventKind::output)) {
    times.push_back(e.time().time_since_epoch());
  }
  return times;
}

TEST_CASE("tick: after a slow tick, burst catches up, delay starts anew, skip keeps the beat") {
  using Times = std::vector<Duration>;
  CHECK(ticks("burst") == Times{0ms, 100ms, 200ms, 450ms, 460ms, 500ms, 600ms, 700ms});
  CHECK(ticks("delay") == Times{0ms, 100ms, 200ms, 450ms, 550ms, 650ms, 750ms, 850ms});
  CHECK(ticks("skip") == Times{0ms, 100ms, 200ms, 450ms, 500ms, 600ms, 700ms, 800ms});
}

TEST_CASE("tick/sleep_loop: every tick is later by the work of those before it") {
  using Times = std::vector<Duration>;
  CHECK(ticks("sleep_loop") == Times{0ms, 110ms, 220ms, 570ms, 680ms, 790ms, 900ms, 1010ms});
}

TEST_CASE("crowd: all naps together take as long as the longest visitor, and one who panics stops nobody") {
  const Reading run = reading(order("crowd"));
  Duration longest{};
  Duration together{};
  for (const int n : {1, 2, 3, 4, 5, 6}) {
    const std::string visitor = "visitor " + std::to_string(n);
    CHECK(run.finish(visitor) == (n == 4 ? FinishKind::panicked : FinishKind::returned));
    longest = std::max(longest, run.finished_at(visitor));
    together += run.finished_at(visitor);
  }
  CHECK(run.finished_at("main") == longest);
  CHECK(together > 4 * longest);
  CHECK(run.output().back().starts_with("main: 5 came home, 1 did not"));
}

TEST_CASE("timeout: the answer cancels the deadline, or the deadline drops the work") {
  const Reading run = reading(order("timeout"));
  CHECK(run.output() == Lines{"the near server: the connection is closed at 20 ms",
                              "main: an answer from the near server at 20 ms",
                              "the far server: the connection is closed at 70 ms",
                              "main: the deadline has passed at 70 ms"});
  CHECK(run.events(EventKind::timer_cancelled).size() == 2);
}

TEST_CASE("late_timeout: a deadline of 50 ms is told after 200 ms where the thread is held") {
  CHECK(std::ranges::count(reading(order("late_timeout", "blocking")).output(),
                           "main: the deadline has passed, told after 200 ms") == 1);
  CHECK(std::ranges::count(reading(order("late_timeout", "awaiting")).output(),
                           "main: the deadline has passed, told after 50 ms") == 1);
  const Reading brief = reading(with(order("late_timeout", "blocking"), "reading", 40ms));
  CHECK(brief.output().back() == "main: the deadline has passed, told after 50 ms");
}

}  // namespace
}  // namespace loopglass
