// The table of tasks: one row each, in the order of their spawning, for the whole run.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

void draw_tasks(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

}  // namespace loopglass
