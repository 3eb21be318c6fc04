#include "app/session/playback.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {
namespace {

constexpr double longest_movement = 0.35;  // one event, one movement
constexpr double longest_step = 1.2;       // a step over a whole poll

bool ends_a_poll(const Event& event) {
  return event.kind == EventKind::poll_ended || event.kind == EventKind::task_finished;
}

/// Time that passes is shown passing, for a little longer the more of it there is.
double flow(const Trace& trace, EventNumber n) {
  const double before = n > 1 ? static_cast<double>(trace[n - 1].time_ns) : 0.0;
  const double passed = (static_cast<double>(trace[n].time_ns) - before) * 1e-9;
  return passed <= 0.0 ? 0.0 : std::clamp(0.9 + 0.25 * std::log10(passed), 0.3, 1.6);
}

}  // namespace

Pace pace(const Trace& trace, EventNumber n) {
  switch (trace[n].kind) {
    case EventKind::task_spawned: return {longest_movement, 0.15};
    case EventKind::poll_began: return {longest_movement, 0.15};
    case EventKind::poll_ended: return {longest_movement, 0.20};
    case EventKind::task_woken: return {longest_movement, 0.25};
    case EventKind::task_finished:
    case EventKind::cancel_began:
    case EventKind::abort_requested: return {longest_movement, 0.30};
    case EventKind::timer_set:
    case EventKind::waker_registered:
    case EventKind::await_began: return {0.25, 0.15};
    case EventKind::token_cancelled:
    case EventKind::output: return {0.20, 0.40};
    case EventKind::unparked:
    case EventKind::work_ended: return {flow(trace, n), 0.15};
    case EventKind::work_began: return {0.20, 0.30};
    case EventKind::parked: return {0.20, 0.25};
    case EventKind::shutdown_began: return {0.20, 0.60};
    case EventKind::future_created:
    case EventKind::future_dropped: return {0.20, 0.15};
    default: return {0.10, 0.08};
  }
}

EventNumber next_poll(const Trace& trace, EventNumber n) {
  while (n < trace.size() && !ends_a_poll(trace[++n])) {
  }
  // A task that has finished belongs to the poll that finished it.
  while (n < trace.size() && trace[n + 1].kind == EventKind::task_finished) ++n;
  return n;
}

EventNumber previous_poll(const Trace& trace, EventNumber n) {
  if (n == 0) return 0;
  // The largest earlier position that next_poll stops at.
  for (EventNumber p = n - 1; p > 0; --p) {
    if (ends_a_poll(trace[p]) && (p == trace.size() || trace[p + 1].kind != EventKind::task_finished))
      return p;
  }
  return 0;
}

EventNumber position_at(const Trace& trace, Instant t) {
  EventNumber low = 0;
  EventNumber high = trace.size();
  while (low < high) {
    const EventNumber middle = (low + high + 1) / 2;
    if (trace[middle].time() <= t) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

void Playback::play(const Trace& trace) {
  if (at_ >= trace.size()) seek(trace, 0);
  heading_ = at_;
  playing_ = true;
}

void Playback::halt() {
  playing_ = false;
  heading_ = at_;
}

void Playback::set_speed(double speed) { speed_ = std::clamp(speed, slowest, fastest); }

void Playback::set_motion(bool on) {
  motion_ = on;
  if (!on) movement_ = 1.0;
}

void Playback::step_event(const Trace& trace, int direction) {
  const EventNumber from = heading_;
  head_for(trace, direction > 0 ? std::min(from + 1, trace.size()) : from - (from > 0 ? 1 : 0));
}

void Playback::step_poll(const Trace& trace, int direction) {
  head_for(trace, direction > 0 ? next_poll(trace, heading_) : previous_poll(trace, heading_));
}

void Playback::seek(const Trace& trace, EventNumber n) {
  at_ = heading_ = std::min(n, trace.size());
  movement_ = 1.0;
  rest_ = 0.0;
}

void Playback::head_for(const Trace& trace, EventNumber n) {
  playing_ = false;
  rest_ = 0.0;
  if (!motion_) return seek(trace, n);
  heading_ = n;
  double total = 0.0;
  for (EventNumber i = std::min(at_, n) + 1; i <= std::max(at_, n); ++i) {
    total += std::min(pace(trace, i).moving, longest_movement);
    if (total > 100.0) break;
  }
  hurry_ = std::max(1.0, total / longest_step);
  // The first event happens at once; its movement follows.
  if (heading_ > at_) {
    ++at_;
    movement_ = 0.0;
  }
}

void Playback::update(const Trace& trace, double seconds, bool over) {
  if (playing_) {
    play_on(trace, seconds, over);
  } else {
    move_to_heading(trace, seconds);
  }
}

void Playback::play_on(const Trace& trace, double seconds, bool over) {
  double left = seconds * speed_;
  for (;;) {
    const Pace shown = at_ == 0 ? Pace{0.0, 0.3} : pace(trace, at_);
    const double moving = shown.moving * (1.0 - movement_);
    if (left < moving) {
      movement_ += left / shown.moving;
      break;
    }
    left -= moving;
    movement_ = 1.0;
    if (left < shown.resting - rest_) {
      rest_ += left;
      break;
    }
    left -= shown.resting - rest_;
    if (at_ == trace.size()) {
      if (over) playing_ = false;
      break;
    }
    ++at_;
    rest_ = 0.0;
    movement_ = motion_ ? 0.0 : 1.0;
  }
  // Where events outrun the frames there is nothing to see move.
  if (seconds * speed_ > longest_movement) movement_ = 1.0;
  heading_ = at_;
}

void Playback::move_to_heading(const Trace& trace, double seconds) {
  double left = seconds * hurry_;
  while (left > 0.0 && (heading_ != at_ || movement_ < 1.0)) {
    const double moving = at_ == 0 ? 0.0 : std::min(pace(trace, at_).moving, longest_movement);
    if (heading_ >= at_) {
      const double rest = moving * (1.0 - movement_);
      if (left < rest) {
        movement_ += left / moving;
        return;
      }
      left -= rest;
      movement_ = 1.0;
      if (heading_ == at_) return;
      ++at_;
      movement_ = 0.0;
    } else {
      const double rest = moving * movement_;
      if (left < rest) {
        movement_ -= left / moving;
        return;
      }
      left -= rest;
      --at_;
      movement_ = 1.0;
    }
  }
}

}  // namespace loopglass
