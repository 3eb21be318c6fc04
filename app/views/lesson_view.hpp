// The words around a run: what to watch, and once it is over, why it went so and what to try next.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// The height that the lesson of this run wants, so that the longest of its pages needs no scrolling.
float lesson_height(const Canvas& canvas, const Stage& stage, float width);
void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

}  // namespace loopglass
