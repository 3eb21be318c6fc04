#include "app/cli/clock.hpp"

#include "app/cli/command.hpp"

namespace loopglass {

Result<ClockKind, Complaint> read_clock(const std::string& word) {
  const auto clock = choose("clock", word, {"virtual", "real"});
  if (!clock) return clock.error();
  return clock.value() == 1 ? ClockKind::real_time : ClockKind::virtual_time;
}

std::optional<Complaint> on_real_clock(const Order& order) {
  if (order.deeds.empty()) return std::nullopt;
  return Complaint(
      "On the real clock no run goes the same way twice, so nothing can be done after an event "
      "that is known before: leave do and past out, or take the virtual clock.");
}

}  // namespace loopglass
