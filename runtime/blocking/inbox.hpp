// What other threads tell the loop. It is the one thing of an executor that they touch.
//
// Invariants:
// 1. A message is complete before it is posted; its sender does not touch what it names afterwards.
// 2. Posting interrupts the loop's wait, so that it is heard at the next turn.
// 3. The lock is held for a push and the interrupt, or for a swap: never while code of a job or a task runs.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "runtime/blocking/report.hpp"
#include "runtime/poller.hpp"
#include "runtime/waker.hpp"

namespace loopglass {

class Inbox {
 public:
  /// Borrows the poller until close().
  explicit Inbox(Poller& poller) : poller_(&poller) {}

  // From any thread. After close() a message is thrown away.

  void post(Report report);
  void post(const Waker& waker);
  /// The loop waits, even without a timer, while somebody may yet wake it from elsewhere.
  void expect_wakes(int more);

  // From the loop's thread.

  bool has_news() const { return news_.load(std::memory_order_acquire); }
  bool expects_wakes() const { return expected_.load(std::memory_order_acquire) > 0; }
  std::vector<Report> take_reports();
  std::vector<Waker> take_wakes();
  /// Waits until a report is there.
  void await_report();
  void close();

 private:
  template <class Message>
  void post(std::vector<Message>& messages, Message message);

  std::mutex mutex_;
  std::condition_variable posted_;
  Poller* poller_;  // null once closed
  std::vector<Report> reports_;
  std::vector<Waker> wakes_;
  std::atomic<bool> news_ = false;
  std::atomic<int> expected_ = 0;
};

}  // namespace loopglass
