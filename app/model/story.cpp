#include "app/model/story.hpp"

#include <utility>

#include "app/model/explain.hpp"

namespace loopglass {
namespace {

/// The task whose future is being dropped right now, if there is one.
const TaskState* being_dropped(const World& world) {
  const TaskState* task = world.task(world.polling);
  return task && task->being_dropped ? task : nullptr;
}

bool concerns_a_future(const Event& event) {
  return static_cast<AwaitKind>(event.extra) == AwaitKind::future;
}

/// Whether an event deserves a line of its own.
bool has_meaning(const Event& event, const World& before) {
  switch (event.kind) {
    case EventKind::turn_began:
    case EventKind::waker_registered:
    case EventKind::timer_set:
    case EventKind::timer_fired:
    case EventKind::timer_cancelled:
    case EventKind::unparked:
    case EventKind::job_work_ended:
    case EventKind::packet_arrived:
    case EventKind::work_ended: return false;
    // The wake tells it, where there is one.
    case EventKind::source_ready: return false;
    case EventKind::await_began:
    case EventKind::await_ended: return concerns_a_future(event);
    case EventKind::poll_ended: {
      // How a poll that is not pending ends is told by the task's own end.
      const auto end = static_cast<PollEnd>(event.detail);
      return end != PollEnd::ready && end != PollEnd::panicked;
    }
    // Where a timer is overdue already the loop does not sleep.
    case EventKind::parked: return event.value > static_cast<std::uint64_t>(event.time_ns);
    case EventKind::token_checked: return event.detail == 1;
    // The end of a poll tells what a task waits for, and being dropped takes it out of every line.
    case EventKind::wait_cancelled: return !being_dropped(before);
    case EventKind::task_woken: {
      // A yield and an abort tell of their wakes themselves.
      const auto reason = static_cast<WakeReason>(event.extra);
      return reason != WakeReason::yield && reason != WakeReason::abort;
    }
    case EventKind::future_dropped: {
      const TaskState* task = being_dropped(before);
      return !task || (event.detail == 0 && task->polls > 0);
    }
    default: return true;
  }
}

bool begins(const Event& event, FutureId future) {
  if (event.kind == EventKind::task_spawned) return (event.value & 0xffffffffu) == raw(future);
  return event.kind == EventKind::await_began && concerns_a_future(event) && event.subject == raw(future);
}

}  // namespace

std::vector<StoryLine> Storyteller::go_on(const std::vector<Warning>& warnings) {
  std::vector<StoryLine> story;
  while (world_.position < trace_.size()) {
    const Event& event = trace_[world_.position + 1];
    names_.observe(trace_, event);
    tell_event(event, story);
    apply(world_, event);
    while (warnings_told_ < warnings.size() && warnings[warnings_told_].event <= world_.position) {
      story.push_back({world_.position, world_.now, warnings[warnings_told_++].text, true});
    }
  }
  return story;
}

void Storyteller::tell_event(const Event& event, std::vector<StoryLine>& story) {
  if (held_ && begins(event, held_future_)) held_.reset();
  if (!has_meaning(event, world_)) return;
  if (auto held = std::exchange(held_, std::nullopt)) story.push_back(std::move(*held));
  StoryLine line{world_.position + 1, event.time(), explain(trace_, names_, world_, event)};
  if (event.kind == EventKind::future_created) {
    held_ = std::move(line);
    held_future_ = static_cast<FutureId>(event.subject);
  } else {
    story.push_back(std::move(line));
  }
}

std::vector<StoryLine> tell(const Trace& trace, const std::vector<Warning>& warnings) {
  return Storyteller(trace).go_on(warnings);
}

}  // namespace loopglass
