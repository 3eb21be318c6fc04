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
double flow_before(const Trace& trace, EventNumber n) {
  const double before = n > 1 ? static_cast<double>(trace[n - 1].time_ns) : 0.0;
  const double passed = (static_cast<double>(trace[n].time_ns) - before) * 1e-9;
  return passed <= 0.0 ? 0.0 : std::clamp(0.9 + 0.25 * std::log10(passed), 0.3, 1.6);
}

Pace movement_of(EventKind kind) {
  switch (kind) {
    case EventKind::task_spawned: return {0, longest_movement, 0.05};
    case EventKind::poll_began: return {0, longest_movement, 0.15};
    case EventKind::poll_ended: return {0, longest_movement, 0.20};
    case EventKind::task_woken: return {0, longest_movement, 0.25};
    case EventKind::task_finished:
    case EventKind::cancel_began:
    case EventKind::abort_requested:
    case EventKind::interfered: return {0, longest_movement, 0.30};
    case EventKind::timer_set:
    case EventKind::waker_registered:
    case EventKind::await_began: return {0, 0.18, 0.05};
    case EventKind::token_cancelled:
    case EventKind::output: return {0, 0.20, 0.40};
    case EventKind::work_began: return {0, 0.20, 0.30};
    case EventKind::parked: return {0, 0.20, 0.25};
    case EventKind::shutdown_began: return {0, 0.20, 0.60};
    case EventKind::future_created: return {0, 0.12, 0.02};
    case EventKind::future_dropped: return {0, 0.20, 0.20};
    default: return {0, 0.08, 0.04};
  }
}

}  // namespace

