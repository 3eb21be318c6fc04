#include "app/model/seats.hpp"

#include <map>
#include <optional>
#include <set>

#include "app/model/sharing.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

TEST_CASE("a seat once given never changes, and no two that can be seen have the same one") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  World world;
  Seats seats;
  std::map<TaskId, std::uint8_t> tasks;
  std::map<ResourceId, std::uint8_t> cards;
  while (world.position < run->trace().size()) {
    const Event& event = run->trace()[world.position + 1];
    apply(world, event);
    seats.observe(world, event);
    std::set<std::uint8_t> sat;
    for (const TaskState& task : world.tasks) {
      const std::uint8_t seat = seats.of(task.id);
      if (seat == Seats::none) continue;
      REQUIRE(tasks.try_emplace(task.id, seat).first->second == seat);
      if (!task.is_done()) REQUIRE(sat.insert(seat).second);
    }
    for (const FutureId future : world.unpolled) {
      if (seats.of(future) != Seats::none) REQUIRE(sat.insert(seats.of(future)).second);
    }
    std::set<std::uint8_t> had;
    for (const ResourceState& resource : world.resources) {
      const std::uint8_t card = seats.card_of(resource.id);
      if (card == Seats::none) continue;
      REQUIRE(cards.try_emplace(resource.id, card).first->second == card);
      if (!is_over(resource)) REQUIRE(had.insert(card).second);
    }
  }
  // The chronicle has the same.
  for (const auto& [task, seat] : tasks) CHECK(run->chronicle().seats().of(task) == seat);
}

TEST_CASE("seats are few: the first who waits has the first one, and what is over gives its own away") {
  const auto run = played("blocking");
  CHECK(run->chronicle().seats().of(TaskId{1}) == 0);
  const auto lock = played("mutex");
  CHECK(lock->chronicle().seats().card_of(ResourceId{1}) == 0);
}

}  // namespace loopglass
