#include "app/model/roll_call.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

TEST_CASE("at every moment the roll call knows of each task whether it waits without a timer or is done") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  World world;
  while (world.position < run->trace().size()) {
    apply(world, run->trace()[world.position + 1]);
    const RollCall roll = call_roll(world, 3);
    std::vector<TaskId> done;
    std::vector<TaskId> waiting;  // without a timer
    for (const TaskState& task : world.tasks) {
      if (task.is_done() && world.polling != task.id) done.push_back(task.id);
      bool has_timer = false;  // the innermost that it waits for, if that is still set
      for (const Await& await : task.awaits) {
        if (await.kind == AwaitKind::timer || await.kind == AwaitKind::interval)
          has_timer = world.timer(static_cast<TimerId>(await.object)) != nullptr;
      }
      if (task.status == TaskStatus::waiting && !has_timer) waiting.push_back(task.id);
      CHECK(!(has_timer && roll.is_untimed(task.id)));
    }
    std::vector<TaskId> called = roll.untimed;
    called.insert(called.end(), roll.fired.begin(), roll.fired.end());
    std::ranges::sort(called);
    REQUIRE(called == waiting);
    CHECK(roll.done == done.size());
    std::ranges::sort(done, {}, [&](TaskId id) { return world.task(id)->status_since; });
    done.erase(done.begin(), done.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(done.size(), 3)));
    REQUIRE(roll.last_done == done);
  }
}

}  // namespace loopglass
