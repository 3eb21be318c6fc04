#include "runtime/timer_queue.hpp"

#include <algorithm>
#include <cassert>

namespace loopglass {

Timer::~Timer() {
  if (queue_) queue_->remove(*this);
}

void TimerQueue::insert(Timer& timer, Instant deadline) {
  assert(!timer.is_set());
  timer.queue_ = this;
  timer.deadline_ = deadline;
  const Entry entry{deadline, ++sequence_, &timer};
  heap_.push_back(entry);
  sift_up(static_cast<std::uint32_t>(heap_.size() - 1), entry);
}

void TimerQueue::remove(Timer& timer) {
  assert(timer.queue_ == this);
  timer.queue_ = nullptr;
  const std::uint32_t place = timer.place_;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (place == heap_.size()) return;
  if (place > 0 && last.before(heap_[(place - 1) / 4])) {
    sift_up(place, last);
  } else {
    sift_down(place, last);
  }
}

Timer* TimerQueue::pop_due(Instant now) {
  if (heap_.empty() || heap_.front().deadline > now) return nullptr;
  Timer* timer = heap_.front().timer;
  remove(*timer);
  return timer;
}

void TimerQueue::put(std::uint32_t place, const Entry& entry) {
  heap_[place] = entry;
  entry.timer->place_ = place;
}

void TimerQueue::sift_up(std::uint32_t place, Entry entry) {
  while (place > 0) {
    const std::uint32_t parent = (place - 1) / 4;
    if (!entry.before(heap_[parent])) break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, entry);
}

void TimerQueue::sift_down(std::uint32_t place, Entry entry) {
  const auto size = static_cast<std::uint32_t>(heap_.size());
  for (;;) {
    const std::uint32_t first = place * 4 + 1;
    if (first >= size) break;
    std::uint32_t least = first;
    for (std::uint32_t child = first + 1; child < std::min(first + 4, size); ++child) {
      if (heap_[child].before(heap_[least])) least = child;
    }
    if (!heap_[least].before(entry)) break;
    put(place, heap_[least]);
    place = least;
  }
  put(place, entry);
}

}  // namespace loopglass
