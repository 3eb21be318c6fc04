// The sentence under the loop: what just happened, and why; or the warning that has just become certain.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

void draw_sentence(const Canvas& canvas, const Rect& room, const Stage& stage);

}  // namespace loopglass
