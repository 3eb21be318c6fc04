// RwLock<T>: a value that many tasks may read at once, or one may change.
//
// First come first served, which is fair to writers: a reader that comes after a waiting writer waits, too.
// So a task that reads must not ask to read again: a writer may have come between.
#pragma once
#include <optional>

#include "runtime/sync/permits.hpp"

namespace loopglass {

namespace detail {

template <class T>
struct RwLockState : Permits {
  // A reader takes one permit, a writer all of them.
  static constexpr std::uint32_t all = 1u << 29;
  RwLockState(T initial, std::string_view name, const std::source_location& site)
      : Permits(ResourceKind::rw_lock, all, no_capacity, name, site), value(std::move(initial)) {}
  T value;
};

}  // namespace detail

/// The right to read, until it is dropped.
template <class T>
class [[nodiscard]] ReadGuard {
 public:
  explicit ReadGuard(detail::Hold<detail::RwLockState<T>> hold) : hold_(std::move(hold)) {}
  const T& operator*() const { return hold_->value; }
  const T* operator->() const { return &hold_->value; }

 private:
  detail::Hold<detail::RwLockState<T>> hold_;
};

/// The right to read and change, until it is dropped.
template <class T>
class [[nodiscard]] WriteGuard {
 public:
  explicit WriteGuard(detail::Hold<detail::RwLockState<T>> hold) : hold_(std::move(hold)) {}
  T& operator*() const { return hold_->value; }
  T* operator->() const { return &hold_->value; }

 private:
  detail::Hold<detail::RwLockState<T>> hold_;
};

/// Copies are the same lock.
///
///     RwLock<Settings> settings(defaults, "settings");
///     const auto now = co_await settings.read();
///     println(now->title);
template <class T>
class RwLock {
  using State = detail::RwLockState<T>;

 public:
  explicit RwLock(T value, std::string_view name = {},
                  std::source_location site = std::source_location::current())
      : state_(Shared<State>::make(std::move(value), name, site)) {}

  using Read = detail::TakePermits<State, ReadGuard<T>, AwaitKind::lock>;
  using Write = detail::TakePermits<State, WriteGuard<T>, AwaitKind::lock>;
  /// Both wait for their turn; dropped before they are polled with the lock, they pass it on.
  Read read() const { return Read(state_, 1, Access::shared); }
  Write write() const { return Write(state_, State::all, Access::exclusive); }
  std::optional<ReadGuard<T>> try_read() const { return attempt<ReadGuard<T>>(1, Access::shared); }
  std::optional<WriteGuard<T>> try_write() const {
    return attempt<WriteGuard<T>>(State::all, Access::exclusive);
  }
  ResourceId id() const { return state_->id(); }

 private:
  template <class Guard>
  std::optional<Guard> attempt(std::uint32_t permits, Access access) const {
    const TaskId task = state_->running_task();
    if (!state_->try_take(permits, access, task)) return std::nullopt;
    return Guard(detail::Hold<State>(state_, permits, access, task));
  }

  Shared<State> state_;
};

}  // namespace loopglass
