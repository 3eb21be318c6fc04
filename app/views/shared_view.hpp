// The details of something that tasks share: what it is, how it stands, who has it since when, and its line.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Draws into the ImGui window that is being built, which scrolls it. Precondition: a resource is selected.
void draw_shared(const Canvas& canvas, const Stage& stage, Commands& commands);

}  // namespace loopglass
