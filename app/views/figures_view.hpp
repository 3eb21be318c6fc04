// The run in figures: how long the ready queue was, how long tasks were ready before a poll, and how often
// and how long things happened.
//
// All of it is of the events up to the moment shown. What comes later is drawn faint, and not at all while a
// question about it is open.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// The page of the whole loop, in the ImGui window that is being built. A click on its caption changes
/// whether the curve of the queue goes by time or by events.
void draw_figures(const Canvas& canvas, const Stage& stage, bool& by_time, Commands& commands);

/// Those of the selected task: the next items of the ImGui window.
void draw_task_figures(const Canvas& canvas, const Stage& stage);

}  // namespace loopglass
