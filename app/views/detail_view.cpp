#include "app/views/detail_view.hpp"

#include "app/model/sharing.hpp"
#include "app/platform/icons.hpp"
#include "app/views/acts_view.hpp"
#include "app/views/floating.hpp"
#include "app/views/shared_view.hpp"
#include "app/views/task_token.hpp"
#include "app/views/why_view.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

/// What the details are of, whatever the moment.
std::string subject_of(const Stage& stage) {
  const Selection& s = stage.selection;
  return std::to_string(raw(s.task)) + " " + std::to_string(s.asked) + " " + std::to_string(raw(s.resource)) +
         " " + stage.order.recipe().text();
}

}  // namespace

void DetailView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  Rect body = room.inset(px(12), px(6));
  draw_head(canvas, body.take_top(px(26)), stage, commands);
  body.take_top(px(4));
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(8), px(5)));
  ImGui::BeginChild("details", {body.width(), body.height()}, false);
  start_at_top_of(subject_of(stage));
  if (stage.selection.resource != ResourceId::none) {
    draw_shared(canvas, stage, commands);
  } else {
    if (stage.selection.asked == 0 && !stage.hides_future) draw_act_buttons(canvas, stage, commands);
    draw_why(canvas, stage, commands);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  canvas.controls.add("details", body);
}

/// Who or what it is about, and the way out.
void DetailView::draw_head(const Canvas& canvas, Rect head, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const Rect close = head.take_right(px(24));
  ImGui::SetCursorScreenPos(close.min());
  if (ImGui::InvisibleButton("details.close", {close.width(), close.height()}))
    commands.push_back(command::CloseDetails{});
  canvas.controls.add_item("details.close");
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) draw_tip(canvas, close, "Close (Esc)");
  platform::icon(Canvas::list(), platform::Icon::cross, close.centre(), px(13),
                 (hovered ? canvas.theme.text : canvas.theme.dim_text).u32());

  const TaskState* task = stage.world().task(stage.selection.task);
  const float middle = head.centre().y;
  if (stage.selection.task != TaskId::none) {
    draw_badge(canvas, {head.left + px(10), middle}, px(10), stage.selection.task);
    head.left += px(28);
  }
  const auto words = [&](ImFont* font, Colour ink, const std::string& text) {
    const float width = std::min(Canvas::measure(font, text).x, head.width());
    canvas.clipped(font, {head.left, middle - font->FontSize / 2}, ink, text, head.width());
    head.left += width + px(8);
  };
  if (stage.selection.asked != 0) {
    words(canvas.fonts.strong, canvas.theme.text, "Why event " + std::to_string(stage.selection.asked) + "?");
    return;
  }
  if (const ResourceId id = stage.selection.resource; id != ResourceId::none) {
    const ResourceState* resource = stage.world().resource(id);
    words(canvas.fonts.strong, canvas.theme.text, stage.names().resource(id));
    if (head.width() > px(40))
      words(canvas.fonts.small, canvas.theme.dim_text,
            resource ? short_state(*resource, stage.names()) : "not made yet");
    return;
  }
  words(canvas.fonts.strong, canvas.theme.text, stage.names().task(stage.selection.task));
  const std::string state = task ? word_for(task->status) : "not spawned yet";
  if (head.width() > px(40)) words(canvas.fonts.small, canvas.theme.dim_text, state);
}

}  // namespace loopglass
