#include "app/model/causes.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace loopglass {

void Causes::follow(const Trace& trace, EventNumber most) {
  const EventNumber end = trace.size() - known() <= most ? trace.size() : known() + most;
  for (EventNumber n = cause_.size(); n <= end; ++n) {
    const Event& event = trace[n];
    const EventNumber found = find(event);
    const Short number = static_cast<Short>(n);
    // A damaged trace may name anything.
    const Short cause = found < n ? static_cast<Short>(found) : 0;
    cause_.push_back(cause);
    if (cause != 0 && number - cause > near) {
      far_.push_back({cause, number});
      if (far_.size() % sorted_part == 0)
        std::ranges::sort(far_.end() - static_cast<std::ptrdiff_t>(sorted_part), far_.end());
    }
    remember(event, number);
  }
}

Causes::Task& Causes::task(TaskId id) {
  static Task nobody;
  // Ids count from 1 without gaps, except in a damaged trace.
  if (raw(id) == tasks_.size() + 1) tasks_.emplace_back();
  if (raw(id) == 0 || raw(id) > tasks_.size()) return nobody = {};
  return tasks_[raw(id) - 1];
}

EventNumber Causes::find(const Event& event) {
  switch (event.kind) {
    case EventKind::turn_began: return queued_;
    case EventKind::task_chosen:
    case EventKind::poll_began: return task(event.task).queued;
    case EventKind::poll_ended:
      if (static_cast<PollEnd>(event.detail) == PollEnd::pending_requeued && task(event.task).woken != 0)
        return task(event.task).woken;
      return opener_;
    case EventKind::task_woken: return event.value != 0 ? event.value : opener_;
    case EventKind::timer_fired: return firing(event);
    case EventKind::parked: return rested_;
    case EventKind::unparked: return parked_;
    case EventKind::work_ended: return work_ != 0 ? work_ : opener_;
    case EventKind::cancel_began:
      if (task(event.task).aborted != 0) return task(event.task).aborted;
      return shutdown_;
    case EventKind::token_cancelled: return event.value != 0 ? event.value : opener_;
    case EventKind::shutdown_began:
      return static_cast<RunResult>(event.detail) == RunResult::stopped ? 0 : rested_;
    case EventKind::resource_acquired:
      // Handed to a task that waits: by what made it free.
      return event.task != running_ && shared_ != 0 && shared_id_ == event.subject ? shared_ : opener_;
    case EventKind::output: return event.subject != 0 ? last_of_job(event.subject) : opener_;
    // What a worker reports follows from its job, whatever the loop is doing.
    case EventKind::job_started:
    case EventKind::job_work_began:
    case EventKind::job_work_ended:
    case EventKind::job_ended:
    case EventKind::job_returned:
    case EventKind::job_dropped: return last_of_job(event.subject);
    case EventKind::packet_arrived: return sending_of(event);
    case EventKind::interfered: return interfered_with(event);
    // What the outside world does has no cause in here.
    case EventKind::source_ready: return running_ != TaskId::none || opener_is_arrival_ ? opener_ : 0;
    default: return opener_;
  }
}

EventNumber Causes::firing(const Event& event) const {
  const Instant due{Duration(static_cast<std::int64_t>(event.value))};
  for (const Stretch& stretch : held_) {
    // The call inside a poll comes before the poll itself.
    if (stretch.begin <= due && due < stretch.end) return stretch.event;
  }
  const auto set = timers_.find(event.subject);
  return set == timers_.end() ? 0 : set->second;
}

/// What somebody does from outside has no cause in here, but it may change what has one.
EventNumber Causes::interfered_with(const Event& event) {
  switch (static_cast<Interference>(event.detail)) {
    case Interference::run_next:
    case Interference::run_last: return task(static_cast<TaskId>(event.subject)).queued;
    case Interference::delay: {
      const auto set = timers_.find(event.subject);
      return set == timers_.end() ? 0 : set->second;
    }
    case Interference::fail_job:
    case Interference::delay_job: return last_of_job(event.subject);
    case Interference::delay_packets: {
      const auto sent =
          std::ranges::find_if(packets_, [&](const Sent& p) { return p.goes_to(event.subject); });
      return sent == packets_.end() ? 0 : sent->event;
    }
    default: return 0;
  }
}

