#include "runtime/timer_wheel.hpp"

namespace loopglass {

Timer* TimerWheel::find(TimerId id) const {
  for (const auto& level : first_) {
    for (Timer* const first : level) {
      for (Timer* timer = first; timer; timer = timer->next_ == first ? nullptr : timer->next_) {
        if (timer->id == id) return timer;
      }
    }
  }
  return nullptr;
}

void TimerWheel::insert(Timer& timer) {
  assert(takes(timer.deadline_));
  const Place place = place_of(timer.deadline_);
  Timer*& first = first_[place.level][place.ring];
  timer.place_ = Timer::in_wheel;
  if (first) {
    timer.next_ = first;
    timer.previous_ = std::exchange(first->previous_, &timer);
    timer.previous_->next_ = &timer;
  } else {
    first = timer.next_ = timer.previous_ = &timer;
    rings_used_[place.level] |= std::uint64_t{1} << place.ring;
    occupied_ |= std::uint64_t{1} << place.level;
  }
}

void TimerWheel::remove(Timer& timer) {
  assert(timer.place_ == Timer::in_wheel);
  timer.place_ = Timer::nowhere;
  const Place place = place_of(timer.deadline_);
  if (timer.next_ == &timer) {
    take_ring(place);
    return;
  }
  timer.previous_->next_ = timer.next_;
  timer.next_->previous_ = timer.previous_;
  Timer*& first = first_[place.level][place.ring];
  if (first == &timer) first = timer.next_;
}

Timer* TimerWheel::take_ring(const Place& place) {
  rings_used_[place.level] &= ~(std::uint64_t{1} << place.ring);
  if (rings_used_[place.level] == 0) occupied_ &= ~(std::uint64_t{1} << place.level);
  return std::exchange(first_[place.level][place.ring], nullptr);
}

}  // namespace loopglass
