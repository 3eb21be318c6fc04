// The help sheet: every key, every sign, over the window until it is dismissed.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

void draw_help(const Canvas& canvas, const Rect& window, Commands& commands);

}  // namespace loopglass
