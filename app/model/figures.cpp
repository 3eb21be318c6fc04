#include "app/model/figures.hpp"

#include <algorithm>

namespace loopglass {
namespace {

/// Takes in one stretch of a task; `longest` is the longest of that task so far.
void take_in(Worst& worst, Duration& longest, const std::string& task, Duration span, EventNumber event) {
  if (span <= Duration::zero()) return;
  if (longest == Duration::zero()) ++worst.tasks;
  longest = std::max(longest, span);
  if (span > worst.span) {
    worst.span = span;
    worst.task = task;
    worst.event = event;
  }
}

void take_in_lane(Figures& figures, TaskFigures& task, const Lane& lane) {
  task.late_timers = lane.late.size();
  figures.late_timers += lane.late.size();
  for (const Lateness& late : lane.late) {
    take_in(figures.late_timer, task.latest_timer, task.name, late.end - late.due, late.fired);
  }
  for (const Segment& segment : lane.segments) {
    if (segment.state == LaneState::queued && segment.last != 0) {
      take_in(figures.queueing, task.longest_queued, task.name, segment.end - segment.begin, segment.last);
    }
  }
}

void take_in_polls(Figures& figures, const Trace& trace) {
  Instant began{};
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& event = trace[n];
    const std::size_t index = raw(event.task) - 1;
    if (event.kind == EventKind::poll_began || event.kind == EventKind::cancel_began) {
      began = event.time();
    } else if (event.kind == EventKind::shutdown_began) {
      return;  // nobody is left to wait
    } else if ((event.kind == EventKind::poll_ended || event.kind == EventKind::task_finished) &&
               index < figures.tasks.size()) {
      TaskFigures& task = figures.tasks[index];
      take_in(figures.longest_poll, task.longest_poll, task.name, event.time() - began, n);
    }
  }
}

}  // namespace

Figures figures_of(const Chronicle& chronicle) {
  const World& world = chronicle.latest();
  const Trace& trace = chronicle.trace();
  Figures figures;
  figures.result = world.result;
  figures.ended = world.ended;
  figures.duration = world.now.time_since_epoch();
  figures.events = world.position;
  figures.polls = world.polls;
  figures.wakes = world.wakes;
  figures.turns = world.turn;
  for (const TaskState& task : world.tasks) {
    figures.self_wakes += task.self_wakes;
    figures.returned += task.status == TaskStatus::returned ? 1 : 0;
    figures.cancelled += task.status == TaskStatus::cancelled ? 1 : 0;
    figures.panicked += task.status == TaskStatus::panicked ? 1 : 0;
    figures.tasks.push_back({.task = task.id,
                             .name = chronicle.names().task(task.id),
                             .status = task.status,
                             .polls = task.polls,
                             .wakes = task.wakes,
                             .self_wakes = task.self_wakes,
                             .busy = task.busy,
                             .queued = task.queued,
                             .idle = task.idle});
  }
  for (const Lane& lane : chronicle.lanes().lanes()) {
    const std::size_t index = raw(lane.task) - 1;
    if (index < figures.tasks.size()) take_in_lane(figures, figures.tasks[index], lane);
  }
  take_in_polls(figures, trace);
  for (const Warning& warning : chronicle.warnings()) figures.warnings.push_back(warning.text);
  for (const EventNumber n : world.output) {
    figures.output.emplace_back(trace.string(static_cast<StringId>(trace[n].value)));
  }
  return figures;
}

std::string in_short(Duration d, int figures) {
  Duration::rep most = 1;
  for (int i = 0; i < figures; ++i) most *= 10;
  Duration step(1);
  while (d / step >= most) step *= 10;
  return d == Duration::zero() ? "0" : to_text(d - d % step);
}

Spans spans_of(const TaskState& task, Instant now) {
  Spans spans{task.busy, task.queued, task.idle, task.longest_poll};
  const Duration open = std::max(now - task.since, Duration::zero());
  switch (task.status) {
    case TaskStatus::polling:
      spans.busy += open;
      spans.longest_poll = std::max(spans.longest_poll, open);
      break;
    case TaskStatus::queued: spans.queued += open; break;
    case TaskStatus::waiting: spans.idle += open; break;
    default: break;
  }
  return spans;
}

LoopFigures loop_figures(const World& world, Instant now) {
  LoopFigures figures;
  for (const TaskState& task : world.tasks) {
    const Spans spans = spans_of(task, now);
    figures.busy += spans.busy;
    figures.longest_poll = std::max(figures.longest_poll, spans.longest_poll);
    figures.self_wakes += task.self_wakes;
    figures.done += task.is_done() ? 1 : 0;
  }
  return figures;
}

}  // namespace loopglass
