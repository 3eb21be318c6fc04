// Who could run, and does not get the thread.
#pragma once
#include <cstddef>

#include "app/model/world.hpp"

namespace loopglass::warning {

/// How many tasks other than the one that is polled could have run before this time: those that were ready
/// before it, and those whose timers were due before it.
std::size_t kept_waiting(const World& world, Instant before);

}  // namespace loopglass::warning
