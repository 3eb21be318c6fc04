#include "app/model/warnings/kept_waiting.hpp"

#include <algorithm>
#include <vector>

namespace loopglass::warning {

std::size_t kept_waiting(const World& world, Instant before) {
  std::vector<TaskId> waiting;
  for (const TaskId id : world.ready) {
    if (const TaskState* task = world.task(id); task && task->since < before) waiting.push_back(id);
  }
  for (const TimerState& timer : world.timers) {
    if (timer.deadline < before) waiting.push_back(timer.task);
  }
  std::erase(waiting, world.polling);
  std::ranges::sort(waiting);
  const auto repeated = std::ranges::unique(waiting);
  waiting.erase(repeated.begin(), repeated.end());
  return waiting.size();
}

}  // namespace loopglass::warning