Pace pace(const Trace& trace, EventNumber n) {
  Pace p = movement_of(trace[n].kind);
  p.flowing = flow_before(trace, n);
  return p;
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

double next_speed(double speed, int direction) {
  if (direction > 0) {
    const auto faster = std::ranges::upper_bound(speeds, speed);
    return faster == speeds.end() ? speeds.back() : *faster;
  }
  const auto slower = std::ranges::lower_bound(speeds, speed);
  return slower == speeds.begin() ? speeds.front() : *std::prev(slower);
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
  if (at_ >= trace.size()) seek(trace, EventNumber{0});
  heading_ = at_;
  direction_ = 0;
  playing_ = true;
}

void Playback::halt() {
  playing_ = false;
  heading_ = at_;
  direction_ = 0;
}

void Playback::set_speed(double speed) { speed_ = std::clamp(speed, slowest, fastest); }

void Playback::set_motion(bool on) {
  motion_ = on;
  if (!on) movement_ = 1.0;
}

void Playback::step_event(const Trace& trace, int direction) {
  // Steps that were asked for and are not shown yet count.
  const EventNumber from = direction_ != 0 ? heading_ : at_;
  if (direction > 0) {
    head_for(trace, std::min(from + 1, trace.size()));
  } else if (flow_ > 0.0 && direction_ == 0) {
    head_for(trace, at_);
  } else {
    head_for(trace, from - (from > 0 ? 1 : 0));
  }
}

void Playback::step_poll(const Trace& trace, int direction) {
  const EventNumber from = direction_ != 0 ? heading_ : at_;
  head_for(trace, direction > 0 ? next_poll(trace, from) : previous_poll(trace, from));
}

void Playback::seek(const Trace& trace, EventNumber n) {
  at_ = heading_ = std::min(n, trace.size());
  direction_ = 0;
  movement_ = 1.0;
  flow_ = rest_ = 0.0;
}

void Playback::seek(const Trace& trace, Instant t) {
  const EventNumber n = position_at(trace, t);
  seek(trace, n);
  if (n == trace.size()) return;
  const double from = n > 0 ? static_cast<double>(trace[n].time_ns) : 0.0;
  const double to = static_cast<double>(trace[n + 1].time_ns);
  const auto now = static_cast<double>(t.time_since_epoch().count());
  if (to > from && now > from) flow_ = std::min((now - from) / (to - from), 1.0);
}

void Playback::head_for(const Trace& trace, EventNumber n) {
  playing_ = false;
  rest_ = 0.0;
  if (!motion_) return seek(trace, n);
  direction_ = n > at_ ? 1 : n < at_ || flow_ > 0.0 ? -1 : 0;
  heading_ = n;
  double total = 0.0;
  for (EventNumber i = std::min(at_, n) + 1; i <= std::max(at_, n) && total < 100.0; ++i) {
    const Pace p = pace(trace, i);
    total += std::min(p.flowing, longest_movement) + p.moving;
  }
  hurry_ = std::max(1.0, total / longest_step);
  // What takes no time happens at once; its movement follows.
  if (direction_ > 0 && flow_ == 0.0 && pace(trace, at_ + 1).flowing == 0.0) {
    ++at_;
    movement_ = 0.0;
  }
}

void Playback::follow(const Trace& trace) {
  const bool stops = stop_ != 0 && stop_ <= trace.size();
  seek(trace, stops ? stop_ : trace.size());
  if (stops) halt();
}

void Playback::update(const Trace& trace, double seconds, bool over) {
  if (playing_) {
    play_on(trace, seconds, over);
  } else {
    go_to_heading(trace, seconds);
  }
}

/// Spends `left` on the movement of this event, then on the time up to the next one, which then happens.
/// Returns whether the next one happened.
bool Playback::go_on(const Trace& trace, double& left, double longest) {
  const double moving = at_ == 0 ? 0.0 : pace(trace, at_).moving;
  if (const double needed = moving * (1.0 - movement_); left < needed) {
    movement_ += left / moving;
    left = 0.0;
    return false;
  } else {
    left -= needed;
    movement_ = 1.0;
  }
  if (at_ >= trace.size() || (direction_ > 0 && at_ == heading_)) return false;
  if (playing_) {
    const double resting = at_ == 0 ? 0.3 : pace(trace, at_).resting;
    if (left < resting - rest_) {
      rest_ += left;
      left = 0.0;
      return false;
    }
    left -= resting - rest_;
    rest_ = resting;
  }
  const double flowing = std::min(pace(trace, at_ + 1).flowing, longest);
  if (const double needed = flowing * (1.0 - flow_); left < needed) {
    flow_ += left / flowing;
    left = 0.0;
    return false;
  } else {
    left -= needed;
  }
  ++at_;
  flow_ = rest_ = 0.0;
  movement_ = motion_ ? 0.0 : 1.0;
  return true;
}

/// The same backwards. Returns whether this event was undone.
bool Playback::go_back(const Trace& trace, double& left) {
  if (flow_ > 0.0) {
    const double flowing = std::min(pace(trace, at_ + 1).flowing, longest_movement);
    if (const double needed = flowing * flow_; left < needed) {
      flow_ -= left / flowing;
      left = 0.0;
      return false;
    } else {
      left -= needed;
      flow_ = 0.0;
    }
  }
  if (at_ <= heading_) return false;
  const Pace p = pace(trace, at_);
  if (const double needed = p.moving * movement_; left < needed) {
    movement_ -= left / p.moving;
    left = 0.0;
    return false;
  } else {
    left -= needed;
  }
  --at_;
  movement_ = 1.0;
  flow_ = p.flowing > 0.0 ? 1.0 : 0.0;
  return true;
}

void Playback::play_on(const Trace& trace, double seconds, bool over) {
  double left = seconds * speed_;
  while (playing_ && go_on(trace, left, 1e9)) {
    if (at_ == stop_) playing_ = false;
  }
  // Where events outrun the frames there is nothing to see move.
  if (seconds * speed_ > longest_movement) movement_ = 1.0;
  heading_ = at_;
  if (at_ == trace.size() && movement_ >= 1.0 && over) playing_ = false;
}

void Playback::go_to_heading(const Trace& trace, double seconds) {
  double left = seconds * hurry_;
  if (direction_ < 0) {
    while (go_back(trace, left)) {
    }
    if (at_ == heading_ && flow_ == 0.0) direction_ = 0;
  } else if (direction_ > 0) {
    while (go_on(trace, left, longest_movement)) {
    }
    if (at_ == heading_ && movement_ >= 1.0) direction_ = 0;
  } else if (movement_ < 1.0) {
    movement_ = at_ == 0 ? 1.0 : std::min(1.0, movement_ + seconds / pace(trace, at_).moving);
  }
}

}  // namespace loopglass
