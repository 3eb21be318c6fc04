// The way through a run: playing, stepping and seeking visit every event once and come to rest where they
// should.
#include "app/session/playback.hpp"

#include <string>
#include <vector>

#include "app/session/run.hpp"
#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

constexpr double frame = 1.0 / 60.0;

const std::vector<Scenario>& catalogue() {
  static const std::vector<Scenario> all = compiled_scenarios();
  return all;
}

std::unique_ptr<Run> recorded(std::string_view recipe) {
  auto run = std::make_unique<Run>(resolve(recipe, catalogue()).value());
  run->finish();
  return run;
}

/// What is true of every place a playback can stand at.
void check_place(const Playback& playback, const Trace& trace) {
  CHECK(playback.at() <= trace.size());
  CHECK(playback.flow() >= 0.0);
  CHECK(playback.flow() <= 1.0);
  CHECK(playback.movement() >= 0.0f);
  CHECK(playback.movement() <= 1.0f);
  if (playback.at() == trace.size()) CHECK(playback.flow() == 0.0);
}

/// Lets frames pass until nothing moves; returns how many it took.
int come_to_rest(Playback& playback, const Trace& trace, double seconds = frame) {
  int frames = 0;
  for (; playback.is_moving() && frames < 100'000; ++frames) {
    playback.update(trace, seconds, true);
    check_place(playback, trace);
  }
  CHECK_FALSE(playback.is_moving());
  CHECK(playback.movement() == 1.0f);
  return frames;
}

}  // namespace

TEST_CASE("playing shows every event in order and ends at rest at the last") {
  for (const Scenario& scenario : catalogue()) {
    CAPTURE(scenario.name);
    const auto run = recorded(scenario.name);
    Playback playback;
    playback.play(run->trace());
    EventNumber last = 0;
    while (playback.is_playing()) {
      playback.update(run->trace(), frame, true);
      check_place(playback, run->trace());
      // At speed 1 a frame never shows more than one event, but for those that take no room between them.
      REQUIRE(playback.at() >= last);
      REQUIRE(playback.at() <= last + 1);
      last = playback.at();
    }
    CHECK(last == run->trace().size());
    CHECK_FALSE(playback.is_moving());
  }
}

TEST_CASE("playing ends at the last event at any speed and with any frames") {
  const auto run = recorded("blocking/blocking?tasks=3");
  for (const double speed : {0.01, 0.05, 0.5, 1.0, 7.0, 100.0}) {
    for (const double seconds : {1.0 / 240.0, 1.0 / 60.0, 0.1}) {
      CAPTURE(speed, seconds);
      Playback playback;
      playback.set_speed(speed);
      playback.play(run->trace());
      EventNumber last = 0;
      int frames = 0;
      // The slow ones only have to be on the way.
      const int most = speed < 0.1 ? 2'000 : 1'000'000;
      while (playback.is_playing() && frames++ < most) {
        playback.update(run->trace(), seconds, true);
        check_place(playback, run->trace());
        REQUIRE(playback.at() >= last);
        last = playback.at();
      }
      if (speed >= 0.1) CHECK(last == run->trace().size());
      CHECK(playback.speed() == speed);
    }
  }
}

TEST_CASE("playing twice as fast takes half as long") {
  const auto run = recorded("timers");
  const auto frames_at = [&](double speed) {
    Playback playback;
    playback.set_speed(speed);
    playback.play(run->trace());
    return come_to_rest(playback, run->trace(), 1.0 / 1000.0);
  };
  const int once = frames_at(1.0);
  const int twice = frames_at(2.0);
  CHECK(std::abs(once - 2 * twice) <= 4);
}

TEST_CASE("a speed that is out of range is held at its limit") {
  Playback playback;
  playback.set_speed(1e9);
  CHECK(playback.speed() == Playback::fastest);
  playback.set_speed(0);
  CHECK(playback.speed() == Playback::slowest);
}

