// The await stack of the selected task: its function, what that awaits, what that awaits in turn, with the
// lines where they stand, and the branches of a group beside each other. A click goes to the line.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Draws into the ImGui window that is being built; nothing for a task that is not inside an await.
void draw_stack(const Canvas& canvas, const Stage& stage, Commands& commands);

}  // namespace loopglass
