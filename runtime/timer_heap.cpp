#include "runtime/timer_heap.hpp"

#include <algorithm>

namespace loopglass {

Timer* TimerHeap::find(TimerId id) const {
  const auto it = std::ranges::find_if(heap_, [&](const Entry& e) { return e.timer->id == id; });
  return it == heap_.end() ? nullptr : it->timer;
}

void TimerHeap::insert(Timer& timer) {
  const Entry entry{timer.deadline_, ++sequence_, &timer};
  heap_.push_back(entry);
  sift_up(static_cast<std::uint32_t>(heap_.size() - 1), entry);
}

void TimerHeap::remove(Timer& timer) {
  const std::uint32_t place = timer.place_;
  assert(heap_[place].timer == &timer);
  timer.place_ = Timer::nowhere;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (place == heap_.size()) return;
  if (place > 0 && last.before(heap_[(place - 1) / 4])) {
    sift_up(place, last);
  } else {
    sift_down(place, last);
  }
}

void TimerHeap::put(std::uint32_t place, const Entry& entry) {
  heap_[place] = entry;
  entry.timer->place_ = place;
}

void TimerHeap::sift_up(std::uint32_t place, Entry entry) {
  while (place > 0) {
    const std::uint32_t parent = (place - 1) / 4;
    if (!entry.before(heap_[parent])) break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, entry);
}

void TimerHeap::sift_down(std::uint32_t place, Entry entry) {
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
