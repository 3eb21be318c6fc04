// A recipe's position, held against the run it belongs to.
#pragma once
#include "app/session/recipe.hpp"

namespace loopglass {

/// The order with a position that lies within its run; a line on standard error says so where that is not the
/// one that was asked for.
Order placed_within_run(Order order);

}  // namespace loopglass
