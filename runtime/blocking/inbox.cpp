#include "runtime/blocking/inbox.hpp"

#include <utility>

namespace loopglass {

template <class Message>
void Inbox::post(std::vector<Message>& messages, Message message) {
  const std::lock_guard lock(mutex_);
  if (!poller_) return;
  messages.push_back(std::move(message));
  news_.store(true, std::memory_order_release);
  // Under the lock, so that close() means that nobody uses the poller any more.
  poller_->interrupt();
  posted_.notify_one();
}

void Inbox::post(Report report) { post(reports_, std::move(report)); }
void Inbox::post(const Waker& waker) { post(wakes_, waker); }

void Inbox::expect_wakes(int more) {
  expected_.fetch_add(more, std::memory_order_acq_rel);
  if (more > 0) return;
  // The loop may be waiting for what will not come any more.
  const std::lock_guard lock(mutex_);
  if (poller_) poller_->interrupt();
}

std::vector<Report> Inbox::take_reports() {
  const std::lock_guard lock(mutex_);
  news_.store(!wakes_.empty(), std::memory_order_release);
  return std::exchange(reports_, {});
}

std::vector<Waker> Inbox::take_wakes() {
  const std::lock_guard lock(mutex_);
  news_.store(!reports_.empty(), std::memory_order_release);
  return std::exchange(wakes_, {});
}

void Inbox::await_report() {
  std::unique_lock lock(mutex_);
  posted_.wait(lock, [&] { return !reports_.empty(); });
}

void Inbox::close() {
  const std::lock_guard lock(mutex_);
  poller_ = nullptr;
}

}  // namespace loopglass
