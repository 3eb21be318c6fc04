// Tasks that wait for one another in a ring, found as soon as it closes; or, where they might have gone on in
// another way, when the run is stuck.
#include "app/model/wait_cycle.hpp"

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

class WaitCycleCheck final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    if (look.event.kind == EventKind::poll_ended) return poll_ended(look, found);
    if (!told_ && static_cast<RunResult>(look.event.detail) == RunResult::deadlock) stuck(look, found);
  }

 private:
  /// Whether the task, whose poll ends, has closed a ring in this poll.
  void poll_ended(const Look& look, std::vector<Warning>& found) {
    const TaskState* task = look.before.task(look.event.task);
    if (!task || static_cast<PollEnd>(look.event.detail) != PollEnd::pending) return;
    const Await* await = task->innermost_await();
    if (!await || await->since < task->last_poll) return;
    const WaitCycle cycle = wait_cycle_of(look.before, task->id, Certainty::certain);
    if (!cycle.empty()) tell(cycle, *task, *await, look, found);
  }

  /// What else the members waited for has not come either: the ring is certain now.
  void stuck(const Look& look, std::vector<Warning>& found) {
    const WaitCycle cycle = find_wait_cycle(look.before, Certainty::possible);
    if (cycle.empty()) return;
    const TaskState* task = look.before.task(cycle.front().task);
    const Await* await = task ? task->innermost_await() : nullptr;
    if (await) tell(cycle, *task, *await, look, found);
  }

  void tell(const WaitCycle& cycle, const TaskState& task, const Await& await, const Look& look,
            std::vector<Warning>& found) {
    told_ = true;
    found.push_back(
        {.task = task.id,
         .text = (cycle.size() == 1 ? "A task waits for itself: " : "Tasks wait for one another: ") +
                 describe(cycle, look.names) + ".",
         .event = look.number(),
         .evidence = look.number(),
         .site = await.site});
  }

  bool told_ = false;  // of a ring: then it is why the run is stuck
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
    .looks_at = kinds_of({EventKind::poll_ended, EventKind::shutdown_began}),
    .make = make_check<WaitCycleCheck>,
};

}  // namespace loopglass::warning
