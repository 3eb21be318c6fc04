// PlainLock: a lock as threads have it. Who finds it taken waits without awaiting, and keeps the thread.
//
// It is what tasks should not hold over an await, made so that this can be seen. It belongs to the tasks of
// one loop; on their one thread nobody can give it back while another waits for it, so every wait has an end
// (a real one has not, and the program hangs).
#pragma once
#include <optional>
#include <source_location>
#include <string_view>

#include "runtime/sync/resource.hpp"
#include "runtime/time.hpp"

namespace loopglass {

namespace detail {

struct PlainLockState : Resource {
  PlainLockState(std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::plain_lock, name, no_capacity, site) {}
  bool taken = false;
};

}  // namespace detail

/// The right to what a plain lock protects, until it is dropped. Keeps the lock alive.
class [[nodiscard]] PlainGuard {
 public:
  PlainGuard(PlainGuard&&) noexcept = default;
  PlainGuard& operator=(PlainGuard&& other) noexcept;
  ~PlainGuard() { give_back(); }

 private:
  friend class PlainLock;
  PlainGuard(Shared<detail::PlainLockState> lock, TaskId holder) : lock_(std::move(lock)), holder_(holder) {}
  void give_back();

  Shared<detail::PlainLockState> lock_;
  TaskId holder_;
};

/// Copies are the same lock.
///
///     PlainLock file("log file");
///     {
///       auto guard = file.lock_for(1s);  // free: at once
///     }                                  // given back here
class PlainLock {
 public:
  explicit PlainLock(std::string_view name = {}, std::source_location site = std::source_location::current())
      : lock_(Shared<detail::PlainLockState>::make(name, site)) {}

  /// The guard if the lock is free. Otherwise the thread is blocked for `patience`, and then there is none.
  /// Precondition: called inside a task.
  std::optional<PlainGuard> lock_for(Duration patience,
                                     std::source_location site = std::source_location::current()) const;
  bool is_locked() const { return lock_->taken; }
  ResourceId id() const { return lock_->id(); }

 private:
  Shared<detail::PlainLockState> lock_;
};

}  // namespace loopglass
