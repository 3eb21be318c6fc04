#include "app/model/lanes.hpp"

namespace loopglass {
namespace {

LaneState lane_state(const TaskState& task, const World& world) {
  switch (task.status) {
    case TaskStatus::queued: return LaneState::queued;
    case TaskStatus::polling:
      return world.occupied && world.polling == task.id && world.occupation.kind == WorkKind::block
                 ? LaneState::blocking
                 : LaneState::polling;
    case TaskStatus::waiting: return LaneState::waiting;
    case TaskStatus::returned: return LaneState::returned;
    case TaskStatus::cancelled: return LaneState::cancelled;
    case TaskStatus::panicked: return LaneState::panicked;
  }
  return LaneState::waiting;
}

}  // namespace

void Lanes::observe(const World& after, const Event& event) {
  switch (event.kind) {
    case EventKind::task_spawned:
    case EventKind::poll_began:
    case EventKind::poll_ended:
    case EventKind::work_began:
    case EventKind::work_ended:
    case EventKind::cancel_began:
    case EventKind::task_finished:
    case EventKind::task_woken:
      if (const TaskState* task = after.task(event.task)) enter(event.task, lane_state(*task, after), after);
      break;
    default: break;
  }
  if (event.kind == EventKind::timer_fired && after.task(event.task)) {
    const Instant due{Duration(static_cast<std::int64_t>(event.value))};
    if (due < after.now) lane(event.task).late.push_back({after.position, due, after.now});
  }
  if (event.kind == EventKind::task_woken) {
    wakes_.push_back({after.position, event.value, after.now, after.polling, event.task,
                      static_cast<WakeReason>(event.extra), static_cast<WakeOutcome>(event.detail)});
  }
}

Lane& Lanes::lane(TaskId task) {
  while (lanes_.size() < raw(task)) lanes_.push_back({static_cast<TaskId>(lanes_.size() + 1), {}, {}});
  return lanes_[raw(task) - 1];
}

void Lanes::enter(TaskId task, LaneState state, const World& world) {
  auto& segments = lane(task).segments;
  if (!segments.empty()) {
    Segment& open = segments.back();
    // A second poll straight after the first is a new stretch; anything else of the same state goes on.
    if (open.state == state && world.task(task)->status_since != world.position) return;
    open.last = world.position;
    open.end = world.now;
  }
  segments.push_back({state, world.position, 0, world.now, world.now});
}

}  // namespace loopglass
