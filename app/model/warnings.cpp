#include "app/model/warnings.hpp"

#include <algorithm>

#include "app/model/wait_cycle.hpp"
#include "runtime/time.hpp"

namespace loopglass {
namespace {

/// How many other tasks could have run during a poll that ends `now`, and did not: those that were ready
/// before its last moment, and those whose timers came due.
std::size_t held_up(const World& world, Instant now) {
  std::vector<TaskId> waiting;
  for (const TaskId id : world.ready) {
    if (const TaskState* task = world.task(id); task && task->since < now) waiting.push_back(id);
  }
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
  switch (event.kind) {
    case EventKind::poll_began:
    case EventKind::cancel_began:
      longest_site_ = SiteId::none;
      longest_ = Duration::zero();
      break;
    case EventKind::work_ended:
      if (before.occupied && before.occupation.duration > longest_) {
        longest_ = before.occupation.duration;
        longest_site_ = before.occupation.site;
      }
      break;
    case EventKind::poll_ended:
      judge(before, event, names, "");
      judge_wait(before, event, names);
      break;
    case EventKind::task_finished:
      // Destructors hold the loop, too. At the end of the run there is nobody left to wait.
      if (const TaskState* task = before.task(event.task); task && task->being_dropped && !before.ended) {
        judge(before, event, names, " while it was dropped");
      }
      break;
    default: break;
  }
}

/// `event` ends a stretch in which the task held the loop.
void Warnings::judge(const World& before, const Event& event, const Names& names, const std::string& how) {
  const TaskState* task = before.task(event.task);
  if (!task || task->status != TaskStatus::polling) return;
  const Instant end = std::max(before.now, event.time());
  const Duration held = end - task->since;
  if (held <= blocked_loop_limit) return;
  const EventNumber evidence = task->being_dropped ? task->status_since : task->last_poll;
  all_.push_back({"blocked-loop", event.task,
                  names.task(event.task) + " blocked the loop for " + to_text(held) + how + "; " +
                      who_waited(held_up(before, end)) + ".",
                  before.position + 1, evidence, longest_site_});
}

/// Whether the task, whose poll ends, has closed a ring in this poll.
void Warnings::judge_wait(const World& before, const Event& event, const Names& names) {
  const TaskState* task = before.task(event.task);
  if (!task || static_cast<PollEnd>(event.detail) != PollEnd::pending) return;
  const Await* await = task->innermost_await();
  if (!await || await->since < task->last_poll) return;
  const WaitCycle cycle = wait_cycle_of(before, event.task, Certainty::certain);
  if (cycle.empty()) return;
  all_.push_back({"wait-cycle", event.task,
                  (cycle.size() == 1 ? "A task waits for itself: " : "Tasks wait for one another: ") +
                      describe(cycle, names) + ".",
                  before.position + 1, await->since, await->site});
}

}  // namespace loopglass
