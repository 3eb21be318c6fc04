#include "app/views/event_row.hpp"

#include <algorithm>

#include "app/model/brief.hpp"
#include "app/views/floating.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {

bool draw_event_row(const Canvas& canvas, const Stage& stage, Commands& commands, const std::string& control,
                    EventNumber n, Joints joints) {
  const auto px = [&](float units) { return canvas.px(units); };
  const Theme& theme = canvas.theme;
  const Event& event = stage.trace()[n];
  ImFont* font = canvas.fonts.small;
  ImFont* figures = canvas.fonts.mono_small;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float numbers = Canvas::measure(figures, std::to_string(stage.trace().size())).x;
  const float badge = at.x + px(4) + numbers + px(14);
  const float left = badge + px(14);
  const std::string time = to_text(event.time());
  const float times = width > px(300) ? Canvas::measure(figures, time).x + px(10) : 0;
  const float room = std::max(at.x + width - times - left, px(60));
  const std::string words = brief(stage.trace(), stage.names(), event);
  const float height = std::max(Canvas::measure(font, words, room).y, font->FontSize) + px(7);
  const Rect r{at.x, at.y, at.x + width, at.y + height};
  const float middle = at.y + px(3.5f) + font->FontSize / 2;

  ImGui::InvisibleButton(control.c_str(), {width, height - ImGui::GetStyle().ItemSpacing.y + px(1)});
  if (r.top < ImGui::GetWindowPos().y + ImGui::GetWindowHeight() && r.bottom > ImGui::GetWindowPos().y)
    canvas.controls.add_item(control);
  const bool clicked = ImGui::IsItemClicked();
  if (n == stage.moment.at) canvas.fill(r, theme.selection, px(3));
  if (ImGui::IsItemHovered()) {
    canvas.fill(r, theme.selection.with_alpha(0.5f), px(3));
    draw_tip_aside(canvas, r, "Event " + std::to_string(n) + " at " + time + ". Click to go there.");
    commands.push_back(command::Hover{event.task});
  }
  const Colour ink = n > stage.moment.at ? theme.dim_text : theme.text;
  const std::string number = std::to_string(n);
  canvas.text(figures,
              {at.x + px(4) + numbers - Canvas::measure(figures, number).x, middle - figures->FontSize / 2},
              theme.dim_text, number);
  const Colour way = theme.accent.with_alpha(0.7f);
  if (joints.above) canvas.line({badge, r.top - px(1)}, {badge, middle - px(8)}, way, px(2));
  if (joints.below) canvas.line({badge, middle + px(8)}, {badge, r.bottom}, way, px(2));
  if (event.task != TaskId::none) {
    draw_badge(canvas, {badge, middle}, px(8), event.task);
  } else {
    Canvas::list()->AddCircle({badge, middle}, px(6), theme.dim_text.u32(), 0, canvas.hairline());
  }
  canvas.wrapped(font, {left, at.y + px(3.5f)}, ink, words, room);
  if (times > 0) {
    canvas.text(figures, {r.right - times + px(8), middle - figures->FontSize / 2}, theme.dim_text, time);
  }
  return clicked;
}

}  // namespace loopglass
