// A task that waits while it holds a plain lock: whoever wants the lock meanwhile keeps the thread for it.
//
// The wait may be for anything, a turn of its own included: until the task is polled again, nobody can give
// the lock back. A plain lock around no await is left in peace, and so is every lock that is awaited.
#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

class LockOverAwait final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const auto how = static_cast<PollEnd>(look.event.detail);
    const TaskState* task = look.before.task(look.event.task);
    if (!task || how == PollEnd::ready || how == PollEnd::panicked) return;
    for (const ResourceState& resource : look.before.resources) {
      if (resource.kind != ResourceKind::plain_lock) continue;
      const Holder* holder = resource.held_by(task->id);
      // Once for each time that it is taken: in the poll that took it.
      if (!holder || holder->event < task->last_poll) continue;
      const Await* await = task->innermost_await();
      found.push_back({.task = task->id,
                       .text = look.me() + " waits while it holds " + look.names.resource(resource.id) +
                               ": whoever wants that meanwhile keeps the thread.",
                       .event = look.number(),
                       .evidence = look.number(),
                       .site = await ? await->site : SiteId::none});
    }
  }
};

}  // namespace

constinit const WarningKind lock_over_await = {
    .id = "lock-over-await",
    .title = "A plain lock is held over an await",
    .why =
        "A plain lock waits by keeping the thread. Its holder needs that very thread to go on and give the "
        "lock back, so the wait is for something that the wait itself prevents.",
    .fix =
        "Give the lock back before the await, in a shorter scope; or take an async lock, which waits as a "
        "pending task does.",
    .looks_at = kinds_of({EventKind::poll_ended}),
    .make = make_check<LockOverAwait>,
};

}  // namespace loopglass::warning
