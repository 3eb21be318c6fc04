// Fills that tell states apart without colour: a diagonal hatch and a dotted fill, clipped to a rectangle.
// Patterns are anchored to the surface, not to the rectangle, so that neighbours join and nothing crawls
// while a rectangle grows. They are painted once, at the interface scale, into the texture that holds the
// letters: a fill is a few quads and breaks no batch, so thousands are fine. Needs fonts made by build_fonts;
// else it draws nothing.
#pragma once

#include <imgui.h>

namespace loopglass::platform {

/// Fills with lines that rise to the right: 2 × scale thick, 8 × scale apart.
void hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour);

/// Fills with a staggered grid of square dots: 2 × scale large, 6 × scale apart.
void dots(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour);

}  // namespace loopglass::platform
