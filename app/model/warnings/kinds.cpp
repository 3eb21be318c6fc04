#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {

std::span<const WarningKind* const> kinds() {
  static constexpr const WarningKind* all[] = {
      &blocked_loop,     &never_yields,    &starved_task, &self_wakes,       &never_awaited, &lost_waker,
      &cancelled_inside, &lock_over_await, &wait_cycle,   &unbounded_growth, &panic_unheard,
  };
  return all;
}

}  // namespace loopglass::warning
