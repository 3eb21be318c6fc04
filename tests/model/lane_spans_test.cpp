#include "app/model/lane_spans.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

constexpr std::int64_t ms = 1'000'000;

/// A lane and the trace that its stretches lie in.
struct Story {
  Trace trace;
  Segments lane{trace};

  void at(std::int64_t ns, LaneState state) {
    Event event;
    event.time_ns = ns;
    lane.push_back(state, trace.append(event));
  }
  /// Queued, polled and waiting again, all within some nanoseconds.
  void poll(std::int64_t ns, bool blocks = false) {
    at(ns, LaneState::queued);
    at(ns + 1, LaneState::polling);
    if (blocks) at(ns + 2, LaneState::blocking);
    if (blocks) at(ns + 3, LaneState::polling);
    at(ns + 4, LaneState::waiting);
  }
  EventGrid grid(double begin, double end, double widest) const {
    EventGrid grid;
    grid.follow(trace, true, begin, end, widest);
    return grid;
  }
};

/// What is shown in a cell: of spans over one another the strongest.
LaneState shown(const std::vector<LaneSpan>& spans, std::size_t cell) {
  LaneState state = LaneState::queued;
  for (const LaneSpan& span : spans) {
    if (span.begin > cell || std::max(span.end, span.begin + 1) <= cell) continue;
    if (span.state == LaneState::waiting && state == LaneState::queued) state = span.state;
    if (span.state == LaneState::polling && state != LaneState::blocking) state = span.state;
    if (span.state >= LaneState::blocking) state = span.state;
  }
  return state;
}

std::size_t count(const std::vector<LaneSpan>& spans, LaneState state) {
  return static_cast<std::size_t>(std::ranges::count(spans, state, &LaneSpan::state));
}

}  // namespace

TEST_CASE("polls without room between them are one span, however many they are") {
  Story story;
  for (std::int64_t i = 0; i < 100'000; ++i) story.poll(i * 10'000);  // one second
  const auto spans = lane_spans(story.lane, story.grid(0, 1e9, double{ms}), 6);
  CHECK(count(spans, LaneState::polling) == 1);
  CHECK(spans.front().begin == 0);
  CHECK(spans.size() < 5);
}

