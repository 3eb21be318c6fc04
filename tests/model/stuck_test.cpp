#include "app/model/stuck.hpp"

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

using namespace loopglass;

TEST_CASE("stuck: a run is stuck where its loop stops, with all who wait in their places") {
  const auto run = played("deadlock");
  const EventNumber stuck = stuck_at(run->trace());
  REQUIRE(stuck != 0);
  CHECK(run->trace()[stuck].kind == EventKind::shutdown_began);
  const World world = run->chronicle().at(stuck);
  CHECK(std::ranges::count(world.tasks, TaskStatus::waiting, &TaskState::status) == 3);
  CHECK(stuck < run->trace().size());
}

TEST_CASE("stuck: a run that ends in another way is not") {
  for (const char* recipe : {"hello", "detached/detached", "deadlock/one_order", "panic/unwrapped"}) {
    INFO(recipe);
    CHECK(stuck_at(played(recipe)->trace()) == 0);
  }
}
