// A timer: a moment, and the waker of the task that waits for it.
//
// Invariants:
// 1. It lives in the frame that awaits it, stays where it is while it is set, and is in one queue at most.
// 2. Whoever owns it takes it out of the queue before it dies.
#pragma once
#include <cassert>
#include <cstdint>

#include "runtime/ids.hpp"
#include "runtime/time.hpp"
#include "runtime/waker.hpp"

namespace loopglass {

class Timer {
 public:
  Timer() = default;
  explicit Timer(Instant deadline) : deadline_(deadline) {}
  ~Timer() { assert(!is_set() && "a timer is taken out of its queue before it dies"); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  bool is_set() const { return place_ != nowhere; }
  Instant deadline() const { return deadline_; }
  /// Precondition: it is not set.
  void aim(Instant deadline) { deadline_ = deadline; }

  Waker waker;
  TimerId id{};

 private:
  friend class TimerQueue;
  friend class TimerHeap;
  friend class TimerWheel;
  static constexpr std::uint32_t nowhere = 0xffffffff;
  static constexpr std::uint32_t in_wheel = 0xfffffffe;

  std::uint32_t place_ = nowhere;  // in the heap, or one of the above
  Timer* next_ = nullptr;          // in its ring of the wheel
  Timer* previous_ = nullptr;
  Instant deadline_{};
};

}  // namespace loopglass
