// A poll, or a drop, that holds the loop past the limit. It says how many other tasks had to wait meanwhile:
// those that were ready, and those whose timers came due.
#include <algorithm>

#include "app/model/warnings.hpp"
#include "app/model/warnings/kept_waiting.hpp"
#include "app/model/warnings/kinds.hpp"
#include "runtime/time.hpp"

namespace loopglass::warning {
namespace {

std::string who_waited(std::size_t count) {
  if (count == 0) return "no other task was ready";
  return std::to_string(count) + (count == 1 ? " task" : " tasks") + " waited";
}

class BlockedLoop final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const World& before = look.before;
    switch (look.event.kind) {
      case EventKind::poll_began:
      case EventKind::cancel_began:
        longest_site_ = SiteId::none;
        longest_event_ = 0;
        longest_ = Duration::zero();
        break;
      case EventKind::work_ended:
        if (before.occupied && before.occupation.duration > longest_) {
          longest_ = before.occupation.duration;
          longest_site_ = before.occupation.site;
          longest_event_ = before.occupation.event;
        }
        break;
      case EventKind::poll_ended: judge(look, "", found); break;
      case EventKind::task_finished:
        // Destructors hold the loop, too. At the end of the run there is nobody left to wait.
        if (const TaskState* task = before.task(look.event.task);
            task && task->being_dropped && !before.ended) {
          judge(look, " while it was dropped", found);
        }
        break;
      default: break;
    }
  }

 private:
  /// The event ends a stretch in which the task held the loop.
  void judge(const Look& look, const std::string& how, std::vector<Warning>& found) const {
    const TaskState* task = look.before.task(look.event.task);
    if (!task || task->status != TaskStatus::polling) return;
    const Instant end = std::max(look.before.now, look.event.time());
    const Duration held = end - task->since;
    if (held <= blocked_loop_limit) return;
    found.push_back({.task = task->id,
                     .text = look.me() + " blocked the loop for " + to_text(held) + how + "; " +
                             who_waited(kept_waiting(look.before, end)) + ".",
                     .event = look.number(),
                     .evidence = longest_event_ != 0   ? longest_event_
                                 : task->being_dropped ? task->status_since
                                                       : task->last_poll,
                     .site = longest_site_});
  }

  // Of the calls in this poll the longest: what keeps the thread is seen there.
  SiteId longest_site_{};
  EventNumber longest_event_ = 0;
  Duration longest_{};
};

}  // namespace

constinit const WarningKind blocked_loop = {
    .id = "blocked-loop",
    .title = "The loop stands still",
    .why =
        "One thread runs the loop and every task. While one poll goes on, no timer fires and no other task "
        "runs, "
        "however short its own work is.",
    .fix =
        "Await instead of blocking. Cut a long computation into pieces with yields between them, or give it "
        "to a "
        "thread of its own.",
    .looks_at = kinds_of({EventKind::poll_began, EventKind::cancel_began, EventKind::work_ended,
                          EventKind::poll_ended, EventKind::task_finished}),
    .make = make_check<BlockedLoop>,
};

}  // namespace loopglass::warning