TEST_CASE("a step goes on by one event, a step back by one, and both come to rest") {
  for (const Scenario& scenario : catalogue()) {
    CAPTURE(scenario.name);
    const auto run = recorded(scenario.name);
    const Trace& trace = run->trace();
    Playback playback;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      playback.step_event(trace, 1);
      come_to_rest(playback, trace);
      REQUIRE(playback.at() == n);
    }
    playback.step_event(trace, 1);
    come_to_rest(playback, trace);
    CHECK(playback.at() == trace.size());
    for (EventNumber n = trace.size(); n-- > 0;) {
      playback.step_event(trace, -1);
      come_to_rest(playback, trace);
      REQUIRE(playback.at() == n);
      REQUIRE(playback.flow() == 0.0);
    }
    playback.step_event(trace, -1);
    come_to_rest(playback, trace);
    CHECK(playback.at() == 0);
  }
}

TEST_CASE("steps that are asked for faster than they are shown all count") {
  const auto run = recorded("join");
  const Trace& trace = run->trace();
  Playback playback;
  for (int i = 0; i < 9; ++i) {
    playback.step_event(trace, 1);
    playback.update(trace, 0.004, true);
  }
  come_to_rest(playback, trace);
  CHECK(playback.at() == 9);
  for (int i = 0; i < 4; ++i) {
    playback.step_event(trace, -1);
    playback.update(trace, 0.004, true);
  }
  come_to_rest(playback, trace);
  CHECK(playback.at() == 5);
  for (const int direction : {1, 1, 1, -1, 1, -1, -1, -1, 1}) {
    playback.step_event(trace, direction);
    playback.update(trace, 0.004, true);
  }
  come_to_rest(playback, trace);
  CHECK(playback.at() == 6);
}

TEST_CASE("turning round in the middle of a step ends at an event's side, not between") {
  const auto run = recorded("timers");
  const Trace& trace = run->trace();
  for (EventNumber n = 0; n < trace.size(); ++n) {
    for (const double seconds : {0.01, 0.12, 0.3}) {
      CAPTURE(n, seconds);
      Playback playback;
      playback.seek(trace, n);
      playback.step_event(trace, 1);
      playback.update(trace, seconds, true);
      playback.step_event(trace, -1);
      come_to_rest(playback, trace);
      CHECK(playback.at() == n);
      CHECK(playback.flow() == 0.0);
    }
  }
}

TEST_CASE("a step over a poll ends where the next poll has ended, and the step back undoes it") {
  for (const Scenario& scenario : catalogue()) {
    CAPTURE(scenario.name);
    const auto run = recorded(scenario.name);
    const Trace& trace = run->trace();
    std::vector<EventNumber> stops{0};
    Playback playback;
    while (playback.at() < trace.size()) {
      playback.step_poll(trace, 1);
      come_to_rest(playback, trace);
      REQUIRE(playback.at() > stops.back());
      stops.push_back(playback.at());
    }
    std::size_t polls = 0;
    for (EventNumber n = 1; n <= trace.size(); ++n) polls += trace[n].kind == EventKind::poll_began ? 1 : 0;
    CHECK(stops.size() >= polls);
    for (std::size_t i = stops.size() - 1; i > 0; --i) {
      playback.step_poll(trace, -1);
      come_to_rest(playback, trace);
      REQUIRE(playback.at() == stops[i - 1]);
    }
  }
}

TEST_CASE("without motion a step is at once") {
  const auto run = recorded("hello");
  Playback playback;
  playback.set_motion(false);
  playback.step_event(run->trace(), 1);
  CHECK(playback.at() == 1);
  CHECK_FALSE(playback.is_moving());
  playback.step_poll(run->trace(), 1);
  CHECK(playback.at() == next_poll(run->trace(), 1));
  CHECK_FALSE(playback.is_moving());
  playback.step_event(run->trace(), -1);
  CHECK_FALSE(playback.is_moving());
}

