// The words around a run: what to watch, and once it is over, why it went so and what to try next.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// The height that the lesson of this run wants, so that the longest of its pages needs no scrolling.
float lesson_height(const Canvas& canvas, const Stage& stage, float width);
/// `is_whole`, if there is one: a sign in its title asks for all of the lesson, or for the little room again
/// that it has beside the source in a low window.
void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands,
                 bool* is_whole = nullptr);

}  // namespace loopglass
