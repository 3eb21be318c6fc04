// An event on a row of its own, in a list that can be clicked: its number, its task, its words and its time.
#pragma once
#include <string>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Whether a line joins a row to the one above and to the one below.
struct Joints {
  bool above = false;
  bool below = false;
};

/// Draws it as the next item of the ImGui window that is being built, and returns whether it is clicked.
/// Precondition: 1 <= n <= the trace's size.
bool draw_event_row(const Canvas& canvas, const Stage& stage, Commands& commands, const std::string& control,
                    EventNumber n, Joints joints = {});

}  // namespace loopglass
