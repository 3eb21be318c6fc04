// Fills that tell states apart without colour: a diagonal hatch and a dotted fill, clipped to a rectangle.
// Patterns are anchored to the surface, not to the rectangle, so that neighbours join and nothing crawls while a
// rectangle grows. Cheap: a hatch line is one quad, a dot one small square; rectangles too small get nothing.
#pragma once

#include <imgui.h>

namespace loopglass::platform {

/// Draws lines rising to the right, `spacing` pixels apart along x, `thickness` pixels thick.
void hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float thickness);

/// Draws a staggered grid of square dots of side `size`, `spacing` pixels apart.
void dots(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float size);

}  // namespace loopglass::platform
