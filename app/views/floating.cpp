#include "app/views/floating.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {

Rect place_beside(const Canvas& c, const Rect& what, ImVec2 size) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float gap = c.px(7);
  const float edge = c.px(8);
  const float left = std::clamp(what.left - c.px(12), edge, std::max(edge, window.x - size.x - edge));
  const float below = what.bottom + gap;
  const float top = below + size.y <= window.y - c.px(4) ? below : std::max(0.0f, what.top - gap - size.y);
  return {std::round(left), std::round(top), std::round(left + size.x), std::round(top + size.y)};
}

Rect place_aside(const Canvas& c, const Rect& what, float top, ImVec2 size) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float gap = c.px(7);
  const float edge = c.px(8);
  const bool right = what.right + gap + size.x <= window.x - edge;
  const float left = right ? what.right + gap : std::max(edge, what.left - gap - size.x);
  const float y = std::clamp(top, edge, std::max(edge, window.y - edge - size.y));
  return {std::round(left), std::round(y), std::round(left + size.x), std::round(y + size.y)};
}

ImDrawList* draw_floating(const Canvas& c, const Rect& box) {
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(box.min(), box.max(), c.theme.raised.with_alpha(1.0f).u32(), c.px(4));
  list->AddRect(box.min(), box.max(), c.theme.accent.u32(), c.px(4), 0, c.hairline());
  return list;
}

namespace {

float widest_tip(const Canvas& c) { return std::min(c.px(360), ImGui::GetIO().DisplaySize.x - c.px(40)); }

ImVec2 size_of_tip(const Canvas& c, const std::string& text) {
  const ImVec2 words = Canvas::measure(c.fonts.body, text, widest_tip(c));
  return {words.x + c.px(16), words.y + c.px(10)};
}

void draw_tip_in(const Canvas& c, const Rect& box, const std::string& text) {
  if (!c.controls.explains()) return;
  c.controls.add("tip", box);
  ImFont* font = c.fonts.body;
  Canvas::wrapped(draw_floating(c, box), font, {box.left + c.px(8), box.top + c.px(5)}, c.theme.text, text,
                  widest_tip(c) + 1);
}

}  // namespace

void draw_tip(const Canvas& c, const Rect& control, const std::string& text) {
  draw_tip_in(c, place_beside(c, control, size_of_tip(c, text)), text);
}

void draw_tip_above(const Canvas& c, const Rect& control, const std::string& text) {
  const ImVec2 size = size_of_tip(c, text);
  Rect box = place_beside(c, control, size);
  if (const float top = std::round(control.top - c.px(5) - size.y); top >= 0) {
    box.top = top;
    box.bottom = top + size.y;
  }
  draw_tip_in(c, box, text);
}

void draw_tip_aside(const Canvas& c, const Rect& row, const std::string& text) {
  const ImVec2 at = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const float margin = c.px(12);  // of a panel
  const Rect panel{at.x - margin, at.y, at.x + size.x + margin, at.y + size.y};
  const ImVec2 tip = size_of_tip(c, text);
  const Rect box = place_aside(c, panel, row.top, tip);
  const bool is_clear = box.right <= panel.left || box.left >= panel.right;
  draw_tip_in(c, is_clear ? box : place_beside(c, row, tip), text);
}

void draw_tip_here(const Canvas& c, const std::string& text) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const float reach = c.px(9);  // the pointer's
  draw_tip(c, {mouse.x - reach, mouse.y - reach, mouse.x + reach, mouse.y + reach * 1.5f}, text);
}

}  // namespace loopglass
