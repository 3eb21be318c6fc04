#include "runtime/trace/event_log.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

namespace loopglass {

EventLog::EventLog(const EventLog& other) {
  for (EventNumber n = 1; n <= other.size(); ++n) append(other[n]);
}

void EventLog::swap(EventLog& other) noexcept {
  std::swap(pages_, other.pages_);
  std::swap(page_count_, other.page_count_);
  std::swap(next_, other.next_);
  std::swap(end_, other.end_);
  std::swap(page_end_, other.page_end_);
  std::swap(size_, other.size_);
}

void EventLog::add_room() {
  if (next_ == page_end_) add_page();
  const auto left = static_cast<std::size_t>(page_end_ - next_);
  end_ = next_ + std::min(left, piece);
  // Asked for in one go, memory costs less than when it comes with the first event on each of the system's
  // pages. What the system does not want to give now, it gives then.
  if (left >= piece) madvise(next_, piece * sizeof(Event), MADV_POPULATE_WRITE);
}

void EventLog::add_page() {
  const std::size_t events = first_page << page_count_;
  const std::size_t bytes = events * sizeof(Event);
  // Left as it comes: memory that no event has been written to costs nothing.
  void* const page = std::aligned_alloc(std::min(bytes, system_page), bytes);
  if (!page) throw std::bad_alloc();
  // In the system's large pages memory comes in far fewer steps than in small ones.
  if (bytes >= system_page) madvise(page, bytes, MADV_HUGEPAGE);
  next_ = static_cast<Event*>(page);
  page_end_ = next_ + events;
  pages_[page_count_++].reset(next_);
}

}  // namespace loopglass
