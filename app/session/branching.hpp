// Branches of a run: the same past, then something done by hand, then what follows from it.
//
// A branch is an order of its own. Running it plays the past again, because a coroutine that is suspended
// cannot be copied, and checks that it is the same past.
#pragma once
#include "app/session/run.hpp"

namespace loopglass {

/// The order of the branch that parts from `run` after event `at`, where `act` is done. It keeps what was
/// done by hand up to there. In a run that is over, `at` is at most the last event before its end. `after` is
/// how long after the event: while the loop sleeps, its sleep ends then; else it makes no difference, for a
/// poll comes to its end first.
Order branch_of(const Run& run, EventNumber at, const Act& act, Duration after = {});

/// The run without the last thing that was done by hand, standing at the moment at which that was done.
/// Precondition: something was.
Order before_last_deed(const Run& run);

}  // namespace loopglass
