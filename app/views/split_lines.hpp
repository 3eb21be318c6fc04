// The lines between panels, which are dragged to share the room.
#pragma once
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/command.hpp"
#include "app/views/panel_places.hpp"

namespace loopglass {

/// Over all that is drawn; they light up where they can be dragged, and a double click takes a choice back.
void draw_split_lines(const Canvas& canvas, const std::vector<SplitLine>& lines, Commands& commands);

}  // namespace loopglass
