// The sentence under the loop: what just happened, and why; or the warning that has just become certain.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/command.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// What a room of this width needs, so that nearly all sentences fit in this font.
float sentence_height(const Canvas& canvas, float width, ImFont* font);
/// In a font no larger than `largest`, and as large as fits. A click asks why it happened, where there are
/// `commands` to take that.
void draw_sentence(const Canvas& canvas, const Rect& room, const Stage& stage, ImFont* largest,
                   Commands* commands);

}  // namespace loopglass
