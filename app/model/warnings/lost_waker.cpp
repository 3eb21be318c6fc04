// A hand-written future that returned pending and was never woken, told when the run is stuck on it.
//
// Futures of the runtime always keep their waker, so only a pollable of somebody's own is meant.
#include <algorithm>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

/// The only thing the task waits for, if that is a pollable of somebody's own.
const Await* own_pollable(const TaskState& task) {
  const auto is_wait = [](const Await& a) { return a.kind != AwaitKind::future; };
  if (std::ranges::count_if(task.awaits, is_wait) != 1) return nullptr;
  const Await* await = task.innermost_await();
  return await && await->kind == AwaitKind::other ? await : nullptr;
}

/// Whether the last wake of the task was by hand, and came while it waited for this.
bool is_woken_by_hand(const Look& look, const TaskState& task, const Await& await) {
  if (task.last_wake <= await.since || task.last_wake > look.trace.size()) return false;
  const Event& wake = look.trace[task.last_wake];
  return wake.kind == EventKind::task_woken && static_cast<WakeReason>(wake.extra) == WakeReason::hand;
}

class LostWaker final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    if (static_cast<RunResult>(look.event.detail) != RunResult::deadlock) return;
    for (const TaskState& task : look.before.tasks) {
      if (task.status != TaskStatus::waiting) continue;
      const Await* await = own_pollable(task);
      if (!await) continue;
      found.push_back(
          {.task = task.id,
           .text = look.names.task(task.id) +
                   (is_woken_by_hand(look, task, *await)
                        ? " is pending, and a hand has woken it in vain: its future kept no waker, or nobody "
                          "called it."
                        : " is pending and was never woken: its future kept no waker, or nobody called it."),
           .event = look.number(),
           .evidence = task.status_since,
           .site = await->site});
    }
  }
};

}  // namespace

constinit const WarningKind lost_waker = {
    .id = "lost-waker",
    .title = "Pending, and nobody will wake it",
    .why =
        "The executor polls a task again only after its waker was called. A future that returns pending "
        "without "
        "leaving the waker with somebody sleeps for ever, and no error says so.",
    .fix =
        "Before poll returns pending, give the waker to whatever will make the future ready, and replace it "
        "at "
        "every poll.",
    .looks_at = kinds_of({EventKind::shutdown_began}),
    .make = make_check<LostWaker>,
};

}  // namespace loopglass::warning
