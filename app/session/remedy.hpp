// The way out of a warning that a scenario itself shows: another of its variants that does without it.
#pragma once
#include <optional>
#include <string>

#include "app/session/run.hpp"

namespace loopglass {

/// The first other variant, with the same parameters, that finishes without a warning of that kind; one with
/// no warning at all before one with others. None if there is none, or where trying takes too long. Plays the
/// variants.
std::optional<std::string> variant_without(const WarningKind& kind, const Order& order);

}  // namespace loopglass
