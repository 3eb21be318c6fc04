// A semaphore: a number of permits, so that only so many do something at once.
#pragma once
#include <optional>

#include "runtime/sync/permits.hpp"

namespace loopglass {

namespace detail {

struct SemaphoreState : Permits {
  SemaphoreState(std::uint32_t permits, std::string_view name, const std::source_location& site)
      : Permits(ResourceKind::semaphore, permits, permits, name, site), capacity(permits) {}
  std::uint32_t capacity;
};

}  // namespace detail

/// Permits in use, until it is dropped.
class [[nodiscard]] SemaphorePermit {
 public:
  explicit SemaphorePermit(detail::Hold<detail::SemaphoreState> hold) : hold_(std::move(hold)) {}
  std::uint32_t count() const { return hold_.permits(); }

 private:
  detail::Hold<detail::SemaphoreState> hold_;
};

/// First come first served: who wants many is not overtaken by those who want few. Copies are the same
/// semaphore.
///
///     Semaphore seats(2, "seats");
///     auto seat = co_await seats.acquire();
///     co_await lunch();  // two at a time
class Semaphore {
  using State = detail::SemaphoreState;

 public:
  explicit Semaphore(std::uint32_t permits, std::string_view name = {},
                     std::source_location site = std::source_location::current())
      : state_(Shared<State>::make(permits, name, site)) {}

  using Acquire = detail::TakePermits<State, SemaphorePermit, AwaitKind::semaphore>;
  /// Waits for `n` permits together. Dropped before it is polled with them, it passes them on.
  Acquire acquire(std::uint32_t n = 1) const { return Acquire(state_, n, Access::shared); }
  std::optional<SemaphorePermit> try_acquire(std::uint32_t n = 1) const {
    const TaskId task = state_->running_task();
    if (!state_->try_take(n, Access::shared, task)) return std::nullopt;
    return SemaphorePermit(detail::Hold<State>(state_, n, Access::shared, task));
  }
  /// Makes `n` more, and serves those who wait.
  void add_permits(std::uint32_t n) const {
    state_->capacity += n;
    state_->add(n, state_->changed(ResourceChange::resized, state_->capacity));
  }
  std::uint32_t available() const { return state_->available(); }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
};

}  // namespace loopglass
