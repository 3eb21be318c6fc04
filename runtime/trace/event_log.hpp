// The events of a trace, one after the other, in pages that never move: to append is a comparison and a
// store.
//
// Each page is twice as large as the one before, so that an event is found from its number alone.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <memory>

#include "runtime/trace/event.hpp"

namespace loopglass {

class EventLog {
 public:
  EventLog() = default;
  EventLog(const EventLog& other);
  EventLog(EventLog&& other) noexcept { swap(other); }
  EventLog& operator=(EventLog other) noexcept {
    swap(other);
    return *this;
  }

  /// Returns the number of the event, counted from 1. What was handed out before stays where it is.
  EventNumber append(const Event& event) {
    if (next_ == end_) [[unlikely]]
      add_room();
    std::construct_at(next_++, event);
    return ++size_;
  }
  EventNumber size() const { return size_; }
  /// Precondition: 1 <= n <= size().
  const Event& operator[](EventNumber n) const {
    const std::size_t place = n - 1 + first_page;
    const auto page = static_cast<std::size_t>(std::bit_width(place)) - first_page_bits - 1;
    return pages_[page].get()[place - (first_page << page)];
  }

 private:
  static constexpr std::size_t first_page_bits = 9;
  static constexpr std::size_t first_page = std::size_t{1} << first_page_bits;  // in events: 16 KiB

  static constexpr std::size_t piece = std::size_t{1} << 13;        // in events: 256 KiB
  static constexpr std::size_t system_page = std::size_t{2} << 20;  // in bytes: a large one

  struct Free {
    void operator()(Event* page) const { std::free(page); }
  };

  void add_room();
  void add_page();
  void swap(EventLog& other) noexcept;

  std::array<std::unique_ptr<Event, Free>, 32> pages_;
  std::size_t page_count_ = 0;
  Event* next_ = nullptr;
  Event* end_ = nullptr;       // of what there is room for now
  Event* page_end_ = nullptr;  // of what the page has room for
  EventNumber size_ = 0;
};

}  // namespace loopglass
