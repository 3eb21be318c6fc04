// The menu of what the window shows and how: panels, theme, movement, the presenter's picture.
#pragma once
#include "app/session/panel_layout.hpp"
#include "app/views/menu.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

void draw_view_menu(const Menu& menu, const Canvas& canvas, const Stage& stage, const PanelLayout& layout,
                    Commands& commands);

}  // namespace loopglass
