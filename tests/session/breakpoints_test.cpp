// Breakpoints: every event they match is a hit, and playing stops at each of them, at any speed.
#include "app/session/breakpoints.hpp"

#include <algorithm>

#include "app/session/playback.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

TEST_CASE("an event that several breakpoints match is a hit once") {
  const auto run = played("timers?tasks=3");
  Breakpoints breakpoints;
  breakpoints.follow({Happening::wake, Happening::timer, TaskTarget{"main"}}, run->chronicle());
  const auto& hits = breakpoints.hits();
  CHECK(std::ranges::adjacent_find(hits, std::ranges::greater_equal()) == hits.end());
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    const bool hit = std::ranges::any_of(
        breakpoints.targets(), [&](const Target& target) { return matches(target, run->chronicle(), n); });
    CHECK(breakpoints.is_hit(n) == hit);
  }
}

TEST_CASE("other targets have other hits, and none has none") {
  const auto run = played("timers?tasks=3");
  Breakpoints breakpoints;
  breakpoints.follow({Happening::print}, run->chronicle());
  CHECK(breakpoints.hits().size() == run->chronicle().latest().output.size());
  CHECK(breakpoints.has(Happening::print));
  breakpoints.follow({Happening::timer}, run->chronicle());
  CHECK(breakpoints.hits().size() == 3);
  CHECK_FALSE(breakpoints.has(Happening::print));
  breakpoints.follow({}, run->chronicle());
  CHECK(breakpoints.hits().empty());
  CHECK(breakpoints.next(0) == 0);
}

TEST_CASE("hits are taken in while the run is recorded as if it were over") {
  const auto whole = played("blocking/blocking");
  Breakpoints expected;
  expected.follow({Happening::wake, Happening::warning}, whole->chronicle());
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  Run run(resolve("blocking/blocking", scenarios).value());
  Breakpoints breakpoints;
  do {
    breakpoints.follow({Happening::wake, Happening::warning}, run.chronicle());
  } while (run.advance(1));
  breakpoints.follow({Happening::wake, Happening::warning}, run.chronicle());
  CHECK(breakpoints.hits() == expected.hits());
  CHECK_FALSE(expected.hits().empty());
}

TEST_CASE("playing stops at every breakpoint in turn, at any speed") {
  const auto run = played("blocking/blocking?tasks=3");
  Breakpoints breakpoints;
  breakpoints.follow({Happening::print, Happening::warning}, run->chronicle());
  REQUIRE(breakpoints.hits().size() > 3);
  for (const double speed : {0.05, 1.0, 100.0}) {
    CAPTURE(speed);
    Playback playback;
    playback.set_speed(speed);
    std::vector<EventNumber> stops;
    while (true) {
      playback.play(run->trace());
      while (playback.is_playing()) {
        playback.stop_at(breakpoints.next(playback.at()));
        playback.update(run->trace(), 1.0 / 60.0, true);
      }
      if (!breakpoints.is_hit(playback.at())) break;
      stops.push_back(playback.at());
      CHECK(playback.flow() == 0.0);
      if (playback.at() == run->trace().size()) break;
    }
    CHECK(stops == breakpoints.hits());
  }
}

TEST_CASE("the movement of the event that playing stopped at is shown to its end") {
  const auto run = played("timers?tasks=2");
  Breakpoints breakpoints;
  breakpoints.follow({Happening::wake}, run->chronicle());
  Playback playback;
  playback.play(run->trace());
  playback.stop_at(breakpoints.next(0));
  while (playback.is_playing()) playback.update(run->trace(), 1.0 / 60.0, true);
  CHECK(playback.movement() < 1.0f);
  while (playback.is_moving()) playback.update(run->trace(), 1.0 / 60.0, true);
  CHECK(playback.at() == breakpoints.hits().front());
  CHECK(playback.movement() == 1.0f);
}

TEST_CASE("next and previous go through the hits and end there") {
  const auto run = played("timers?tasks=3");
  Breakpoints breakpoints;
  breakpoints.follow({Happening::timer}, run->chronicle());
  const auto& hits = breakpoints.hits();
  REQUIRE(hits.size() == 3);
  CHECK(breakpoints.next(0) == hits[0]);
  CHECK(breakpoints.next(hits[0]) == hits[1]);
  CHECK(breakpoints.next(hits[2]) == 0);
  CHECK(breakpoints.previous(hits[2] + 1) == hits[2]);
  CHECK(breakpoints.previous(hits[1]) == hits[0]);
  CHECK(breakpoints.previous(hits[0]) == 0);
}

TEST_CASE("a breakpoint that is set twice is gone") {
  std::vector<Target> targets;
  toggle(targets, LineTarget{"a.cpp", 3});
  toggle(targets, Happening::wake);
  toggle(targets, LineTarget{"a.cpp", 4});
  CHECK(targets.size() == 3);
  toggle(targets, LineTarget{"a.cpp", 3});
  CHECK(targets == std::vector<Target>{Happening::wake, LineTarget{"a.cpp", 4}});
}

}  // namespace loopglass
