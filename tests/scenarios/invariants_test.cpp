#include <algorithm>

#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

TEST_CASE("the trace of every scenario and variant holds together") {
  for (const Play& order : every_play()) {
    CAPTURE(order.label());
    CHECK(violations(play(order).trace) == Lines{});
  }
}

TEST_CASE("traces hold together at the least and the most of every parameter") {
  for (const Play& order : every_play()) {
    for (const Parameter& parameter : order.scenario->parameters) {
      // A thousand tasks are as good as a hundred here, and ten times faster.
      const std::int64_t most =
          parameter.unit == Unit::count ? std::min<std::int64_t>(parameter.most, 100) : parameter.most;
      for (const std::int64_t value : {parameter.least, most}) {
        CAPTURE(order.label(), parameter.name, value);
        const Played played = play(with(order, parameter.name, value));
        CHECK(violations(played.trace) == Lines{});
        CHECK((played.result != RunResult::deadlock || order.ends() == RunResult::deadlock));
      }
    }
  }
}

/// A trace that was broken on purpose, and a part of what the checker says.
struct Broken {
  std::string what;
  std::string expected;
  void (*breaks)(std::vector<Event>&);
};

EventNumber first(const std::vector<Event>& events, EventKind kind) {
  const auto it = std::ranges::find(events, kind, &Event::kind);
  REQUIRE(it != events.end());
  return static_cast<EventNumber>(it - events.begin());
}

TEST_CASE("a trace that does not hold together is found out") {
  const auto broken = GENERATE(values<Broken>({
      {"time", "time goes back", [](auto& events) { events.back().time_ns -= 1; }},
      {"queue order", "not the head",
       [](auto& events) {
         std::swap(events[first(events, EventKind::timer_fired)].kind,
                   events[first(events, EventKind::task_woken)].kind);
         auto began = std::ranges::find_if(
             events, [](const Event& e) { return e.kind == EventKind::poll_began && raw(e.task) == 2; });
         began->task = TaskId{3};
       }},
      {"cause", "a cause", [](auto& events) { events[first(events, EventKind::task_woken)].value += 1; }},
      {"end", "never finished",
       [](auto& events) {
         std::erase_if(events, [](const Event& e) { return e.kind == EventKind::task_finished; });
       }},
      {"timer", "a timer fires that is not set",
       [](auto& events) { events[first(events, EventKind::timer_set)].subject += 50; }},
      {"await", "an await ends that did not begin",
       [](auto& events) { events[first(events, EventKind::await_ended)].subject += 50; }},
      {"turn", "a turn that is not the whole queue",
       [](auto& events) { events[first(events, EventKind::turn_began)].value += 1; }},
  }));
  CAPTURE(broken.what);
  const Played played = play(order("timers"));
  std::vector<Event> events;
  for (EventNumber n = 1; n <= played.trace.size(); ++n) events.push_back(played.trace[n]);
  broken.breaks(events);
  Trace trace;
  for (const Event& event : events) trace.append(event);
  std::string all;
  for (const std::string& line : violations(trace)) all += line + "\n";
  CAPTURE(all);
  CHECK(all.find(broken.expected) != std::string::npos);
}

}  // namespace
}  // namespace loopglass
