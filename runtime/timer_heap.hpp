// Timers in order of (deadline, order of insertion): a 4-ary heap that knows each timer's place, so that
// removing one costs no search. It serves the few that are next; the wheel keeps the rest.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/timer.hpp"

namespace loopglass {

class TimerHeap {
 public:
  bool empty() const { return heap_.empty(); }
  /// Preconditions: !empty().
  Timer& first() const { return *heap_.front().timer; }
  Instant next_deadline() const { return heap_.front().deadline; }

  /// Null if there is none. Looks at every timer.
  Timer* find(TimerId id) const;

  void insert(Timer& timer);
  /// Precondition: the timer is in this heap.
  void remove(Timer& timer);

 private:
  struct Entry {
    Instant deadline;
    std::uint64_t sequence;
    Timer* timer;
    bool before(const Entry& other) const {
      return deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence;
    }
  };
  void put(std::uint32_t place, const Entry& entry);
  void sift_up(std::uint32_t place, Entry entry);
  void sift_down(std::uint32_t place, Entry entry);

  std::vector<Entry> heap_;
  std::uint64_t sequence_ = 0;
};

}  // namespace loopglass
