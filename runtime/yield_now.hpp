// yield_now: go to the back of the ready queue, so that others get a turn.
#pragma once
#include "runtime/await_info.hpp"
#include "runtime/context.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

/// Pending once, with its own wake; ready at the next poll.
///
///     for (const Row& row : table) {
///       crunch(row);
///       co_await yield_now();
///     }
class [[nodiscard]] YieldNow {
 public:
  using Output = void;

  Poll<void> poll(Context& context) noexcept {
    if (yielded_) return ready;
    yielded_ = true;
    context.waker().wake({.reason = WakeReason::yield, .subject = raw(context.task())});
    return pending;
  }
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::yield, 0}; }

 private:
  bool yielded_ = false;
};

inline YieldNow yield_now() { return {}; }

}  // namespace loopglass
