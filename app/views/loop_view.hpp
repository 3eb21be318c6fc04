// The loop, the heart of the picture: ready queue, executor, reactor, waiting room, done; and the sentence
// that says what just happened.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// The picture alone, without its sentence.
void draw_loop_picture(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

}  // namespace loopglass
