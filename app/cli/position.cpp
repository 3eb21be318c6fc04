#include "app/cli/position.hpp"

#include "app/cli/output.hpp"
#include "app/session/run.hpp"

namespace loopglass {

Order placed_within_run(Order order) {
  if (!order.position) return order;
  Run run(order);
  run.finish();
  if (const auto* event = std::get_if<EventNumber>(&*order.position)) {
    if (const EventNumber last = run.trace().size(); *event > last) {
      complain("The run ends with event #" + std::to_string(last) + ", so it is shown there.");
      order.position = last;
    }
  } else if (const Instant end = run.chronicle().latest().now; std::get<Instant>(*order.position) > end) {
    complain("The run ends at " + to_text(end) + ", so it is shown there.");
    order.position = end;
  }
  return order;
}

}  // namespace loopglass
