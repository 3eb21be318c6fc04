// Random programs under every policy, with and without a budget: nothing leaks, nothing is destroyed twice,
// no wake is lost, and what was recorded holds together.
#include <set>

#include "tests/catch.hpp"
#include "tests/scenarios/random_program.hpp"

namespace loopglass {
namespace {

/// Every policy, and choices that are drawn from the seed.
std::vector<Schedule> every_schedule(std::uint64_t seed) {
  SplitMix64 random(seed);
  std::vector<std::uint32_t> choices;
  for (int n = 0; n < 100; ++n) choices.push_back(static_cast<std::uint32_t>(random.below(6)));
  std::vector<Schedule> schedules;
  for (const std::uint32_t budget : {0u, 3u}) {
    for (const Policy policy :
         {Policy::fifo, Policy::lifo, Policy::random, Policy::tokio, Policy::asyncio, Policy::node}) {
      schedules.push_back({.policy = policy, .budget = budget});
    }
    schedules.push_back({.choices = choices, .budget = budget});
  }
  return schedules;
}

void check_programs(bool wild, std::uint64_t seeds) {
  std::size_t tasks = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    std::set<std::uint64_t> hashes;
    for (const Schedule& schedule : every_schedule(seed)) {
      CAPTURE(seed, name(schedule.policy), schedule.choices.size(), schedule.budget);
      const RandomProgram program{seed, schedule, wild};
      const ProgramOutcome outcome = play(program);
      REQUIRE(outcome.faults == std::vector<std::string>{});
      if (seed % 10 == 0) CHECK(play(program).hash == outcome.hash);
      tasks += outcome.tasks;
      hashes.insert(outcome.hash);
    }
    CHECK(hashes.size() > (wild ? 1 : 4));  // the schedules do make a difference
  }
  CHECK(tasks > seeds * 14 * 10);
}

TEST_CASE("random programs come to their end under every policy and budget: no wake is lost") {
  check_programs(false, 80);
}

TEST_CASE("random programs leave nothing behind, whoever is aborted and whenever the executor is dropped") {
  check_programs(true, 160);
}

}  // namespace
}  // namespace loopglass
