#include "app/session/branching.hpp"

#include <algorithm>

namespace loopglass {

Order branch_of(const Run& run, EventNumber at, const Act& act) {
  const Trace& trace = run.trace();
  at = std::min(at, trace.size());
  std::size_t kept = 0;
  for (EventNumber n = 1; n <= at; ++n) {
    if (trace[n].kind == EventKind::interfered) ++kept;
    if (trace[n].kind == EventKind::shutdown_began) at = n - 1;
  }
  if (at > 0 && trace[at].kind == EventKind::parked) --at;
  Order order = run.order();
  order.position.reset();
  order.deeds.resize(std::min(kept, order.deeds.size()));
  order.deeds.push_back({at, act});
  order.past = past_of(trace, at);
  return order;
}

Order before_last_deed(const Run& run) {
  Order order = run.order();
  order.position = order.deeds.back().at;
  order.deeds.pop_back();
  order.past.reset();
  if (!order.deeds.empty()) order.past = past_of(run.trace(), order.deeds.back().at);
  return order;
}

}  // namespace loopglass
