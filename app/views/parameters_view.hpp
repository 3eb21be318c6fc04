// The menu in which a run's parameters, schedule and seed are changed; every change starts the run again at
// once.
#pragma once
#include <string>

#include "app/views/menu.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// The present parameters on one line, and the schedule where it is not the standard one, or the seed where
/// there is neither.
std::string parameters_text(const Stage& stage);

/// The recipe of the present run, without a position: what a change begins with.
Recipe recipe_to_change(const Stage& stage);

/// Precondition: the menu is open.
void draw_parameters(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands);

}  // namespace loopglass
