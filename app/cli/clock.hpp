// The clock that a command takes, and what it asks of the recipe.
#pragma once
#include <optional>
#include <string>

#include "app/session/recipe.hpp"
#include "app/session/recorded.hpp"

namespace loopglass {

/// Of "virtual" or "real".
Result<ClockKind, Complaint> read_clock(const std::string& word);

/// Why this order cannot be played on the real clock; none if it can.
std::optional<Complaint> on_real_clock(const Order& order);

}  // namespace loopglass
