#include "runtime/timer_queue.hpp"

namespace loopglass {

void TimerQueue::insert(Timer& timer, Instant deadline) {
  assert(!timer.is_set());
  timer.deadline_ = deadline;
  if (wheel_.takes(deadline)) {
    wheel_.insert(timer);
  } else {
    heap_.insert(timer);
  }
}

void TimerQueue::remove(Timer& timer) {
  assert(timer.is_set());
  if (timer.place_ == Timer::in_wheel) {
    wheel_.remove(timer);
  } else {
    heap_.remove(timer);
  }
}

Timer* TimerQueue::find(TimerId id) const {
  Timer* const next = heap_.find(id);
  return next ? next : wheel_.find(id);
}

Instant TimerQueue::next_deadline() {
  while (heap_.empty()) turn_wheel();
  return heap_.next_deadline();
}

Timer* TimerQueue::pop_due(Instant now) {
  while (heap_.empty() && !wheel_.empty() && wheel_.next_tick() <= TimerWheel::tick_of(now)) turn_wheel();
  if (heap_.empty() || heap_.next_deadline() > now) return nullptr;
  Timer& timer = heap_.first();
  heap_.remove(timer);
  return &timer;
}

}  // namespace loopglass
