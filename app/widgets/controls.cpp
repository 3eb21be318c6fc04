#include "app/widgets/controls.hpp"

#include <imgui_internal.h>

namespace loopglass {
namespace {

bool is_in_sight(const Rect& place, const ImGuiWindow& window) {
  return window.ClipRect.Contains(place.centre()) && place.width() > 2 && place.height() > 2;
}

bool is_in_popup(const ImGuiWindow& window) {
  return (window.RootWindow->Flags & ImGuiWindowFlags_Popup) != 0;
}

}  // namespace

void Controls::add(std::string_view name, const Rect& place) {
  all_.push_back({.name = prefix_ + std::string(name), .place = place});
}

void Controls::add_pressed(std::string_view name, const Rect& place) {
  add(name, place);
  const ImGuiWindow& window = *ImGui::GetCurrentWindowRead();
  all_.back().is_pressed = is_in_sight(place, window);
  all_.back().is_in_popup = is_in_popup(window);
}

void Controls::add_item(std::string_view name) {
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  add_pressed(name, {min.x, min.y, max.x, max.y});
  all_.back().is_active = ImGui::IsItemActive();
}

}  // namespace loopglass
