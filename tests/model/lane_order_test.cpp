#include "app/model/lane_order.hpp"

#include <algorithm>

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

Future<> works(Duration length) {
  co_await sleep(1ms);
  work(length);
}
Future<> spawns_some(Settings) {
  auto ten = spawn(works(1ms), "light 10");
  auto two = spawn(works(3ms), "light 2");
  auto fan = spawn(works(9ms), "fan");
  auto never = spawn(works(1ms), "aborted");
  auto again = spawn(works(3ms), "light 2");
  never.abort();
  (void)co_await ten;
  (void)co_await two;
  (void)co_await fan;
  (void)co_await again;
}

Names names_in(LaneOrder order, const Run& run) {
  Names names;
  for (const TaskId id : rows_in(order, run.chronicle())) names.push_back(run.chronicle().names().task(id));
  return names;
}

TEST_CASE("lanes stand in an order of the whole run") {
  const PlayedFunction run(spawns_some);
  const Names spawned = names_in(LaneOrder::spawn, *run);
  REQUIRE(spawned.size() == 6);
  CHECK(spawned.front() == "main");
  CHECK(spawned[3] == "fan");

  const Names by_name = names_in(LaneOrder::name, *run);
  CHECK(by_name.front() == "aborted");
  CHECK(by_name[1] == "fan");
  CHECK(by_name[2].starts_with("light 2"));
  CHECK(by_name[3].starts_with("light 2"));
  CHECK(by_name[4] == "light 10");

  CHECK(names_in(LaneOrder::first_poll, *run).back() == "aborted");
  const Names by_time = names_in(LaneOrder::busy, *run);
  CHECK(by_time.front() == "fan");
  CHECK(by_time[1].starts_with("light 2"));
  CHECK(by_time[3] == "light 10");
}

Future<> spawns_two() {
  const auto one = spawn(works(1ms), "one");
  const auto two = spawn(works(1ms), "two");
  co_await yield_now();
}

Future<> spawns_families(Settings) {
  const auto first = spawn(spawns_two(), "first");
  const auto second = spawn(spawns_two(), "second");
  co_await sleep(10ms);
}

TEST_CASE("families stand together, each task above those that it spawned") {
  const PlayedFunction run(spawns_families);
  CHECK(names_in(LaneOrder::family, *run) ==
        Names{"main", "first", "one", "two", "second", "one 2", "two 2"});
  LaneRows rows;
  rows.choose(LaneOrder::family);
  CHECK(rows.depth_of(rows.task_at(2)) == 0);
  rows.follow(run->chronicle(), true);
  std::vector<std::size_t> depths;
  for (std::size_t row = 0; row < 7; ++row) depths.push_back(rows.depth_of(rows.task_at(row)));
  CHECK(depths == std::vector<std::size_t>{0, 1, 2, 2, 1, 2, 2});
  rows.choose(LaneOrder::name);
  rows.follow(run->chronicle(), true);
  CHECK(rows.depth_of(rows.task_at(6)) == 0);
}

TEST_CASE("every lane of every run has one row in each order, and its own place in it") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    const std::size_t lanes = run->chronicle().lanes().lanes().size();
    LaneRows rows;
    for (auto order = next(LaneOrder::spawn); order != LaneOrder::spawn; order = next(order)) {
      CAPTURE(recipe, words_for(order));
      rows.choose(order);
      rows.follow(run->chronicle(), true);
      std::vector<bool> seen(lanes);
      for (std::size_t row = 0; row < lanes; ++row) {
        const TaskId task = rows.task_at(row);
        REQUIRE(rows.row_of(task) == row);
        seen[raw(task) - 1] = true;
      }
      CHECK(std::ranges::count(seen, true) == static_cast<std::ptrdiff_t>(lanes));
    }
  }
}

TEST_CASE("lanes of a run that goes on stand as the tasks were spawned") {
  const PlayedFunction run(spawns_some);
  LaneRows rows;
  rows.choose(LaneOrder::name);
  rows.follow(run->chronicle(), false);
  CHECK(raw(rows.task_at(0)) == 1);
  rows.follow(run->chronicle(), true);
  CHECK(raw(rows.task_at(0)) == 5);
  rows.choose(LaneOrder::spawn);
  rows.follow(run->chronicle(), true);
  CHECK(raw(rows.task_at(0)) == 1);
}

TEST_CASE(
    "lanes of tasks that are over at the moment shown can be hidden, and come back with an earlier moment") {
  const PlayedFunction run(spawns_some);
  Chronicle& chronicle = run->chronicle();
  const EventNumber end = run->trace().size();
  for (const LaneOrder order : {LaneOrder::spawn, LaneOrder::name, LaneOrder::busy}) {
    CAPTURE(words_for(order));
    LaneRows rows;
    rows.choose(order);
    rows.follow(chronicle, true);
    rows.hide_finished(true);
    for (EventNumber at = end; at > 0; --at) {
      const World world = chronicle.at(at);
      rows.stand_in(world);
      REQUIRE(rows.count() + rows.hidden() == 6);
      std::size_t row = 0;
      for (const TaskId task : rows_in(order, chronicle)) {
        const TaskState* state = world.task(task);
        const bool over = state && state->is_done();
        REQUIRE(rows.row_of(task) == (over ? LaneRows::no_row : row));
        if (over) continue;
        REQUIRE(rows.task_at(row) == task);
        ++row;
      }
      REQUIRE(rows.count() == row);
      CHECK(rows.density(chronicle).lives().size() == row);
    }
    rows.stand_in(chronicle.at(end));
    CHECK(rows.hidden() == 6);
    rows.hide_finished(false);
    CHECK(rows.count() == 6);
    CHECK(rows.row_of(rows_in(order, chronicle)[3]) == 3);
  }
}

}  // namespace
}  // namespace loopglass
