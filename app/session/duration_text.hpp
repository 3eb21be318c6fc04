// A duration as a recipe has it: a whole number and a unit.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "runtime/time.hpp"

namespace loopglass {

/// "300ms", "250us", "1500ms": the shortest exact form.
std::string duration_text(Duration d);
/// Nothing unless it is a whole number with a unit of ns, us, ms or s that fits 64 bits.
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace loopglass
