// Runs that stand beside one another can be read against one another.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/views/comparing.hpp"
#include "app/views/differences_view.hpp"
#include "app/views/loop_view.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/views/draw.hpp"

namespace loopglass {
namespace {

struct Pair {
  const char* a;
  const char* b;
};

/// Their waits, their timers or what their tasks share differ.
constexpr Pair pairs[] = {
    {"blocking/cooperative", "blocking/blocking"},
    {"timeout", "timers"},
    {"timers?tasks=2", "timers?tasks=8"},
    {"mutex", "timers"},
    {"lock_across_await/plain_lock", "requests/pool"},
    {"echo/task_each", "channel/bounded_1"},
};

Future<> naps() { co_await sleep(std::chrono::milliseconds(1)); }

Future<> two_of_one_name(Settings) {
  auto first = spawn(naps(), "nap");
  auto second = spawn(naps(), "nap");
  (co_await first).unwrap();
  (co_await second).unwrap();
}

}  // namespace

TEST_CASE("of two tasks of one name the one that is pointed at is selected") {
  Scenario scenario;
  scenario.name = "naps";
  scenario.make = two_of_one_name;
  Order order;
  order.scenario = &scenario;
  Viewing main;
  main.open(order);
  main.advance(true);
  Comparing comparing;
  Selection selection;
  comparing.select(main, selection, 0, TaskId{3});
  comparing.hover(main, selection, 0, TaskId{3});
  CHECK(selection.task == TaskId{3});
  CHECK(selection.hovered == TaskId{3});
}

TEST_CASE("a run that is set beside another begins at its time, where neither has drawn a frame yet") {
  Viewing main;
  main.open(resolve("blocking?do=60+22ms:abort:task3@42ms", all_scenarios()).value());
  main.advance(true);
  Comparing comparing;
  comparing.open({resolve("blocking", all_scenarios()).value()}, main, TaskId::none);
  comparing.advance(main, true);
  REQUIRE(comparing.found());
  comparing.update(main, 0);
  for (std::size_t i = 0; i < comparing.count(); ++i)
    CHECK(std::abs(
              (comparing.viewing(main, i).moment().time - Instant(std::chrono::milliseconds(42))).count()) <=
          1000);
}

TEST_CASE("of several runs each shows where it parts from the first, and the first where it is left first") {
  Viewing main;
  main.open(resolve("who_runs_next", all_scenarios()).value());
  main.advance(true);
  Comparing comparing;
  std::vector<Order> others;
  for (const char* other : {"who_runs_next/loopglass", "who_runs_next/asyncio", "who_runs_next/node"})
    others.push_back(resolve(other, all_scenarios()).value());
  comparing.open(std::move(others), main, TaskId::none);
  CHECK_FALSE(comparing.parts_in_order_only());
  comparing.advance(main, true);
  const Selection selection;
  const auto marked = [&](std::size_t i) { return comparing.stage(main, selection, i).marked; };
  CHECK(marked(1) == 0);
  const EventNumber asyncio = marked(2);
  const EventNumber node = marked(3);
  CHECK(asyncio > 0);
  CHECK(node > 0);
  CHECK(asyncio != node);
  CHECK(marked(0) == std::min(asyncio, node));
  CHECK(comparing.parts_in_order_only());
}

TEST_CASE("the order in which tasks end is told of a run") {
  const auto ends = [](const char* recipe) {
    Viewing run;
    run.open(resolve(recipe, all_scenarios()).value());
    run.advance(true);
    return tasks_as_they_end(run.run().chronicle());
  };
  CHECK(ends("who_runs_next/loopglass") == "yielder, sleeper, grandchild, late, child, worker, main");
  CHECK(ends("who_runs_next/tokio") == "grandchild, child, sleeper, yielder, worker, late, main");
  CHECK(ends("blocking?tasks=24").empty());
}

TEST_CASE("the axis of the reactor reaches to where a timer was delayed by hand") {
  Viewing main;
  main.open(resolve("deadlock?do=32:delay:timer2:150ms", all_scenarios()).value());
  main.advance(true);
  const Selection selection;
  CHECK(main.stage(selection).longest_wait == std::chrono::milliseconds(200));
}

TEST_CASE("two loops that stand beside each other have one time axis in their reactors") {
  for (const Pair& pair : pairs) {
    CAPTURE(pair.a, pair.b);
    Viewing main;
    main.open(resolve(pair.a, all_scenarios()).value());
    main.advance(true);
    Comparing comparing;
    comparing.open({resolve(pair.b, all_scenarios()).value()}, main, TaskId::none);
    comparing.advance(main, true);
    const Selection selection;
    std::vector<Stage> stages;
    for (std::size_t i = 0; i < comparing.count(); ++i) stages.push_back(comparing.stage(main, selection, i));
    CHECK((needs_of(stages[0]).longest_wait != needs_of(stages[1]).longest_wait ||
           needs_of(stages[0]).timers != needs_of(stages[1]).timers ||
           needs_of(stages[0]).wide_waiting != needs_of(stages[1]).wide_waiting));
    const Rect room{0, 0, 440, 300};
    const LoopPlaces a = arrange_places(room, 1, needs_beside(stages, 0));
    const LoopPlaces b = arrange_places(room, 1, needs_beside(stages, 1));
    CHECK(std::abs(a.now_x - b.now_x) < 0.01f);
    for (const int ms : {0, 5, 30, 100})
      CHECK(std::abs(a.timer_x(std::chrono::milliseconds(ms)) - b.timer_x(std::chrono::milliseconds(ms))) <
            0.01f);
  }
}

}  // namespace loopglass