TEST_CASE("the one poll that blocks the loop among a hundred thousand is shown, in its place") {
  const std::int64_t unlucky = GENERATE(0, 1, 77'777, 99'999);
  Story story;
  for (std::int64_t i = 0; i < 100'000; ++i) story.poll(i * 10'000, i == unlucky);
  const EventGrid grid = story.grid(0, 1e9, double{ms});
  const auto spans = lane_spans(story.lane, grid, 6);
  REQUIRE(count(spans, LaneState::blocking) == 1);
  const auto span = std::ranges::find(spans, LaneState::blocking, &LaneSpan::state);
  CHECK(grid.value(span->begin) <= static_cast<double>(unlucky) * 10'000 + 2);
  CHECK(grid.value(span->begin + 1) > static_cast<double>(unlucky) * 10'000 + 2);
  CHECK(story.lane.state(span->stretch) == LaneState::blocking);
}

TEST_CASE("where every poll blocks there are no more spans than places for them") {
  Story story;
  for (std::int64_t i = 0; i < 100'000; ++i) story.poll(i * 10'000, true);
  const EventGrid grid = story.grid(0, 1e9, double{ms});
  const auto spans = lane_spans(story.lane, grid, 6);
  CHECK(count(spans, LaneState::blocking) >= grid.size() / 6);
  CHECK(spans.size() < grid.size());
}

TEST_CASE("a long wait among many polls is seen, and a poll that stands alone") {
  Story story;
  for (std::int64_t i = 0; i < 1000; ++i) story.poll(i * 10'000);  // 10 ms
  story.poll(500 * ms);
  story.poll(900 * ms);
  const EventGrid grid = story.grid(0, 1e9, double{ms});
  const auto spans = lane_spans(story.lane, grid, 6);
  const auto at = [&](std::int64_t ns) {
    return shown(spans, static_cast<std::size_t>(static_cast<double>(ns) / grid.width()));
  };
  CHECK(at(5 * ms) == LaneState::polling);
  CHECK(at(400 * ms) == LaneState::waiting);
  CHECK(at(500 * ms) == LaneState::polling);
  CHECK(at(510 * ms) == LaneState::waiting);
  CHECK(at(900 * ms) == LaneState::polling);
  CHECK(at(990 * ms) == LaneState::waiting);
  // A wait hides no poll.
  for (const LaneSpan& span : spans) {
    if (span.state != LaneState::waiting) continue;
    CHECK(std::ranges::none_of(spans, [&](const LaneSpan& poll) {
      return poll.state == LaneState::polling && poll.begin < span.end && span.begin < poll.end;
    }));
  }
}

TEST_CASE("in every cell the spans show what the stretches say, whatever part of the run the view shows") {
  Story story;
  std::uint64_t seed = 1;
  const auto random = [&](std::uint64_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::int64_t>((seed >> 33) % below);
  };
  std::int64_t now = 0;
  for (int i = 0; i < 5000; ++i) {
    now += random(10) == 0 ? random(20 * ms) : random(50'000);
    story.poll(now, random(300) == 0);
  }
  story.at(now + 5 * ms, LaneState::panicked);
  const double end = static_cast<double>(now + 10 * ms);
  for (const double from : {0.0, end / 3, end * 0.95}) {
    const EventGrid grid = story.grid(from, end, double{ms});
    const auto spans = lane_spans(story.lane, grid, 3);
    std::vector<bool> polled(grid.size());
    std::vector<bool> blocked(grid.size());
    for (const Segment& stretch : story.lane) {
      const std::size_t cell = grid.cell_of(stretch.first);
      if (cell == grid.size() || stretch.first < grid.first(0)) continue;
      if (stretch.state == LaneState::polling) polled[cell] = true;
      if (stretch.state == LaneState::blocking) blocked[cell] = true;
    }
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
      CAPTURE(from, cell);
      const bool shows_block = std::ranges::any_of(spans, [&](const LaneSpan& span) {
        return span.state == LaneState::blocking && span.begin <= cell && cell < span.begin + 3;
      });
      if (blocked[cell]) REQUIRE(shows_block);
      // As wide as a short poll is, the block hides what is beside it.
      const LaneState there = shown(spans, cell);
      if (polled[cell] && !shows_block)
        REQUIRE((there == LaneState::polling || there == LaneState::panicked));
    }
    CHECK(count(spans, LaneState::panicked) == 1);
  }
}

TEST_CASE("a grid that has followed a run as it grew and a view that scrolled is that of a fresh look") {
  Trace trace;
  EventGrid grid;
  std::int64_t now = 0;
  for (int frame = 0; frame < 200; ++frame) {
    for (int i = 0; i < 100; ++i) {
      Event event;
      event.time_ns = now += (frame * 7919 + i * 104'729) % 100'000;
      trace.append(event);
    }
    const bool by_time = frame < 150;
    const double all = by_time ? static_cast<double>(now) : static_cast<double>(trace.size());
    const double seen = frame < 50 ? all : all / 4;
    const double widest = seen / 500;
    grid.follow(trace, by_time, all - seen, all, widest);
    EventGrid fresh;
    fresh.follow(trace, by_time, all - seen, all, widest);
    CAPTURE(frame);
    REQUIRE(grid.size() == fresh.size());
    REQUIRE(grid.width() <= widest);
    REQUIRE(grid.value(0) <= all - seen);
    REQUIRE(grid.value(grid.size()) > all);
    for (std::size_t cell = 0; cell <= grid.size(); ++cell) {
      const EventNumber first = grid.first(cell);
      REQUIRE(first == fresh.first(cell));
      const auto value = [&](EventNumber n) {
        return by_time ? static_cast<double>(trace[n].time_ns) : static_cast<double>(n);
      };
      if (first <= trace.size()) REQUIRE(value(first) >= grid.value(cell));
      if (first > 1) REQUIRE(value(first - 1) < grid.value(cell));
      if (first <= trace.size()) REQUIRE(grid.cell_of(first) >= cell);
    }
  }
}

}  // namespace loopglass
