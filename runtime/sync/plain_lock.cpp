#include "runtime/sync/plain_lock.hpp"

#include "runtime/work.hpp"

namespace loopglass {

PlainGuard& PlainGuard::operator=(PlainGuard&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  lock_ = std::move(other.lock_);
  holder_ = other.holder_;
  return *this;
}

void PlainGuard::give_back() {
  if (!lock_) return;
  lock_->taken = false;
  lock_->released(holder_, 1, Access::exclusive);
}

std::optional<PlainGuard> PlainLock::lock_for(Duration patience, std::source_location site) const {
  if (lock_->taken) {
    detail::block_at(lock_->id(), patience, site);
    return std::nullopt;  // its holder had no chance to run
  }
  const TaskId task = lock_->running_task();
  lock_->taken = true;
  lock_->acquired(task, 1, Access::exclusive);
  return PlainGuard(lock_, task);
}

}  // namespace loopglass
