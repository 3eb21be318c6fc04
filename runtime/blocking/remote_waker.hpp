// A waker for other threads: it may be used on any thread, and outlive its task and its executor.
#pragma once
#include <memory>
#include <utility>

#include "runtime/blocking/inbox.hpp"

namespace loopglass {

/// Made by `Executor::remote_waker`. While one is kept the loop waits for it, even if no timer is set; so let
/// go of it when there is nothing more to wake.
class RemoteWaker {
 public:
  RemoteWaker() = default;
  RemoteWaker(std::shared_ptr<Inbox> inbox, const Waker& waker) : inbox_(std::move(inbox)), waker_(waker) {
    inbox_->expect_wakes(1);
  }
  RemoteWaker(RemoteWaker&&) noexcept = default;
  RemoteWaker& operator=(RemoteWaker&& other) noexcept {
    std::swap(inbox_, other.inbox_);
    std::swap(waker_, other.waker_);
    return *this;
  }
  ~RemoteWaker() {
    if (inbox_) inbox_->expect_wakes(-1);
  }

  /// Asks the loop to wake the task at its next turn. A task that has finished is left alone, and so is one
  /// whose executor is gone.
  void wake() const {
    if (inbox_) inbox_->post(waker_);
  }

 private:
  std::shared_ptr<Inbox> inbox_;
  Waker waker_;
};

}  // namespace loopglass
