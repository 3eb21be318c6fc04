// Tasks that wait for one another in a ring, found as soon as it closes.
#include "app/model/wait_cycle.hpp"

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

class WaitCycleCheck final : public Check {
 public:
  /// Whether the task, whose poll ends, has closed a ring in this poll.
  void observe(const Look& look, std::vector<Warning>& found) override {
    const TaskState* task = look.before.task(look.event.task);
    if (!task || static_cast<PollEnd>(look.event.detail) != PollEnd::pending) return;
    const Await* await = task->innermost_await();
    if (!await || await->since < task->last_poll) return;
    const WaitCycle cycle = wait_cycle_of(look.before, task->id, Certainty::certain);
    if (cycle.empty()) return;
    found.push_back(
        {.task = task->id,
         .text = (cycle.size() == 1 ? "A task waits for itself: " : "Tasks wait for one another: ") +
                 describe(cycle, look.names) + ".",
         .event = look.number(),
         .evidence = look.number(),
         .site = await->site});
  }
};

}  // namespace

constinit const WarningKind wait_cycle = {
    .id = "wait-cycle",
    .title = "Tasks wait for one another",
    .why =
        "Each of them has what another one needs and gives nothing back while it waits, so none of them ever "
        "goes on. The loop itself is free and shows no error.",
    .fix =
        "Take locks in the same order everywhere, or hold one at a time. Never await the end of a task that "
        "waits "
        "for you.",
    .looks_at = kinds_of({EventKind::poll_ended}),
    .make = make_check<WaitCycleCheck>,
};

}  // namespace loopglass::warning
