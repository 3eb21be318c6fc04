// A task that is polled again and again because it wakes itself, and does nothing in those polls.
//
// A task that computes or prints between its yields cooperates, and is left in peace; but a glance at
// something is no computation.
#include <algorithm>
#include <array>
#include <chrono>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

// So many in a row are no accident of a fair start.
constexpr std::uint32_t enough = 16;
// A poll as short as this has only looked whether there is something to do: to queue a task and to poll it
// costs a runtime some hundredth of that.
constexpr Duration glance = std::chrono::microseconds(10);

struct Spinning {
  std::uint32_t in_a_row = 0;
  Duration longest{};  // poll of those
  bool told = false;
};

class SelfWakes final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    switch (look.event.kind) {
      case EventKind::poll_began: has_done_something_ = false; break;
      case EventKind::poll_ended: judge(look, found); break;
      case EventKind::await_began:
      case EventKind::await_ended:
        // A yield, and the awaits of the functions around it.
        if (static_cast<AwaitKind>(look.event.extra) != AwaitKind::yield) has_done_something_ = true;
        break;
      case EventKind::work_began:
        if (static_cast<WorkKind>(look.event.detail) == WorkKind::block) has_done_something_ = true;
        break;
      case EventKind::work_ended: break;  // how long it took is judged at the end of the poll
      case EventKind::task_woken:
        if (look.event.task != look.before.polling) has_done_something_ = true;
        break;
      default: has_done_something_ = true; break;
    }
  }

 private:
  void judge(const Look& look, std::vector<Warning>& found) {
    const std::size_t index = raw(look.event.task);
    const TaskState* task = look.before.task(look.event.task);
    if (!task) return;
    if (spinning_.size() <= index) spinning_.resize(index + 1);
    Spinning& spinning = spinning_[index];
    const Duration took = look.event.time() - task->since;
    const bool is_empty = !has_done_something_ && took <= glance &&
                          static_cast<PollEnd>(look.event.detail) == PollEnd::pending_requeued &&
                          !task->abort_requested;
    if (!is_empty) {
      spinning = {.told = spinning.told};
      return;
    }
    spinning.longest = std::max(spinning.longest, took);
    if (++spinning.in_a_row < enough || spinning.told) return;
    spinning.told = true;
    found.push_back({.task = task->id,
                     .text = look.me() + " has woken itself " + std::to_string(enough) +
                             " times in a row and did " +
                             (spinning.longest == Duration::zero()
                                  ? "nothing in between."
                                  : "next to nothing in between: " + to_text(spinning.longest) + " at most."),
                     .event = look.number(),
                     .evidence = look.number(),
                     .site = task->innermost_await() ? task->innermost_await()->site : SiteId::none});
  }

  bool has_done_something_ = false;
  std::vector<Spinning> spinning_;  // by task
};

}  // namespace

constinit const WarningKind self_wakes = {
    .id = "self-wakes",
    .title = "A task only wakes itself",
    .why =
        "It asks in circles instead of waiting: the loop never sleeps, the processor runs at full speed, and "
        "the "
        "task comes no further for it.",
    .fix =
        "Wait for what you need: a notify, a channel, a timer or a join handle wakes the task when there is "
        "something to do.",
    .looks_at = every_kind & ~kinds_of({EventKind::turn_began, EventKind::parked, EventKind::unparked,
                                        EventKind::waker_registered, EventKind::timer_fired}),
    .make = make_check<SelfWakes>,
};

}  // namespace loopglass::warning
