// The words around a run: what to watch, and once it is over, why it went so and what to try next.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage);

}  // namespace loopglass
