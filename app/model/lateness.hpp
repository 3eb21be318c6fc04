// Timers that fired late: what a person asks first is who had the thread when one was due.
#pragma once
#include <optional>
#include <string>

#include "app/model/lanes.hpp"
#include "app/model/names.hpp"

namespace loopglass {

/// The worst of a lane that is over at `now`; none if every timer of it was on time.
std::optional<Lateness> worst_lateness(const Lane& lane, Instant now);

/// "Timer 4 was due at 100 ms and fired at 350 ms, 250 ms late: reader had the thread for 300 ms." Who had it
/// is the longest of the polls between; where none of them took time, nobody is named.
std::string lateness_sentence(const Trace& trace, const Names& names, const Lateness& late);

}  // namespace loopglass
