#include "app/model/density.hpp"

#include <map>

#include "app/model/lane_order.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

namespace {

using Found = std::map<std::size_t, Strength>;  // by group

Found expected_in(const Trace& trace, const Density::Bucket& bucket, const LaneRows& rows) {
  Found found;
  for (EventNumber n = bucket.first; n <= bucket.last; ++n) {
    const Strength strength = strength_of(trace[n]);
    if (strength == Strength::none || trace[n].task == TaskId::none) continue;
    Strength& strongest = found[rows.row_of(trace[n].task) >> bucket.shift];
    strongest = std::max(strongest, strength);
  }
  return found;
}

Found found_in(const Density::Bucket& bucket) {
  Found found;
  for (const Density::Entry& entry : bucket.entries)
    found[entry.lane] = static_cast<Strength>(entry.cell >> 4);
  for (std::size_t group = 0; group < bucket.cells.size(); ++group) {
    if (bucket.cells[group].code != 0) found[group] = bucket.cells[group].strongest();
  }
  return found;
}

}  // namespace

TEST_CASE("a bucket has for each lane the strongest of what happens in it, on every level and in any order") {
  const auto [recipe, groups] =
      GENERATE(table<std::string, unsigned>({{"crowd?tasks=40&naps=60", 0}, {"crowd?tasks=5000&naps=1", 2}}));
  const LaneOrder order = GENERATE(LaneOrder::spawn, LaneOrder::busy, LaneOrder::first_poll);
  CAPTURE(recipe, order);
  const auto run = played(recipe);
  LaneRows rows;
  rows.choose(order);
  rows.follow(run->chronicle(), true);
  const Trace& trace = run->trace();
  const Density& density = rows.density(run->chronicle());
  REQUIRE(density.buckets(2) > 1);
  unsigned largest = 0;
  for (std::size_t level = 0; level < Density::levels; ++level) {
    CHECK(density.buckets(level) == trace.size() / Density::width(level));
    for (std::size_t place = 0; place < density.buckets(level); ++place) {
      const Density::Bucket bucket = density.bucket(level, place);
      largest = std::max(largest, bucket.shift);
      REQUIRE(found_in(bucket) == expected_in(trace, bucket, rows));
    }
  }
  CHECK(largest == groups);
}

TEST_CASE("a lane lives from the spawn of its task to its end") {
  const auto run = played("crowd?tasks=12");
  const auto& lives = run->chronicle().density().lives();
  REQUIRE(lives.size() == 13);
  for (std::size_t lane = 0; lane < lives.size(); ++lane) {
    CHECK(run->trace()[lives[lane].begin].kind == EventKind::task_spawned);
    CHECK(run->trace()[lives[lane].end].kind == EventKind::task_finished);
    CHECK(raw(run->trace()[lives[lane].end].task) == lane + 1);
  }
}

TEST_CASE("the density of a long run takes less than three bytes an event") {
  const auto run = played("crowd?tasks=2000&naps=12");
  CHECK(static_cast<double>(run->chronicle().density().bytes()) / static_cast<double>(run->trace().size()) <
        3.0);
}

}  // namespace loopglass
