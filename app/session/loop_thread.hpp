// A run on the real clock with a thread of its own: whoever watches it takes out what was recorded, and
// neither waits for the other.
#pragma once
#include <atomic>
#include <thread>

#include "app/session/loop.hpp"
#include "runtime/trace/relay.hpp"

namespace loopglass {

class LoopThread {
 public:
  /// Begins at once. A run that records more than `most_events` is stopped. The order's scenario must outlive
  /// this, and the order has no deeds.
  /// Throws std::system_error where the clock or the thread cannot be had.
  LoopThread(Order order, EventNumber most_events);
  /// Stops the run and waits for the poll that is going on.
  ~LoopThread();
  LoopThread(const LoopThread&) = delete;
  LoopThread& operator=(const LoopThread&) = delete;

  /// Ends the run as soon as the poll that is going on is over.
  void stop();
  /// Whether it is over, and nothing will be recorded any more.
  bool has_ended() const { return ended_.load(std::memory_order_acquire); }
  /// Precondition: has_ended().
  RunResult result() const { return result_; }
  /// The run's time at this moment, whatever the loop is doing.
  Instant now() const { return loop_.clock().elapsed(); }
  EventNumber recorded() const { return relay_.recorded(); }
  /// As Relay::take.
  std::size_t take(Trace& into, std::size_t most) { return relay_.take(into, most); }

 private:
  void run();

  Order order_;
  EventNumber most_events_;
  Relay relay_;
  Loop loop_;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> ended_ = false;
  RunResult result_{};
  std::thread thread_;  // last: it uses the others
};

}  // namespace loopglass
