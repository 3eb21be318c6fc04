// Why a task is where it is, or why an event happened: the answer in sentences, the chain of causes, newest
// first, and what came of the present event. Each line of them goes to its event.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Draws into the ImGui window that is being built, which scrolls it. Precondition: the selection asks for
/// something.
void draw_why(const Canvas& canvas, const Stage& stage, Commands& commands);

}  // namespace loopglass
