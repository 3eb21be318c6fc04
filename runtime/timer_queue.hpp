// Timers in order of their deadline.
//
// Invariants:
// 1. A timer lives in the frame that awaits it and is in the queue at most once; its destructor takes it out.
// 2. Timers fire by (deadline, order of insertion).
// A 4-ary heap that knows each timer's place: insert and remove cost O(log n), and no search.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/ids.hpp"
#include "runtime/time.hpp"
#include "runtime/waker.hpp"

namespace loopglass {

class TimerQueue;

class Timer {
 public:
  Timer() = default;
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  bool is_set() const { return queue_ != nullptr; }
  Instant deadline() const { return deadline_; }

  TimerId id{};
  Waker waker;

 private:
  friend class TimerQueue;
  TimerQueue* queue_ = nullptr;
  std::uint32_t place_ = 0;
  Instant deadline_{};
};

class TimerQueue {
 public:
  /// Precondition: the timer is not set. Borrows it until it fires, is removed or is destroyed.
  void insert(Timer& timer, Instant deadline);
  /// Precondition: the timer is in this queue.
  void remove(Timer& timer);

  bool empty() const { return heap_.empty(); }
  /// Precondition: !empty().
  Instant next_deadline() const { return heap_.front().deadline; }
  /// Takes the first timer that is due at `now` out and returns it; null if none is.
  Timer* pop_due(Instant now);

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