TEST_CASE("a time is sought after all events up to it, and between two events in proportion") {
  const auto run = recorded("blocking/blocking");
  const Trace& trace = run->trace();
  for (EventNumber n = 1; n < trace.size(); ++n) {
    const Instant here = trace[n].time();
    const Instant next = trace[n + 1].time();
    if (next == here) continue;
    CAPTURE(n);
    Playback playback;
    playback.seek(trace, here);
    CHECK(playback.at() == n);
    CHECK(playback.flow() == 0.0);
    playback.seek(trace, here + (next - here) / 4);
    CHECK(playback.at() == n);
    CHECK(playback.flow() == Approx(0.25).margin(1e-6));
    CHECK_FALSE(playback.is_moving());
    // From there one step goes on to the next event and one step back to this one.
    playback.step_event(trace, 1);
    come_to_rest(playback, trace);
    CHECK(playback.at() == n + 1);
    playback.seek(trace, here + (next - here) / 4);
    playback.step_event(trace, -1);
    come_to_rest(playback, trace);
    CHECK(playback.at() == n);
    CHECK(playback.flow() == 0.0);
  }
}

TEST_CASE("a place past the end is the end, and a time before the start is the start") {
  const auto run = recorded("hello");
  const Trace& trace = run->trace();
  Playback playback;
  playback.seek(trace, trace.size() + 1000);
  CHECK(playback.at() == trace.size());
  playback.seek(trace, Instant::max());
  CHECK(playback.at() == trace.size());
  CHECK(position_at(trace, Instant(-1s)) == 0);
  playback.seek(trace, EventNumber{0});
  CHECK(playback.at() == 0);
}

TEST_CASE("playing at the end starts again from the beginning") {
  const auto run = recorded("hello");
  Playback playback;
  playback.seek(run->trace(), run->trace().size());
  playback.play(run->trace());
  CHECK(playback.at() == 0);
  CHECK(playback.is_playing());
}

TEST_CASE("the next speed is one of those that the menu has, up to the ends") {
  CHECK(next_speed(1, 1) == 2);
  CHECK(next_speed(2, 1) == 5);
  CHECK(next_speed(1, -1) == 0.5);
  CHECK(next_speed(3, 1) == 5);  // from a recipe or an older session
  CHECK(next_speed(3, -1) == 2);
  CHECK(next_speed(100, 1) == 100);
  CHECK(next_speed(0.01, -1) == 0.01);
}

TEST_CASE("pausing leaves things where they are") {
  const auto run = recorded("timers");
  const Trace& trace = run->trace();
  Playback playback;
  playback.play(trace);
  for (int i = 0; i < 10'000 && !(playback.flow() > 0.2 && playback.flow() < 0.8); ++i)
    playback.update(trace, frame, true);
  REQUIRE(playback.flow() > 0.0);
  playback.pause();
  const EventNumber at = playback.at();
  const double flow = playback.flow();
  for (int i = 0; i < 100; ++i) playback.update(trace, frame, true);
  CHECK(playback.at() == at);
  CHECK(playback.flow() == flow);
  CHECK_FALSE(playback.is_playing());
}

TEST_CASE("playing waits at the end of a run that is still growing") {
  const auto run = recorded("hello");
  const Trace& trace = run->trace();
  Playback playback;
  playback.play(trace);
  for (int i = 0; i < 5'000; ++i) playback.update(trace, frame, false);
  CHECK(playback.at() == trace.size());
  CHECK(playback.is_playing());
  playback.update(trace, frame, true);
  CHECK_FALSE(playback.is_playing());
}

TEST_CASE("an empty trace can be played, stepped and sought") {
  const Trace trace;
  Playback playback;
  for (const int direction : {1, -1}) {
    playback.step_event(trace, direction);
    playback.step_poll(trace, direction);
    come_to_rest(playback, trace);
  }
  playback.seek(trace, Instant(5s));
  playback.play(trace);
  playback.update(trace, frame, true);
  CHECK(playback.at() == 0);
  CHECK_FALSE(playback.is_playing());
}

}  // namespace loopglass
