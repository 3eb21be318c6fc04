#include "app/model/lanes.hpp"

#include <algorithm>

#include "app/model/gallop.hpp"

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

WokenBy woken_by(const Event& wake, const World& after) {
  switch (static_cast<WakeReason>(wake.extra)) {
    case WakeReason::joined: return {.task = static_cast<TaskId>(wake.subject)};
    case WakeReason::job:
      if (const JobState* job = after.job(static_cast<JobId>(wake.subject)); job && job->worker != 0)
        return {.worker = job->worker};
      break;
    default: break;
  }
  return {.task = after.polling};
}

Segment Segments::operator[](std::size_t i) const {
  const EventNumber begins = first(i);
  const EventNumber ends = last(i);
  const Instant begin = (*trace_)[begins].time();
  return {state(i), begins, ends, begin, ends == 0 ? begin : (*trace_)[ends].time()};
}

std::size_t Segments::lasting_to(EventNumber n, std::size_t from) const {
  return gallop(from, size() - 1, [&](std::size_t i) { return last(i) < n; });  // the last one goes on
}

std::size_t Segments::blocking_from(std::size_t from) const {
  const auto it = std::ranges::lower_bound(blocking_, from);
  return it == blocking_.end() ? size() : *it;
}

std::size_t WakeArrows::first_from(EventNumber n) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(wakes_, n, {}, &Wake::event) - wakes_.begin());
}

WakeArrow WakeArrows::operator[](std::size_t i) const {
  const Wake wake = wakes_[i];
  const Event& event = (*trace_)[wake.event];
  const bool of_worker = (wake.from & from_worker) != 0;
  return {wake.event,
          event.value,
          event.time(),
          of_worker ? TaskId::none : static_cast<TaskId>(wake.from),
          event.task,
          static_cast<WakeReason>(event.extra),
          static_cast<WakeOutcome>(event.detail),
          of_worker ? static_cast<std::uint16_t>(wake.from & ~from_worker) : std::uint16_t{0}};
}

std::size_t Lanes::bytes() const {
  std::size_t bytes = lanes_.capacity() * sizeof(Lane) + wakes_.bytes() + late_.capacity() * sizeof(LateMark);
  for (const Lane& lane : lanes_) bytes += lane.segments.bytes() + lane.late.capacity() * sizeof(Lateness);
  for (const WorkerLane& lane : workers_) bytes += lane.segments.capacity() * sizeof(WorkerSegment);
  return bytes;
}

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
    case EventKind::job_started:
    case EventKind::job_work_began:
    case EventKind::job_work_ended:
    case EventKind::job_ended: observe_worker(after, event); break;
    default: break;
  }
  if (event.kind == EventKind::timer_fired && after.task(event.task)) {
    const Instant due{Duration(static_cast<std::int64_t>(event.value))};
    if (due < after.now) {
      lane(event.task).late.push_back({after.position, due, after.now});
      const auto fired = static_cast<EventIndex>(after.position);
      const bool is_worst = late_.empty() || late_at(late_.back().worst, 0).span < after.now - due;
      late_.push_back({fired, is_worst ? fired : late_.back().worst});
    }
  }
  if (event.kind == EventKind::task_woken) wakes_.push_back(after.position, woken_by(event, after));
}

LateTimers Lanes::late_at(EventNumber fired, std::size_t count) const {
  const Event& event = trace_[fired];
  const Instant due{Duration(static_cast<std::int64_t>(event.value))};
  return {count, fired, event.task, event.time() - due};
}

LateTimers Lanes::late_to(EventNumber n) const {
  const auto end = std::ranges::upper_bound(late_, n, {}, &LateMark::fired);
  if (end == late_.begin()) return {};
  return late_at(std::prev(end)->worst, static_cast<std::size_t>(end - late_.begin()));
}

LateTimers Lanes::late_of(TaskId task, EventNumber n) const {
  LateTimers all;
  if (raw(task) == 0 || raw(task) > lanes_.size()) return all;
  for (const Lateness& late : lanes_[raw(task) - 1].late) {
    if (late.fired > n) break;
    ++all.count;
    if (late.end - late.due <= all.span) continue;
    all.worst = late.fired;
    all.task = task;
    all.span = late.end - late.due;
  }
  return all;
}

void Lanes::observe_worker(const World& after, const Event& event) {
  const JobState* job = after.job(static_cast<JobId>(event.subject));
  if (!job || job->worker == 0) return;
  if (workers_.size() < job->worker) workers_.resize(job->worker);
  auto& segments = workers_[job->worker - 1u].segments;
  const bool running = job->status == JobStatus::running;
  const bool blocks = job->occupied && job->occupation.kind == WorkKind::block;
  const LaneState state = blocks ? LaneState::blocking : LaneState::polling;
  if (!segments.empty() && segments.back().last == 0) {
    if (running && segments.back().state == state) return;
    segments.back().last = after.position;
    segments.back().end = after.now;
  }
  if (running) segments.push_back({{state, after.position, 0, after.now, after.now}, job->id});
}

Lane& Lanes::lane(TaskId task) {
  while (lanes_.size() < raw(task))
    lanes_.push_back({static_cast<TaskId>(lanes_.size() + 1), Segments(trace_), {}});
  return lanes_[raw(task) - 1];
}

void Lanes::enter(TaskId task, LaneState state, const World& world) {
  Segments& segments = lane(task).segments;
  // A second poll straight after the first is a new stretch; anything else of the same state goes on.
  if (!segments.empty() && segments.state(segments.size() - 1) == state &&
      world.task(task)->status_since != world.position) {
    return;
  }
  segments.push_back(state, world.position);
}

}  // namespace loopglass
