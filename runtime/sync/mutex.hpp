// Mutex<T>: a value that one task at a time may use, also across an await.
#pragma once
#include <optional>

#include "runtime/sync/permits.hpp"

namespace loopglass {

namespace detail {

template <class T>
struct MutexState : Permits {
  MutexState(T initial, std::string_view name, const std::source_location& site)
      : Permits(ResourceKind::mutex, 1, 1, name, site), value(std::move(initial)) {}
  T value;
};

}  // namespace detail

/// The right to use the value of a mutex, until it is dropped. Keeps the value alive.
template <class T>
class [[nodiscard]] MutexGuard {
 public:
  explicit MutexGuard(detail::Hold<detail::MutexState<T>> hold) : hold_(std::move(hold)) {}
  T& operator*() const { return hold_->value; }
  T* operator->() const { return &hold_->value; }

 private:
  detail::Hold<detail::MutexState<T>> hold_;
};

/// First come first served: an unlock hands the lock to the first who waits, so nobody can overtake it.
/// Copies are the same mutex.
///
///     Mutex<int> balance(100, "balance");
///     {
///       auto guard = co_await balance.lock();
///       *guard -= 10;
///     }  // unlocked here
template <class T>
class Mutex {
  using State = detail::MutexState<T>;

 public:
  explicit Mutex(T value, std::string_view name = {},
                 std::source_location site = std::source_location::current())
      : state_(Shared<State>::make(std::move(value), name, site)) {}

  using Lock = detail::TakePermits<State, MutexGuard<T>, AwaitKind::lock>;
  /// Waits for its turn. Dropped before it is polled with the lock, it passes the lock on.
  Lock lock() const { return Lock(state_, 1, Access::exclusive); }
  /// The guard if the mutex is free and nobody waits for it.
  std::optional<MutexGuard<T>> try_lock() const {
    const TaskId task = state_->running_task();
    if (!state_->try_take(1, Access::exclusive, task)) return std::nullopt;
    return MutexGuard<T>(detail::Hold<State>(state_, 1, Access::exclusive, task));
  }
  bool is_locked() const { return state_->available() == 0; }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
};

}  // namespace loopglass
