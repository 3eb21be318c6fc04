// Small boxes that float over the window beside what they explain, and never on it.
#pragma once
#include <string>

#include "app/views/canvas.hpp"

namespace loopglass {

/// Where a box of this size stands: below `what`, above it where there is no room, inside the window.
Rect place_beside(const Canvas& canvas, const Rect& what, ImVec2 size);

/// To the right of `what`, or to its left, with its upper edge at `top` where the window has room.
Rect place_aside(const Canvas& canvas, const Rect& what, float top, ImVec2 size);

/// Its ground and its frame, over all windows. Words on it go to the same list.
ImDrawList* draw_floating(const Canvas& canvas, const Rect& box);

/// Words about a control, for as long as the mouse is on it: a view calls it in each such frame.
void draw_tip(const Canvas& canvas, const Rect& control, const std::string& text);
/// Above the control, where there is room: what is below it is looked at meanwhile.
void draw_tip_above(const Canvas& canvas, const Rect& control, const std::string& text);
/// Beside the panel that the row is in, where there is room: the rows below it are looked at meanwhile.
/// Inside the ImGui window of the panel.
void draw_tip_aside(const Canvas& canvas, const Rect& row, const std::string& text);
/// Beside the mouse, for what has no place of its own.
void draw_tip_here(const Canvas& canvas, const std::string& text);

}  // namespace loopglass
