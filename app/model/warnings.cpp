#include "app/model/warnings.hpp"

#include <algorithm>

#include "runtime/time.hpp"

namespace loopglass {
namespace {

/// How many tasks, besides the one that is polled, could have run during a poll that ends `now`.
std::size_t held_up(const World& world, Instant now) {
  std::vector<TaskId> waiting = world.ready;
  for (const TimerState& timer : world.timers) {
    if (timer.deadline < now) waiting.push_back(timer.task);
  }
  std::erase(waiting, world.polling);
  std::ranges::sort(waiting);
  const auto repeated = std::ranges::unique(waiting);
  waiting.erase(repeated.begin(), repeated.end());
  return waiting.size();
}

std::string who_waited(std::size_t count) {
  if (count == 0) return "no other task was ready";
  return std::to_string(count) + (count == 1 ? " task" : " tasks") + " waited";
}

}  // namespace

void Warnings::observe(const World& before, const Event& event, const Names& names) {
  if (event.kind == EventKind::poll_began) {
    longest_site_ = SiteId::none;
    longest_ = Duration::zero();
  }
  if (event.kind == EventKind::work_ended && before.occupied && before.occupation.duration > longest_) {
    longest_ = before.occupation.duration;
    longest_site_ = before.occupation.site;
  }
  if (event.kind != EventKind::poll_ended) return;
  const TaskState* task = before.task(event.task);
  if (!task || task->status != TaskStatus::polling) return;
  const Duration held = event.time() - task->since;
  if (held <= blocked_loop_limit) return;
  all_.push_back({"blocked-loop", event.task,
                  names.task(event.task) + " blocked the loop for " + to_text(held) + "; " +
                      who_waited(held_up(before, event.time())) + ".",
                  before.position + 1, task->last_poll, longest_site_});
}

}  // namespace loopglass
