#include "runtime/trace/event_log.hpp"

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
  std::swap(size_, other.size_);
}

void EventLog::add_page() {
  const std::size_t events = first_page << page_count_;
  // Left as it comes: memory that no event has been written to costs nothing.
  next_ = static_cast<Event*>(::operator new(events * sizeof(Event)));
  end_ = next_ + events;
  pages_[page_count_++].reset(next_);
}

}  // namespace loopglass
