#include "app/views/lesson_view.hpp"

#include <algorithm>

namespace loopglass {

float lesson_height(const Canvas& canvas, const Stage& stage, float width) {
  const Scenario& scenario = *stage.order.scenario;
  const float inside = width - canvas.px(40);
  const auto height = [&](ImFont* font, const std::string& text) {
    return Canvas::measure(font, text, inside).y + canvas.px(5);
  };
  float sum = canvas.px(74) + height(canvas.fonts.title, scenario.title) +
              std::max(height(canvas.fonts.body, scenario.lesson.watch),
                       height(canvas.fonts.body, scenario.lesson.why));
  if (const Variant* variant = scenario.find_variant(stage.order.settings.variant)) {
    sum += height(canvas.fonts.body, variant->name + ": " + variant->summary);
  }
  return sum;
}

void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage) {
  const Scenario& scenario = *stage.order.scenario;
  const Rect body = canvas.panel(room, "LESSON");
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(canvas.px(8), canvas.px(5)));
  ImGui::BeginChild("lesson", {body.width(), body.height()}, false);
  const auto paragraph = [&](ImFont* font, Colour colour, const std::string& text) {
    if (text.empty()) return;
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour.u32());
    ImGui::PushTextWrapPos(0.0f);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
  };
  const auto heading = [&](const char* text) {
    ImGui::Dummy({0, canvas.px(2)});
    paragraph(canvas.fonts.strong, canvas.theme.accent, text);
  };
  paragraph(canvas.fonts.title, canvas.theme.text, scenario.title);
  if (const Variant* variant = scenario.find_variant(stage.order.settings.variant)) {
    paragraph(canvas.fonts.body, canvas.theme.dim_text, variant->name + ": " + variant->summary);
  }
  const bool after = stage.is_over && stage.moment.at == stage.trace().size() && stage.moment.at > 0;
  if (after) {
    heading("Why it went so");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.why);
    heading("Try next");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.next);
    heading("What to watch");
    paragraph(canvas.fonts.body, canvas.theme.dim_text, scenario.lesson.watch);
  } else {
    heading("What to watch");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.watch);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  canvas.controls.add("lesson", body);
}

}  // namespace loopglass
