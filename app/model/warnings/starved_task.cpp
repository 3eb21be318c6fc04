// A task that stands in the ready queue while another one is polled again and again.
//
// A queue that is first come first served polls every other task at most once in that time, so this tells of
// other policies only.
#include <algorithm>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

constexpr std::uint32_t enough = 10;

class StarvedTask final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const World& before = look.before;
    const TaskState* polled = before.task(look.event.task);
    if (!polled) return;
    const std::size_t index = raw(polled->id);
    if (polls_.size() <= index) polls_.resize(index + 1);
    std::vector<EventNumber>& polls = polls_[index];
    polls.push_back(look.number());
    if (polls.size() > enough) polls.erase(polls.begin());
    if (polls.size() < enough) return;
    for (const TaskId id : before.ready) {
      const TaskState* task = before.task(id);
      if (!task || id == polled->id || task->last_wake > polls.front() || has(told_, id)) continue;
      told_.push_back(id);
      found.push_back({.task = id,
                       .text = look.names.task(id) + " is ready and is not polled, while " + look.me() +
                               " is polled " + std::to_string(enough) + " times.",
                       .event = look.number(),
                       .evidence = task->last_wake,
                       .site = SiteId::none});
    }
  }

 private:
  static bool has(const std::vector<TaskId>& tasks, TaskId id) {
    return std::ranges::find(tasks, id) != tasks.end();
  }

  std::vector<std::vector<EventNumber>> polls_;  // by task, the last ones
  std::vector<TaskId> told_;
};

}  // namespace

constinit const WarningKind starved_task = {
    .id = "starved-task",
    .title = "A ready task that does not get its turn",
    .why =
        "A policy that prefers some tasks can leave others in the queue for ever, although they are ready "
        "and the "
        "thread is free between two polls.",
    .fix = "Serve the queue first come first served, or let the one that is preferred wait now and then.",
    .looks_at = kinds_of({EventKind::poll_began}),
    .make = make_check<StarvedTask>,
};

}  // namespace loopglass::warning
