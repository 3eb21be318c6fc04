#include "app/views/toast.hpp"

namespace loopglass {

bool Toast::draw(const Canvas& canvas, const Rect& window, double now) {
  if (until_ < 0) until_ = now + 3.0;
  shown_ = now < until_ ? text_ : "";
  if (shown_.empty()) return false;
  ImFont* font = canvas.fonts.body;
  const std::string text = Canvas::shortened(font, shown_, window.width() - canvas.px(60));
  const ImVec2 size = Canvas::measure(font, text);
  const ImVec2 centre(window.centre().x, window.top + canvas.px(74));
  const Rect r{centre.x - size.x / 2 - canvas.px(14), centre.y - size.y / 2 - canvas.px(8),
               centre.x + size.x / 2 + canvas.px(14), centre.y + size.y / 2 + canvas.px(8)};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(r.min(), r.max(), canvas.theme.raised.u32(), canvas.px(4));
  list->AddRect(r.min(), r.max(), canvas.theme.accent.u32(), canvas.px(4), 0, canvas.hairline());
  list->AddText(font, font->FontSize, {r.left + canvas.px(14), r.top + canvas.px(8)}, canvas.theme.text.u32(),
                text.c_str());
  return true;
}

}  // namespace loopglass
