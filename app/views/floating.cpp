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

ImDrawList* draw_floating(const Canvas& c, const Rect& box) {
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(box.min(), box.max(), c.theme.raised.with_alpha(1.0f).u32(), c.px(4));
  list->AddRect(box.min(), box.max(), c.theme.accent.u32(), c.px(4), 0, c.hairline());
  return list;
}

void draw_tip(const Canvas& c, const Rect& control, const std::string& text) {
  ImFont* font = c.fonts.body;
  const float widest = std::min(c.px(360), ImGui::GetIO().DisplaySize.x - c.px(40));
  const ImVec2 words = Canvas::measure(font, text, widest);
  const Rect box = place_beside(c, control, {words.x + c.px(16), words.y + c.px(10)});
  draw_floating(c, box)->AddText(font, font->FontSize, {box.left + c.px(8), box.top + c.px(5)},
                                 c.theme.text.u32(), text.c_str(), nullptr, widest + 1);
}

}  // namespace loopglass
