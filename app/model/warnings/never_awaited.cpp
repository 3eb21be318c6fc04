// A future that was made and dropped without one poll, so that its code never ran.
//
// Silent where that may be meant: when a task is cancelled or the run is over, and when the task gave it to
// something that polls several futures side by side, as a select whose first branch was ready at once.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

/// Whether what is awaited may hold futures of its own that it polls without awaiting them.
bool may_hold_futures(AwaitKind kind) {
  switch (kind) {
    case AwaitKind::future:
    case AwaitKind::timer:
    case AwaitKind::join:
    case AwaitKind::yield:
    case AwaitKind::token: return false;
    default: return !is_resource(kind);
  }
}

class NeverAwaited final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const Event& event = look.event;
    switch (event.kind) {
      case EventKind::future_created:
        if (!is_in_group(look)) {
          made_.insert_or_assign(event.subject, Made{event.task, look.number()});
          by_task_[event.task].push_back(event.subject);
        }
        break;
      case EventKind::await_began:
        if (static_cast<AwaitKind>(event.extra) == AwaitKind::future) forget(event.subject);
        if (may_hold_futures(static_cast<AwaitKind>(event.extra))) forget_all_by(event.task);
        break;
      case EventKind::task_spawned: forget(static_cast<std::uint32_t>(event.value)); break;
      case EventKind::future_dropped: judge(look, found); break;
      default: break;
    }
  }

 private:
  struct Made {
    TaskId by{};
    EventNumber event = 0;
  };

  static bool is_in_group(const Look& look) {
    const TaskState* task = look.before.task(look.event.task);
    return task && std::ranges::any_of(task->awaits, [](const Await& a) { return may_hold_futures(a.kind); });
  }
  void forget(std::uint32_t future) {
    const auto it = made_.find(future);
    if (it == made_.end()) return;
    const auto by = by_task_.find(it->second.by);
    made_.erase(it);
    // The last one that was made is the first to be awaited, most times.
    std::vector<std::uint32_t>& futures = by->second;
    while (!futures.empty() && !made_.contains(futures.back())) futures.pop_back();
    if (futures.empty()) by_task_.erase(by);
  }
  /// Any of them may be in the group that is awaited now.
  void forget_all_by(TaskId task) {
    const auto by = by_task_.find(task);
    if (by == by_task_.end()) return;
    for (const std::uint32_t future : by->second) made_.erase(future);
    by_task_.erase(by);
  }

  void judge(const Look& look, std::vector<Warning>& found) {
    const auto it = made_.find(look.event.subject);
    if (it == made_.end()) return;
    const Made made = it->second;
    forget(look.event.subject);
    const TaskState* task = look.before.task(look.event.task);
    if (look.event.detail != 0 || !task || made.by != task->id || task->being_dropped ||
        task->abort_requested || look.before.ended) {
      return;
    }
    const auto future = static_cast<FutureId>(look.event.subject);
    found.push_back({.task = task->id,
                     .text = look.me() + " has called " + look.names.future(future) +
                             " and never awaited it: not one line of it has run.",
                     .event = look.number(),
                     .evidence = made.event,
                     .site = look.names.future_site(future)});
  }

  std::unordered_map<std::uint32_t, Made> made_;  // by future: neither awaited nor dropped so far
  std::unordered_map<TaskId, std::vector<std::uint32_t>> by_task_;  // those, and some that are forgotten
};

}  // namespace

constinit const WarningKind never_awaited = {
    .id = "never-awaited",
    .title = "A future that nobody awaits",
    .why =
        "Calling an async function only makes a future. A future runs when it is polled, and it is polled "
        "only "
        "where somebody awaits it or spawns it.",
    .fix = "Write co_await before the call, or spawn the future as a task and keep its handle.",
    .looks_at = kinds_of({EventKind::future_created, EventKind::await_began, EventKind::task_spawned,
                          EventKind::future_dropped}),
    .make = make_check<NeverAwaited>,
};

}  // namespace loopglass::warning
