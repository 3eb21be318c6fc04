#include "runtime/trace/event_log.hpp"

#include <cstdlib>
#include <new>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace loopglass {
namespace {

constexpr std::size_t huge = std::size_t{2} << 20;

}  // namespace

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
  const std::size_t bytes = events * sizeof(Event);
  void* const memory = std::aligned_alloc(bytes >= huge ? huge : alignof(Event), bytes);
  if (!memory) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (bytes >= huge) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: what it answers changes nothing
#endif
  pages_[page_count_++].reset(static_cast<Event*>(memory));
  next_ = static_cast<Event*>(memory);
  end_ = next_ + events;
}

void EventLog::Free::operator()(Event* page) const { std::free(page); }

}  // namespace loopglass
