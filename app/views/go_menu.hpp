// The menu of ways to a moment: what one can run to or stop at, the breakpoints, the bookmarks.
#pragma once
#include "app/views/menu.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Precondition: the menu is open.
void draw_go_menu(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands);

}  // namespace loopglass
