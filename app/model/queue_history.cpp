#include "app/model/queue_history.hpp"

#include <algorithm>
#include <numeric>

namespace loopglass {

void DelayHistogram::take_in(Duration delay, EventNumber at) {
  const auto bucket = std::ranges::lower_bound(most, delay);
  ++counts[static_cast<std::size_t>(bucket - most.begin())];
  if (delay <= longest) return;
  longest = delay;
  poll = at;
}

std::uint64_t DelayHistogram::polls() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void QueueHistory::follow(const Trace& trace, EventNumber most) {
  for (; seen_ < trace.size() && most > 0; --most) {
    const EventNumber n = ++seen_;
    const Event& event = trace[n];
    switch (event.kind) {
      case EventKind::task_spawned:
        // Ids count from 1 without gaps; a damaged trace must not make room for four billion tasks.
        if (raw(event.task) != since_.size() + 1) break;
        since_.emplace_back();
        enter(event.task, event, n);
        break;
      case EventKind::poll_ended:
        if (static_cast<PollEnd>(event.detail) == PollEnd::pending_requeued) enter(event.task, event, n);
        break;
      case EventKind::task_woken:
        if (static_cast<WakeOutcome>(event.detail) == WakeOutcome::queued) enter(event.task, event, n);
        break;
      case EventKind::poll_began:
      case EventKind::cancel_began: leave(event.task, event, n); break;
      default: break;
    }
  }
}

void QueueHistory::enter(TaskId task, const Event& event, EventNumber n) {
  const std::size_t index = raw(task) - 1;
  if (index >= since_.size() || since_[index]) return;
  since_[index] = event.time();
  step(n, length_ + 1);
}

void QueueHistory::leave(TaskId task, const Event& event, EventNumber n) {
  const std::size_t index = raw(task) - 1;
  if (index >= since_.size() || !since_[index]) return;
  const Duration span = event.time() - *since_[index];
  since_[index].reset();
  step(n, length_ - 1);
  if (delays_.size() % stride == 0 && !delays_.empty()) totals_.push_back(delays_to(n - 1));
  delays_.push_back({n, task, span});
}

void QueueHistory::step(EventNumber n, std::uint32_t length) {
  length_ = length;
  steps_.push_back({n, length});
  if (steps_.size() % stride != 0) return;
  const auto full = steps_.end() - static_cast<std::ptrdiff_t>(stride);
  most_.push_back(std::ranges::max_element(full, steps_.end(), {}, &Step::length)->length);
}

std::size_t QueueHistory::steps_to(EventNumber n) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(steps_, n, {}, &Step::event) - steps_.begin());
}

std::uint32_t QueueHistory::length_at(EventNumber n) const {
  const std::size_t count = steps_to(n);
  return count == 0 ? 0 : steps_[count - 1].length;
}

std::uint32_t QueueHistory::most_in(EventNumber first, EventNumber last) const {
  std::uint32_t most = length_at(first);
  const std::size_t end = steps_to(last);
  for (std::size_t i = steps_to(first); i < end;) {
    if (i % stride == 0 && i + stride <= end) {
      most = std::max(most, most_[i / stride]);
      i += stride;
    } else {
      most = std::max(most, steps_[i++].length);
    }
  }
  return most;
}

DelayHistogram QueueHistory::delays_to(EventNumber n) const {
  const auto past = std::ranges::upper_bound(delays_, n, {}, &Delay::poll);
  const auto count = static_cast<std::size_t>(past - delays_.begin());
  const std::size_t whole = std::min(count / stride, totals_.size() - 1);
  DelayHistogram histogram = totals_[whole];
  for (std::size_t i = whole * stride; i < count; ++i) histogram.take_in(delays_[i].span, delays_[i].poll);
  return histogram;
}

Duration QueueHistory::longest_delay_of(TaskId task, EventNumber n) const {
  Duration longest{};
  for (const Delay& delay : delays_) {
    if (delay.poll > n) break;
    if (delay.task == task) longest = std::max(longest, delay.span);
  }
  return longest;
}

}  // namespace loopglass
