// Which lines of a scenario's source a breakpoint can stop at.
#pragma once
#include <cstdint>

#include "app/model/chronicle.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

/// The line itself if it has code. If it is empty, a comment, or has brackets alone: the next one that has
/// code, and, in a run that is over, at which something happens. 0 if there is none. Lines count from 1.
std::uint32_t stopping_line(const Scenario& scenario, const Chronicle& run, bool is_over, std::uint32_t line);

}  // namespace loopglass
