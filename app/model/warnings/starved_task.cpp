// A task that stands in the ready queue while another one is polled again and again.
//
// A queue that is first come first served polls every other task at most once in that time, so this tells of
// other policies only.
#include <algorithm>
#include <array>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

constexpr std::uint32_t enough = 10;

class StarvedTask final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const World& before = look.before;
    if (look.event.kind == EventKind::interfered) {
      moved_by_hand_ = true;
      return;
    }
    const TaskState* polled = before.task(look.event.task);
    if (!polled) return;
    const std::size_t index = raw(polled->id);
    if (polls_.size() <= index) polls_.resize(index + 1);
    Polls& polls = polls_[index];
    polls.last[polls.count++ % enough] = static_cast<EventIndex>(look.number());
    if (polls.count < enough) return;
    const EventIndex first = polls.last[polls.count % enough];
    // They stand there in the order of their wakes, unless somebody has moved them; those that were woken
    // before `told_to_` have been told.
    auto it = before.ready.begin();
    if (!moved_by_hand_) {
      it = before.ready.partition_point([&](TaskId id) {
        const TaskState* task = before.task(id);
        return task && task->last_wake <= told_to_;
      });
    }
    for (; it != before.ready.end(); ++it) {
      const TaskState* task = before.task(*it);
      if (task && task->last_wake > first && !moved_by_hand_) break;
      if (!task || task->id == polled->id || task->last_wake > first) continue;
      if (told_.size() <= raw(task->id)) told_.resize(raw(task->id) + 1);
      if (told_[raw(task->id)]) continue;
      told_[raw(task->id)] = true;
      found.push_back({.task = task->id,
                       .text = look.names.task(task->id) + " is ready and is not polled, while " + look.me() +
                               " is polled " + std::to_string(enough) + " times.",
                       .event = look.number(),
                       .evidence = look.number(),
                       .site = SiteId::none});
    }
    told_to_ = std::max(told_to_, first);
  }

 private:
  struct Polls {
    std::array<EventIndex, enough> last{};  // in a ring
    std::uint32_t count = 0;
  };

  std::vector<Polls> polls_;  // by task
  std::vector<bool> told_;    // by task
  EventIndex told_to_ = 0;
  bool moved_by_hand_ = false;
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
    .looks_at = kinds_of({EventKind::poll_began, EventKind::interfered}),
    .make = make_check<StarvedTask>,
};

}  // namespace loopglass::warning
