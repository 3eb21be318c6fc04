#include "app/views/lesson_view.hpp"

#include <algorithm>
#include <cmath>

#include "app/platform/icons.hpp"
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

/// What the variant is about; empty where there is none.
std::string summary_of(const Stage& stage) {
  const Variant* const variant = stage.order.scenario->find_variant(stage.order.settings.variant);
  return variant ? variant->name + ": " + variant->summary : "";
}

/// In the title: all of the lesson, or as much as leaves the source its room.
void draw_fold(const Canvas& c, const Rect& room, bool& is_whole) {
  const float left = room.left + c.px(12) + Canvas::measure(c.fonts.caps, "LESSON").x + c.px(8);
  const std::string words = is_whole ? "less" : "all of it";
  const float width = Canvas::measure(c.fonts.small, words).x + c.px(24);
  const Rect r{left, room.top + c.px(5), left + width, room.top + c.px(27)};
  ImGui::SetCursorScreenPos(r.min());
  const bool clicked = ImGui::InvisibleButton("lesson.fold", {r.width(), r.height()});
  c.controls.add_item("lesson.fold");
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) {
    c.fill(r, c.theme.hover, c.px(4));
    draw_tip(c, r, is_whole ? "Leave the source more room" : "Show all of the lesson");
  }
  const Colour ink = hovered ? c.theme.text : c.theme.accent;
  platform::icon(Canvas::list(), is_whole ? platform::Icon::chevron_down : platform::Icon::chevron_right,
                 {r.left + c.px(9), r.centre().y}, c.px(10), ink.u32());
  c.text(c.fonts.small, {r.left + c.px(18), r.centre().y - c.fonts.small->FontSize / 2}, ink, words);
  if (clicked) is_whole = !is_whole;
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
  if (const std::string summary = summary_of(stage); !summary.empty())
    sum += height(canvas.fonts.body, summary);
  return sum + notes_height(canvas, stage, width - canvas.px(24));
}

void draw_lesson(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands,
                 bool* is_whole) {
  const Scenario& scenario = *stage.order.scenario;
  Rect body = canvas.panel(room, "LESSON");
  if (is_whole) draw_fold(canvas, room, *is_whole);
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
  const bool is_folded = is_whole && !*is_whole;
  if (is_folded) {
    // No line of it is cut off.
    const std::string summary = summary_of(stage);
    const float above =
        summary.empty()
            ? 0
            : Canvas::measure(canvas.fonts.small, summary, body.width() - canvas.px(16)).y + canvas.px(5);
    const float line = canvas.fonts.body->FontSize;
    body.bottom = std::min(body.bottom, body.top + above + std::floor((body.height() - above) / line) * line);
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
  // The bar has the title, too.
  if (!is_folded)
    paragraph(tight ? canvas.fonts.strong : canvas.fonts.title, canvas.theme.text, scenario.title);
  if (const std::string summary = summary_of(stage); !summary.empty() && !short_of_room)
    paragraph(tight ? canvas.fonts.small : canvas.fonts.body, canvas.theme.dim_text, summary);
  if (after) {
    heading("Why it went so");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.why);
    heading("Try next");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.next);
    heading("What to watch");
    paragraph(canvas.fonts.body, canvas.theme.dim_text, scenario.lesson.watch);
  } else {
    if (!is_folded) heading("What to watch");
    paragraph(canvas.fonts.body, canvas.theme.text, scenario.lesson.watch);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  canvas.controls.add("lesson", body);
}

}  // namespace loopglass