EventNumber Causes::sending_of(const Event& arrival) const {
  const auto sent = std::ranges::find_if(packets_, [&](const Sent& p) { return p.is(arrival); });
  return sent == packets_.end() ? 0 : sent->event;
}

EventNumber Causes::last_of_job(std::uint32_t job) const {
  const auto last = jobs_.find(job);
  return last == jobs_.end() ? 0 : last->second;
}

void Causes::remember(const Event& event, Short n) {
  Task& it = task(event.task);
  const auto begin = [&](TaskId who) {
    running_ = who;
    opener_ = n;
    opened_at_ = event.time();
    shared_ = 0;
    opener_is_arrival_ = event.kind == EventKind::packet_arrived;
  };
  switch (event.kind) {
    case EventKind::task_spawned: it.queued = queued_ = n; break;
    case EventKind::turn_began:
    case EventKind::parked:
    case EventKind::unparked:
    case EventKind::timer_fired: begin(TaskId::none); break;
    case EventKind::packet_sent: packets_.push_back({event.subject, event.extra, event.detail, n}); break;
    case EventKind::packet_arrived: {
      begin(TaskId::none);
      const auto sent = std::ranges::find_if(packets_, [&](const Sent& p) { return p.is(event); });
      if (sent != packets_.end()) packets_.erase(sent);
      break;
    }
    case EventKind::poll_began:
    case EventKind::cancel_began:
      begin(event.task);
      it.woken = 0;
      break;
    case EventKind::poll_ended: {
      held_.push_back({opened_at_, event.time(), opener_});
      const auto end = static_cast<PollEnd>(event.detail);
      rested_ = n;
      if (end == PollEnd::pending_requeued) it.queued = queued_ = n;
      // What a function drops as it returns follows from its return.
      opener_ = end == PollEnd::ready || end == PollEnd::panicked ? n : 0;
      break;
    }
    case EventKind::task_finished:
      if (running_ != TaskId::none && opener_ != 0) held_.push_back({opened_at_, event.time(), opener_});
      begin(TaskId::none);
      rested_ = n;
      break;
    case EventKind::task_woken: {
      const auto outcome = static_cast<WakeOutcome>(event.detail);
      if (outcome == WakeOutcome::queued) it.queued = queued_ = n;
      if (outcome == WakeOutcome::after_poll && it.woken == 0) it.woken = n;
      break;
    }
    case EventKind::abort_requested: {
      Task& target = task(static_cast<TaskId>(event.subject));
      if (static_cast<AbortOutcome>(event.detail) != AbortOutcome::too_late && target.aborted == 0)
        target.aborted = n;
      break;
    }
    case EventKind::work_began:
      work_ = n;
      work_at_ = event.time();
      break;
    case EventKind::work_ended: held_.push_back({work_at_, event.time(), std::exchange(work_, 0)}); break;
    case EventKind::timer_set: timers_[event.subject] = n; break;
    case EventKind::interfered: {
      begin(TaskId::none);
      if (event.extra == 1) break;
      const auto what = static_cast<Interference>(event.detail);
      if (what == Interference::delay) timers_[event.subject] = n;
      if (what == Interference::delay_job || what == Interference::fail_job) jobs_[event.subject] = n;
      if (what == Interference::delay_packets) {
        for (Sent& packet : packets_) {
          if (packet.goes_to(event.subject)) packet.event = n;
        }
      }
      if (what == Interference::run_next || what == Interference::run_last)
        task(static_cast<TaskId>(event.subject)).queued = n;
      break;
    }
    case EventKind::timer_cancelled: timers_.erase(event.subject); break;
    case EventKind::shutdown_began: shutdown_ = n; break;
    case EventKind::job_queued:
    case EventKind::job_started:
    case EventKind::job_work_began:
    case EventKind::job_work_ended:
    case EventKind::job_ended: jobs_[event.subject] = n; break;
    case EventKind::job_aborted:
      if (static_cast<JobAbort>(event.detail) == JobAbort::dropped) jobs_[event.subject] = n;
      break;
    case EventKind::job_returned:
    case EventKind::job_dropped: jobs_.erase(event.subject); break;
    case EventKind::resource_released:
    case EventKind::resource_changed:
      shared_ = n;
      shared_id_ = event.subject;
      break;
    default: break;
  }
  // The loop has looked at its timers: those that are due have fired.
  if (event.kind == EventKind::turn_began || event.kind == EventKind::parked) held_.clear();
  if (event.kind == EventKind::parked) parked_ = n;
  if (event.kind == EventKind::timer_fired) timers_.erase(event.subject);
}

