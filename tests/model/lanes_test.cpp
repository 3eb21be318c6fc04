#include "app/model/lanes.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

bool is_end(LaneState state) {
  return state == LaneState::returned || state == LaneState::cancelled || state == LaneState::panicked;
}

Future<> blocker() {
  work(10ms);
  block(20ms);
  co_await sleep(5ms);
}
Future<> one_blocker(Settings) { (co_await spawn(blocker(), "blocker")).unwrap(); }

}  // namespace

TEST_CASE("the stretches of a lane follow each other without gap or overlap, from spawn to end") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  const auto& lanes = run->chronicle().lanes().lanes();
  const World& end = run->chronicle().latest();
  REQUIRE(lanes.size() == end.tasks.size());
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const auto& segments = lanes[i].segments;
    REQUIRE(lanes[i].task == end.tasks[i].id);
    REQUIRE_FALSE(segments.empty());
    const Event& first = run->trace()[segments.front().first];
    CHECK(first.kind == EventKind::task_spawned);
    CHECK(first.task == lanes[i].task);
    for (std::size_t s = 0; s + 1 < segments.size(); ++s) {
      REQUIRE(segments[s].last == segments[s + 1].first);
      REQUIRE(segments[s].end == segments[s + 1].begin);
      REQUIRE(segments[s].begin <= segments[s].end);
      REQUIRE(segments[s].begin == run->trace()[segments[s].first].time());
      REQUIRE(segments[s].first < segments[s].last);
      REQUIRE_FALSE(is_end(segments[s].state));
    }
    CHECK(is_end(segments.back().state));
    CHECK(segments.back().last == 0);
  }
}

TEST_CASE("the stretches of each state add up to the times of the task") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  for (const Lane& lane : run->chronicle().lanes().lanes()) {
    Duration busy{};
    Duration queued{};
    Duration idle{};
    for (const Segment& segment : lane.segments) {
      if (segment.last == 0) continue;
      const Duration length = segment.end - segment.begin;
      if (segment.state == LaneState::polling || segment.state == LaneState::blocking) busy += length;
      if (segment.state == LaneState::queued) queued += length;
      if (segment.state == LaneState::waiting) idle += length;
    }
    const TaskState& task = *run->chronicle().latest().task(lane.task);
    CHECK(busy == task.busy);
    CHECK(queued == task.queued);
    CHECK(idle == task.idle);
  }
}

TEST_CASE("blocking is a stretch of its own within a poll, working is not") {
  const PlayedFunction run(one_blocker);
  std::vector<std::pair<LaneState, Duration>> stretches;
  for (const Segment& s : run->chronicle().lanes().lanes().at(1).segments) {
    stretches.emplace_back(s.state, s.end - s.begin);
  }
  CHECK(stretches == std::vector<std::pair<LaneState, Duration>>{{LaneState::queued, 0ms},
                                                                 {LaneState::polling, 10ms},
                                                                 {LaneState::blocking, 20ms},
                                                                 {LaneState::polling, 0ms},
                                                                 {LaneState::waiting, 5ms},
                                                                 {LaneState::queued, 0ms},
                                                                 {LaneState::polling, 0ms},
                                                                 {LaneState::returned, 0ms}});
}

TEST_CASE("late timers are counted up to a moment, with the latest of them") {
  const auto run = played("blocking/blocking");
  const Lanes& lanes = run->chronicle().lanes();
  const EventNumber end = run->trace().size();
  const LateTimers all = lanes.late_to(end);
  std::size_t count = 0;
  Duration worst{};
  for (const Lane& lane : lanes.lanes()) {
    const LateTimers own = lanes.late_of(lane.task, end);
    CHECK(own.count == lane.late.size());
    count += own.count;
    worst = std::max(worst, own.span);
  }
  CHECK(all.count == count);
  CHECK(count > 0);
  CHECK(all.span == worst);
  CHECK(run->trace()[all.worst].kind == EventKind::timer_fired);
  CHECK(run->trace()[all.worst].task == all.task);
  CHECK(lanes.late_to(all.worst - 1).count < count);
  CHECK(lanes.late_to(1).count == 0);
  CHECK(played("blocking/cooperative")->chronicle().lanes().late_to(~EventNumber{0}).count == 0);
}

TEST_CASE("every wake is an arrow that names who did it and why") {
  const auto run = played("join");
  const auto& wakes = run->chronicle().lanes().wakes();
  CHECK(wakes.size() == run->chronicle().latest().wakes);
  for (const WakeArrow& wake : wakes) {
    REQUIRE(wake.cause > 0);
    CHECK(wake.cause < wake.event);
    const EventKind cause = run->trace()[wake.cause].kind;
    if (wake.reason == WakeReason::timer) {
      CHECK(cause == EventKind::timer_fired);
      CHECK(wake.from == TaskId::none);
    }
    if (wake.reason == WakeReason::joined) {
      CHECK(cause == EventKind::task_finished);
      CHECK(wake.from == run->trace()[wake.cause].task);
    }
  }
}

}  // namespace loopglass
