#include "app/views/lane_field.hpp"

#include <algorithm>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

constexpr std::uint32_t tasks = 100'000;

/// Main spawns them all; then each is polled once and is done, a microsecond after the other. One of them
/// panics.
Trace crowd_with_one_panic(std::uint32_t unlucky) {
  Trace trace;
  const auto say = [&](std::int64_t ns, EventKind kind, std::uint32_t task, std::uint8_t detail = 0) {
    Event event;
    event.time_ns = ns;
    event.kind = kind;
    event.task = static_cast<TaskId>(task);
    event.detail = detail;
    trace.append(event);
  };
  for (std::uint32_t task = 1; task <= tasks; ++task) say(0, EventKind::task_spawned, task);
  for (std::uint32_t task = 1; task <= tasks; ++task) {
    const bool panics = task == unlucky;
    const std::int64_t now = std::int64_t{task} * 1000;
    say(now, EventKind::poll_began, task);
    say(now, EventKind::poll_ended, task,
        static_cast<std::uint8_t>(panics ? PollEnd::panicked : PollEnd::ready));
    say(now, EventKind::task_finished, task,
        static_cast<std::uint8_t>(panics ? FinishKind::panicked : FinishKind::returned));
  }
  return trace;
}

struct Found {
  std::size_t count = 0;
  int x = 0;
  int y = 0;
};
Found find(const FieldCells& field, Strength strength) {
  Found found;
  for (int y = 0; y < field.height; ++y) {
    for (int x = 0; x < field.width; ++x) {
      if (field.at(x, y).strongest() == strength) found = {found.count + 1, x, y};
    }
  }
  return found;
}

}  // namespace

TEST_CASE("one task that panics among 100,000 is seen from the widest zoom, in its place") {
  const std::uint32_t unlucky = 66'667;
  const Trace trace = crowd_with_one_panic(unlucky);
  Chronicle run(trace);
  run.catch_up();
  constexpr int width = 400;
  constexpr int height = 100;
  Axis axis;
  SECTION("by time") {
    axis.set_range(0, double{tasks} * 1000);
    const Found found = find(lay_out_field(run, {}, axis, true, width, height), Strength::panicked);
    CHECK(found.count == 1);
    CHECK(std::abs(found.x - width * 2 / 3) <= 1);
    CHECK(found.y == height * 2 / 3);
  }
  SECTION("by events, the first quarter of which are spawns") {
    axis.set_range(0, static_cast<double>(trace.size()));
    const FieldCells field = lay_out_field(run, {}, axis, false, width, height);
    const Found found = find(field, Strength::panicked);
    CHECK(found.count == 1);
    CHECK(std::abs(found.x - width * 3 / 4) <= 1);
    // What is too small is drawn as density, and never left out: where tasks are polled, each column has
    // some.
    for (int x = width / 4 + 3; x < width - 3; ++x) {
      bool any = false;
      for (int y = 0; y < height; ++y) any = any || field.at(x, y).strongest() >= Strength::polled;
      REQUIRE(any);
    }
  }
  SECTION("and where one has gone in, as wide as it should be") {
    const double at = double{unlucky} * 1000;
    axis.set_range(0, double{tasks} * 1000);
    axis.show(at - 20'000, at + 20'000);
    const Found found = find(lay_out_field(run, {}, axis, true, width, height), Strength::panicked);
    CHECK(found.count == 1);
    CHECK(std::abs(found.x - width / 2) <= 1);
  }
}

}  // namespace loopglass
