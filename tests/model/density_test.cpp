#include "app/model/density.hpp"

#include <map>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

TEST_CASE("a bucket has for each lane the strongest of what happens in it, on every level") {
  const auto [recipe, lanes_each] = GENERATE(
      table<std::string, std::size_t>({{"crowd?tasks=40&naps=60", 1}, {"crowd?tasks=5000&naps=1", 4}}));
  CAPTURE(recipe);
  const auto run = played(recipe);
  const Trace& trace = run->trace();
  const Density& density = run->chronicle().density();
  REQUIRE(density.buckets(1) > 3);
  std::size_t largest = 0;
  for (std::size_t level = 0; level < Density::levels; ++level) {
    CHECK(density.buckets(level) == trace.size() / Density::width(level));
    for (std::size_t place = 0; place < density.buckets(level); ++place) {
      const Density::Bucket bucket = density.bucket(level, place);
      largest = std::max(largest, bucket.lanes_each);
      std::map<std::size_t, Strength> expected;  // by the first lane of the group
      for (EventNumber n = bucket.first; n <= bucket.last; ++n) {
        const Strength strength = strength_of(trace[n]);
        if (strength == Strength::none || trace[n].task == TaskId::none) continue;
        const std::size_t lane = raw(trace[n].task) - 1;
        Strength& strongest = expected[lane / bucket.lanes_each * bucket.lanes_each];
        strongest = std::max(strongest, strength);
      }
      std::map<std::size_t, Strength> found;
      for (const Density::Entry& entry : bucket.entries)
        found[entry.lane] = static_cast<Strength>(entry.strongest);
      REQUIRE(found == expected);
    }
  }
  CHECK(largest == lanes_each);
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

TEST_CASE("the density of a long run takes less than two bytes an event") {
  const auto run = played("crowd?tasks=2000&naps=12");
  CHECK(static_cast<double>(run->chronicle().density().bytes()) / static_cast<double>(run->trace().size()) <
        2.0);
}

}  // namespace loopglass
