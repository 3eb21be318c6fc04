#include "app/model/roll_call.hpp"

#include <algorithm>

namespace loopglass {
namespace {

constexpr std::size_t most_joined = 1000;  // tasks among which a ring of joins is looked for

/// The timers of a world that are set; World::timer has to look for each.
class LiveTimers {
 public:
  explicit LiveTimers(const World& world) {
    std::uint32_t last = 0;
    for (const TimerState& timer : world.timers) last = std::max(last, raw(timer.id));
    is_set_.resize(std::size_t{last} + 1);
    for (const TimerState& timer : world.timers) is_set_[raw(timer.id)] = true;
  }
  bool has(std::uint32_t timer) const { return timer < is_set_.size() && is_set_[timer]; }

 private:
  std::vector<bool> is_set_;
};

const Await* timed_await(const TaskState& task) {
  for (auto it = task.awaits.rbegin(); it != task.awaits.rend(); ++it) {
    if (it->kind == AwaitKind::timer || it->kind == AwaitKind::interval) return &*it;
  }
  return nullptr;
}

}  // namespace

bool RollCall::is_untimed(TaskId task) const { return std::ranges::binary_search(untimed, task); }

RollCall call_roll(const World& world, std::size_t most_done) {
  RollCall roll;
  const LiveTimers timers(world);
  std::vector<std::pair<EventIndex, TaskId>> done;  // by their ends
  for (const TaskState& task : world.tasks) {
    if (task.is_done() && world.polling != task.id) done.emplace_back(task.status_since, task.id);
    if (task.status != TaskStatus::waiting) continue;
    const Await* timed = timed_await(task);
    if (timed && timers.has(timed->object)) continue;
    (timed && timed == &task.awaits.back() ? roll.fired : roll.untimed).push_back(task.id);
  }
  roll.done = done.size();
  const auto seen = done.end() - static_cast<std::ptrdiff_t>(std::min(done.size(), most_done));
  if (seen != done.begin()) std::ranges::nth_element(done, seen);
  std::sort(seen, done.end());
  for (auto it = seen; it != done.end(); ++it) roll.last_done.push_back(it->second);
  // Tasks that join one another in a ring need no resource; of a crowd nobody looks for those.
  if (world.ended)
    roll.cycle = world.stuck;
  else if (!world.resources.empty() || world.tasks.size() <= most_joined)
    roll.cycle = find_wait_cycle(world, Certainty::certain);
  return roll;
}

}  // namespace loopglass
