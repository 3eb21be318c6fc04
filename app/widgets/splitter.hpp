// The line between two panels, which can be dragged. It keeps nothing: who draws it keeps where it stands.
#pragma once
#include "app/widgets/geometry.hpp"

namespace loopglass {

struct SplitterState {
  bool is_lit = false;      // the mouse is over it, or drags it
  bool is_dragged = false;  // to where the mouse is
  bool is_reset = false;    // by a double click
};

/// An ImGui item called `name` that fills `place`, an upright line's or a level one's. Shows the pointer that
/// belongs to it.
SplitterState splitter(const char* name, const Rect& place, bool is_upright);

}  // namespace loopglass
