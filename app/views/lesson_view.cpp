#include "app/views/lesson_view.hpp"

#include <algorithm>

#include "app/views/floating.hpp"
#include "app/views/key_list.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {

namespace {

/// The notes that may come in this variant, as long as the longest: the strip below the lesson keeps its
/// size.
float notes_height(const Canvas& canvas, const Stage& stage, float width) {
  float most = 0;
  for (const Note& note : stage.order.scenario->notes) {
    if (!note.variant.empty() && note.variant != stage.order.settings.variant) continue;
    most = std::max(most, Canvas::measure(canvas.fonts.body, note.text, width - canvas.px(12)).y);
  }
  return most > 0 ? most + canvas.fonts.small->FontSize + canvas.px(24) : 0;
}

/// The note that belongs to this moment, or the last one before it: that one says when it was so, and a click
/// goes there.
void draw_note(const Canvas& canvas, const Rect& room, const Stage& stage, const PlacedNote* note,
               Commands& commands) {
  const bool is_now = note->is_of(stage.moment.at);
  canvas.line(room.min(), {room.right, room.top}, canvas.theme.hairline, canvas.hairline());
  const Rect bar{room.left, room.top + canvas.px(8), room.left + canvas.px(3), room.bottom - canvas.px(4)};
  canvas.fill(bar, is_now ? canvas.theme.accent : canvas.theme.hairline);
  const float left = room.left + canvas.px(12);
  float top = room.top + canvas.px(7);
  const std::string when = to_text(stage.trace()[note->at].time()) + ", event " + std::to_string(note->at);
  const std::string head = is_now ? "Now" : "Before, at " + when;
  canvas.clipped(canvas.fonts.small, {left, top}, is_now ? canvas.theme.accent : canvas.theme.dim_text, head,
                 room.right - left);
  top += canvas.fonts.small->FontSize + canvas.px(3);
  const bool explains =
      draw_with_terms(canvas, canvas.fonts.body, {left, top},
                      is_now ? canvas.theme.text : canvas.theme.dim_text, note->text, room.right - left);
  canvas.controls.add(is_now ? "note" : "note.before", room);
  if (is_now) return;
  ImGui::SetCursorScreenPos(room.min());
  if (ImGui::InvisibleButton("note.go", {std::max(room.width(), 1.0f), std::max(room.height(), 1.0f)}))
    commands.push_back(command::Seek{note->at});
  canvas.controls.add_item("note.go");
  if (ImGui::IsItemHovered() && !explains) draw_tip(canvas, room, "Click to go to " + when + ".");
}

/// Where the scenario has questions about this run.
void draw_quiz_button(const Canvas& c, const Rect& room, const Stage& stage, Commands& commands) {
  if (stage.questions.empty()) return;
  const std::size_t count = stage.questions.size();
  const std::string words = "Quiz: " + std::to_string(count) + (count == 1 ? " question" : " questions");
  const float width = Canvas::measure(c.fonts.small, words).x + c.px(16);
  const Rect r{room.right - c.px(12) - width, room.top + c.px(5), room.right - c.px(12), room.top + c.px(27)};
  ImGui::SetCursorScreenPos(r.min());
  if (ImGui::InvisibleButton("lesson.quiz", {r.width(), r.height()}))
    commands.push_back(command::ToggleQuiz{});
  c.controls.add_item("lesson.quiz");
  if (ImGui::IsItemHovered()) {
    c.fill(r, c.theme.hover, c.px(4));
    draw_tip(c, r, with_key("Say what comes next, and see whether it does", "quiz"));
  }
  c.frame(r, c.theme.hairline, c.hairline(), c.px(4));
  c.centred(c.fonts.small, r.centre(), c.theme.text, words);
}

}  // namespace

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
  return sum + notes_height(canvas, stage, width - canvas.px(24));
}

void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const Scenario& scenario = *stage.order.scenario;
  Rect body = canvas.panel(room, "LESSON");
  draw_quiz_button(canvas, room, stage, commands);
  // Where the words need more room than there is, the headings take less.
  const bool tight = lesson_height(canvas, stage, room.width()) > room.height() + canvas.px(4);
  const bool after = stage.is_over && stage.moment.at == stage.trace().size() && stage.moment.at > 0;
  const float next =
      Canvas::measure(canvas.fonts.body, scenario.lesson.next, body.width() - canvas.px(16)).y +
      canvas.fonts.strong->FontSize + canvas.px(12);
  const bool short_of_room =
      after && lesson_height(canvas, stage, room.width()) + next > room.height() + canvas.px(4);
  // Before the first note the lesson has all the room, and at the end what to try next needs it.
  if (const PlacedNote* note = stage.notes.at(stage.moment.at);
      note && (!short_of_room || note->at == stage.moment.at)) {
    const float notes = std::min(notes_height(canvas, stage, body.width()), body.height() * 0.5f);
    if (notes > 0) draw_note(canvas, body.take_bottom(notes), stage, note, commands);
  }
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(canvas.px(8), canvas.px(5)));
  ImGui::BeginChild("lesson", {body.width(), body.height()}, false);
  start_at_top_of(scenario.name + " " + stage.order.settings.variant + (after ? " after" : ""));
  const auto paragraph = [&](ImFont* font, Colour colour, const std::string& text) {
    paragraph_with_terms(canvas, font, colour, text);
  };
  const auto heading = [&](const char* text) {
    ImGui::Dummy({0, canvas.px(2)});
    paragraph(canvas.fonts.strong, canvas.theme.accent, text);
  };
  paragraph(tight ? canvas.fonts.strong : canvas.fonts.title, canvas.theme.text, scenario.title);
  const Variant* const variant = scenario.find_variant(stage.order.settings.variant);
  if (variant && !short_of_room) {
    paragraph(tight ? canvas.fonts.small : canvas.fonts.body, canvas.theme.dim_text,
              variant->name + ": " + variant->summary);
  }
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
