// Where the scrolling ImGui window that is being built stands.
#pragma once
#include <string_view>

#include "app/widgets/geometry.hpp"

namespace loopglass {

/// It starts at its top, from the next frame on, when what it is about is not what it was about when it was
/// last drawn. Returns whether that is so. What it is about is told by any words.
bool start_at_top_of(std::string_view subject);

/// Scrolls, from the next frame on, as little as brings a row into sight. Its edges are pixels of the screen.
void scroll_into_sight(float top, float bottom);

/// The lower edge of as many whole rows as the room has: then none is cut off at the end of a list that
/// stands at its top. One row at least. `row` is their height.
float whole_rows(const Rect& room, float row);

}  // namespace loopglass
