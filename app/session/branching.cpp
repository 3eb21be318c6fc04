#include "app/session/branching.hpp"

#include <algorithm>

namespace loopglass {

namespace {

Instant time_of(const Trace& trace, EventNumber n) { return n == 0 ? Instant() : trace[n].time(); }

/// The last event that the loop's turn has left behind it when it falls asleep at event `parked`: the next
/// thing that it does is to look for something to do.
EventNumber before_sleep(const Trace& trace, EventNumber parked) {
  EventNumber n = parked - 1;
  const auto ends_turn = [](EventKind kind) {
    return kind == EventKind::poll_ended || kind == EventKind::unparked || kind == EventKind::interfered;
  };
  while (n > 0 && !ends_turn(trace[n].kind)) --n;
  return n;
}

}  // namespace

Order branch_of(const Run& run, EventNumber at, const Act& act, Duration after) {
  const Trace& trace = run.trace();
  at = std::min(at, trace.size());
  std::size_t kept = 0;
  for (EventNumber n = 1; n <= at; ++n) {
    if (trace[n].kind == EventKind::interfered) ++kept;
    if (trace[n].kind == EventKind::shutdown_began) at = n - 1;
  }
  Deed deed{.at = at, .act = act};
  if (at > 0 && trace[at].kind == EventKind::parked) {
    deed.at = after == Duration::zero() ? at - 1 : before_sleep(trace, at);
    if (after > Duration::zero()) deed.after = trace[at].time() + after - time_of(trace, deed.at);
  }
  Order order = run.order();
  order.position.reset();
  order.deeds.resize(std::min(kept, order.deeds.size()));
  order.deeds.push_back(deed);
  order.past = past_of(trace, deed.at);
  return order;
}

Order before_last_deed(const Run& run) {
  Order order = run.order();
  const Deed& last = order.deeds.back();
  order.position = last.after == Duration::zero() ? Position(last.at)
                                                  : Position(time_of(run.trace(), last.at) + last.after);
  order.deeds.pop_back();
  order.past.reset();
  if (!order.deeds.empty()) order.past = past_of(run.trace(), order.deeds.back().at);
  return order;
}

}  // namespace loopglass