EventNumber Causes::cause_of(EventNumber n) const { return n < cause_.size() ? cause_[n] : 0; }

std::vector<EventNumber> Causes::effects_of(EventNumber n) const {
  std::vector<EventNumber> all;
  if (n == 0 || n >= cause_.size()) return all;
  const EventNumber end = std::min<EventNumber>(n + near, cause_.size() - 1);
  for (EventNumber m = n + 1; m <= end; ++m) {
    if (cause_[m] == n) all.push_back(m);
  }
  for (std::size_t part = 0; part < far_.size(); part += sorted_part) {
    const auto begin = far_.begin() + static_cast<std::ptrdiff_t>(part);
    if (far_.size() - part < sorted_part) {
      for (auto it = begin; it != far_.end(); ++it) {
        if (it->cause == n) all.push_back(it->effect);
      }
      continue;
    }
    const auto behind = begin + static_cast<std::ptrdiff_t>(sorted_part);
    for (auto it = std::lower_bound(begin, behind, Link{static_cast<Short>(n), 0});
         it != behind && it->cause == n; ++it) {
      all.push_back(it->effect);
    }
  }
  return all;
}

bool Causes::has_effects(EventNumber n) const { return !effects_of(n).empty(); }

std::size_t Causes::bytes() const {
  return cause_.size() * sizeof(Short) + far_.size() * sizeof(Link) + tasks_.capacity() * sizeof(Task) +
         (timers_.size() + jobs_.size()) * 32;
}

std::vector<EventNumber> Causes::chain(EventNumber n, std::size_t most) const {
  std::vector<EventNumber> links;
  for (; n != 0 && links.size() < most; n = cause_of(n)) links.push_back(n);
  return links;
}

EventNumber Causes::root_of(EventNumber n) const {
  for (EventNumber cause = cause_of(n); cause != 0; cause = cause_of(n)) n = cause;
  return n;
}

EventNumber Causes::next_effect(EventNumber n, const Trace& trace) const {
  const auto rank = [&](EventNumber effect) {
    switch (trace[effect].kind) {
      case EventKind::task_woken:
        return static_cast<WakeOutcome>(trace[effect].detail) == WakeOutcome::stale ? 4 : 0;
      case EventKind::task_spawned:
      case EventKind::abort_requested:
      case EventKind::token_cancelled: return 0;
      case EventKind::timer_set: return has_effects(effect) ? 1 : 4;
      default: break;
    }
    return has_effects(effect) ? 2 : 3;
  };
  EventNumber best = 0;
  int best_rank = 5;
  for (const EventNumber effect : effects_of(n)) {
    const int its_rank = rank(effect);
    if (its_rank >= best_rank) continue;
    best = effect;
    best_rank = its_rank;
    if (best_rank == 0) break;
  }
  return best;
}

}  // namespace loopglass
