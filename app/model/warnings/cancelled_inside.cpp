// A task that is cancelled while it has a lock for itself: what the lock protects may be half changed.
//
// Permits of a semaphore and shared locks protect no change and are left in peace, and so is the end of the
// run.
#include <algorithm>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

bool protects_a_change(const ResourceState& resource, const Holder& holder) {
  if (holder.access != Access::exclusive) return false;
  return resource.kind == ResourceKind::plain_lock || resource.kind == ResourceKind::mutex ||
         resource.kind == ResourceKind::rw_lock;
}

/// Whether the lock was handed to the task and it does not know of that yet: no operation has begun.
bool awaits(const TaskState& task, const ResourceState& resource) {
  return std::ranges::any_of(
      task.awaits, [&](const Await& a) { return is_resource(a.kind) && a.object == raw(resource.id); });
}

class CancelledInside final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const World& before = look.before;
    const TaskState* task = before.task(look.event.task);
    if (!task || before.ended) return;
    for (const ResourceState& resource : before.resources) {
      const Holder* holder = resource.held_by(task->id);
      if (!holder || !protects_a_change(resource, *holder) || awaits(*task, resource)) continue;
      const Await* await = task->innermost_await();
      found.push_back({.task = task->id,
                       .text = look.me() + " is cancelled while it holds " +
                               look.names.resource(resource.id) +
                               ": what the lock protects may be half changed.",
                       .event = look.number(),
                       .evidence = look.number(),
                       .site = await ? await->site : SiteId::none});
    }
  }
};

}  // namespace

constinit const WarningKind cancelled_inside = {
    .id = "cancelled-inside",
    .title = "Cancelled in the middle of a change",
    .why =
        "A task can be cancelled at every await. What it did before that await stays done and what comes "
        "after it "
        "never happens; the lock is given back all the same.",
    .fix =
        "Await nothing between the steps that belong together, undo half of them in a destructor, or let the "
        "task "
        "look at a cancellation token between two whole operations.",
    .looks_at = kinds_of({EventKind::cancel_began}),
    .make = make_check<CancelledInside>,
};

}  // namespace loopglass::warning
