#include "app/widgets/splitter.hpp"

namespace loopglass {

SplitterState splitter(const char* name, const Rect& place, bool is_upright) {
  ImGui::SetCursorScreenPos(place.min());
  ImGui::InvisibleButton(name, {std::max(place.width(), 1.0f), std::max(place.height(), 1.0f)});
  const bool hovered = ImGui::IsItemHovered();
  const bool active = ImGui::IsItemActive();
  if (hovered || active)
    ImGui::SetMouseCursor(is_upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  const bool reset = hovered && ImGui::IsMouseDoubleClicked(0);
  // A click alone moves nothing: the mouse need not be in the middle of the line.
  const bool dragged = active && !reset && ImGui::IsMouseDragging(0, 2.0f);
  return {.is_lit = hovered || active, .is_dragged = dragged, .is_reset = reset};
}

}  // namespace loopglass
