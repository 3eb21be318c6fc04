// Where a warning can be seen.
#pragma once
#include "app/model/chronicle.hpp"
#include "app/session/recipe.hpp"

namespace loopglass {

/// The moment that a click on the warning goes to: its evidence; of a call that keeps the thread the middle,
/// where some of what it holds up has come due. Precondition: the warning is one of this trace.
Position evidence_of(const Warning& warning, const Trace& trace);

}  // namespace loopglass
