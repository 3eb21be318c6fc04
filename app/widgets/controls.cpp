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

void Controls::add_listed(std::string_view name, const Rect& place, const Rect& press) {
  add(name, place);
  Control& control = all_.back();
  control.is_pressed = control.is_listed = true;
  control.is_in_popup = is_in_popup(*ImGui::GetCurrentWindowRead());
  control.press = press;
}

void Controls::list(std::string_view beginning) {
  const std::string wanted = prefix_ + std::string(beginning);
  for (Control& control : all_) {
    if (!control.name.starts_with(wanted)) continue;
    control.is_pressed = control.is_listed = true;
    control.press = control.place;
  }
}

std::string_view Controls::focused() const {
  const std::string_view name = focused_;
  return name.starts_with(prefix_) ? name.substr(prefix_.size()) : std::string_view();
}

void Controls::add_item(std::string_view name) {
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  add_pressed(name, {min.x, min.y, max.x, max.y});
  all_.back().is_active = ImGui::IsItemActive();
}

}  // namespace loopglass
