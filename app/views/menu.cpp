#include "app/views/menu.hpp"

#include <algorithm>

#include "app/platform/icons.hpp"
#include "app/platform/keys.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {

bool Menu::begin(const char* name, float width) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float wide = std::min(c_.px(width), window.x - c_.px(16));
  ImGui::SetNextWindowSize({wide, 0});
  const float left = std::clamp(button_.left, c_.px(8), window.x - wide - c_.px(8));
  if (top_ > window.y / 2) {
    ImGui::SetNextWindowPos({left, button_.top - c_.px(2)}, ImGuiCond_Always, {0, 1});
  } else {
    ImGui::SetNextWindowPos({left, top_});
  }
  ImGui::SetNextWindowSizeConstraints({0, 0}, {1e6f, window.y * 0.86f});
  if (!ImGui::BeginPopup(name)) return false;
  placed_ = !ImGui::IsWindowAppearing();
  if (ImGui::IsKeyPressed(platform::key::escape, false)) ImGui::CloseCurrentPopup();
  return true;
}

void Menu::caption(const std::string& text) const { c_.paragraph(c_.fonts.caps, c_.theme.dim_text, text); }

void Menu::note(const std::string& text) const { c_.paragraph(c_.fonts.small, c_.theme.dim_text, text); }

bool Menu::item(const std::string& name, const std::string& text, const std::string& more,
                bool chosen) const {
  const auto px = [&](float units) { return c_.px(units); };
  const float width = ImGui::GetContentRegionAvail().x;
  const float words = more.empty() ? 0 : Canvas::measure(c_.fonts.small, more, width - px(16)).y;
  const float height = c_.fonts.body->FontSize + (more.empty() ? px(8) : words + px(13));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(name.c_str(), {width, height});
  add_control(name);
  const Rect r{at.x, at.y, at.x + width, at.y + height};
  if (chosen) c_.fill(r, c_.theme.selection, px(4));
  if (ImGui::IsItemHovered()) c_.fill(r, c_.theme.hover, px(4));
  c_.clipped(c_.fonts.body, {at.x + px(8), at.y + px(4)}, c_.theme.text, text, width - px(16));
  if (!more.empty()) {
    const ImVec2 place(at.x + px(8), at.y + px(8) + c_.fonts.body->FontSize);
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const Rect menu{corner.x, corner.y, corner.x + size.x, corner.y + size.y};
    // Cards stand beside the menu, so that no line of it is covered.
    if (placed_) {
      draw_with_terms(c_, c_.fonts.small, place, c_.theme.dim_text, more, width - px(16), &menu);
    } else {
      c_.wrapped(c_.fonts.small, place, c_.theme.dim_text, more, width - px(16));
    }
  }
  if (clicked) ImGui::CloseCurrentPopup();
  return clicked;
}

bool Menu::choice(const std::string& name, const std::string& text, const std::string& keys,
                  bool chosen) const {
  const auto px = [&](float units) { return c_.px(units); };
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::round(c_.fonts.body->FontSize + px(6));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(name.c_str(), {width, height});
  add_control(name);
  const Rect r{at.x, at.y, at.x + width, at.y + height};
  if (ImGui::IsItemHovered()) c_.fill(r, c_.theme.hover, px(4));
  if (chosen)
    platform::icon(Canvas::list(), platform::Icon::check, {r.left + px(12), r.centre().y}, px(13),
                   c_.theme.accent.u32());
  const float keys_width = Canvas::measure(c_.fonts.small, keys).x;
  c_.text(c_.fonts.small, {r.right - px(8) - keys_width, r.centre().y - c_.fonts.small->FontSize / 2},
          c_.theme.dim_text, keys);
  c_.clipped(c_.fonts.body, {r.left + px(26), r.centre().y - c_.fonts.body->FontSize / 2}, c_.theme.text,
             text, width - px(44) - keys_width);
  if (clicked) ImGui::CloseCurrentPopup();
  return clicked;
}

void Menu::add_control(const std::string& name) const {
  if (!placed_) return;
  c_.controls.add_item_of_menu(name);
  if (c_.controls.focused() == name) scroll_into_sight(ImGui::GetItemRectMin().y, ImGui::GetItemRectMax().y);
}

}  // namespace loopglass
