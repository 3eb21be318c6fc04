// A panic whose task nobody can join any more: its handle is dropped, before or after.
//
// A panic of main is not meant: it ends the run, and everybody hears of it.
#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

class PanicUnheard final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    if (static_cast<FinishKind>(look.event.detail) != FinishKind::panicked) return;
    const bool ends = look.event.kind == EventKind::task_finished;
    const TaskState* task =
        look.before.task(ends ? look.event.task : static_cast<TaskId>(look.event.subject));
    if (!task || raw(task->id) == 1 || task->result_taken) return;
    // A handle that is still there may yet be joined.
    if (ends && !task->detached) return;
    const EventNumber panic = ends ? look.number() : task->status_since;
    found.push_back(
        {.task = task->id,
         .text = look.names.task(task->id) + " panicked, and its handle is dropped: nobody hears of it.",
         .event = look.number(),
         .evidence = panic,
         .site = look.names.spawn_site(task->id)});
  }
};

}  // namespace

constinit const WarningKind panic_unheard = {
    .id = "panic-unheard",
    .title = "A panic that nobody hears",
    .why =
        "A panic ends its own task only. It travels through the join handle, so without one the work is "
        "missing "
        "and no error says so.",
    .fix = "Keep the handle and join it, or catch the error inside the task and report it.",
    .looks_at = kinds_of({EventKind::task_finished, EventKind::handle_dropped}),
    .make = make_check<PanicUnheard>,
};

}  // namespace loopglass::warning
