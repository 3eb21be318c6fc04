#include "app/model/lateness.hpp"

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

const Lane& lane_of(const Run& run, std::uint32_t task) { return run.chronicle().lanes().lanes()[task - 1]; }

TEST_CASE("of a timer that is late it is said who had the thread") {
  const auto run = played("blocking/blocking");
  const Lane& light = lane_of(*run, 3);
  const auto late = worst_lateness(light, Instant(400ms));
  REQUIRE(late);
  CHECK(lateness_sentence(run->trace(), run->chronicle().names(), *late) ==
        "Timer 2 was due at 100 ms and fired at 350 ms, 250 ms late: reader had the thread for 300 ms.");
  // Before it has fired, nothing is said of what is still to come.
  CHECK_FALSE(worst_lateness(light, Instant(349ms)));
}

TEST_CASE("where every timer is on time, nothing is late") {
  const auto run = played("blocking/cooperative");
  for (const Lane& lane : run->chronicle().lanes().lanes()) CHECK_FALSE(worst_lateness(lane, Instant(10s)));
}

}  // namespace
}  // namespace loopglass
