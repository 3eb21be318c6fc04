#include "app/views/strip_view.hpp"

#include <algorithm>
#include <utility>

#include "app/platform/icons.hpp"
#include "app/platform/keys.hpp"
#include "app/views/floating.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

using platform::Icon;

constexpr float row_height = 36;

template <std::size_t size>
void write(std::array<char, size>& field, std::string_view text) {
  field.fill('\0');
  std::copy_n(text.begin(), std::min(text.size(), size - 1), field.begin());
}

/// Acts when it is pressed: a field that takes the keys back must not take the mouse from it.
bool button(const Canvas& c, const Rect& r, const char* name, Icon which, const char* tip) {
  const Rect chip = r.inset(0, (r.height() - c.px(26)) / 2);
  ImGui::SetCursorScreenPos(chip.min());
  ImGui::InvisibleButton(name, {std::max(chip.width(), 1.0f), chip.height()});
  c.controls.add_item(name);
  const bool hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                       chip.contains(ImGui::GetMousePos());
  if (hovered) {
    c.fill(chip, c.theme.hover, c.px(4));
    draw_tip(c, chip, tip);
  }
  platform::icon(Canvas::list(), which, chip.centre(), c.px(15),
                 (hovered ? c.theme.text : c.theme.dim_text).u32());
  return hovered && ImGui::IsMouseClicked(0);
}

enum class Typed { nothing, enter, escape };

/// A field to type in, as wide as `room`; `more` is what else it does.
Typed field(const Canvas& c, const Rect& room, const char* name, const char* hint, char* text,
            std::size_t size, bool focus, ImGuiInputTextFlags more = 0) {
  const float height = ImGui::GetFrameHeight();
  ImGui::SetCursorScreenPos({room.left, std::round(room.centre().y - height / 2)});
  ImGui::SetNextItemWidth(room.width());
  if (focus) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputTextWithHint((std::string("##") + name).c_str(), hint, text, size,
                                                ImGuiInputTextFlags_EnterReturnsTrue | more);
  c.controls.add_item(name);
  // After an Enter the field needs a few frames before it takes the next key.
  const bool away = (!ImGui::IsItemActive() || ImGui::IsItemActivated()) && !ImGui::IsItemDeactivated();
  const bool enter =
      ImGui::IsKeyPressed(platform::key::enter, false) || ImGui::IsKeyPressed(platform::key::kp_enter, false);
  if (entered || (away && enter)) return Typed::enter;
  const bool left = (ImGui::IsItemDeactivated() || away) && ImGui::IsKeyPressed(platform::key::escape, false);
  return left ? Typed::escape : Typed::nothing;
}

/// "3 of 12", or how many there are where the present event is none of them.
std::string count_text(const Finder& finder, const Stage& stage) {
  if (!finder.is_looking()) return "";
  const std::size_t all = finder.found().size();
  const bool is_read = finder.is_done(stage.chronicle);
  const std::string more = !is_read        ? " so far, " + percent(finder.share(stage.chronicle)) + " is read"
                           : stage.is_over ? ""
                                           : " so far";
  if (all == 0) return "none" + more;
  const std::size_t number = finder.number_of(stage.moment.at);
  if (number > 0) return std::to_string(number) + " of " + std::to_string(all) + more;
  return std::to_string(all) + (all == 1 ? " event" : " events") + more;
}

/// Where events have the words, but not so as they were typed: how many, and a click takes them in.
void draw_less_close(const Canvas& c, Rect row, const Finder& finder, Commands& commands) {
  if (finder.less_close() == 0) return;
  row.take_left(c.px(10));
  const std::string more = std::to_string(finder.less_close()) + " less close";
  const std::string words = finder.takes_all() ? "Without " + more : "and " + more;
  const float width = Canvas::measure(c.fonts.small, words).x + c.px(16);
  if (row.width() < width) return;
  const Rect chip = row.take_left(width).inset(0, (row.height() - c.px(24)) / 2);
  ImGui::SetCursorScreenPos(chip.min());
  ImGui::InvisibleButton("find.all", {chip.width(), chip.height()});
  c.controls.add_item("find.all");
  const bool hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                       chip.contains(ImGui::GetMousePos());
  if (hovered) {
    c.fill(chip, c.theme.hover, c.px(4));
    draw_tip(c, chip, "Events that have these words, but apart or as a part of longer ones");
  }
  c.frame(chip, finder.takes_all() ? c.theme.accent : c.theme.hairline, c.hairline(), c.px(4));
  c.centred(c.fonts.small, chip.centre(), c.theme.text, words);
  if (hovered && ImGui::IsMouseClicked(0)) commands.push_back(command::FindAll{!finder.takes_all()});
}

}  // namespace

void StripView::open(Content content) {
  content_ = content;
  focus_wanted_ = true;
  settling_ = settle_frames;
}

void StripView::open_find() { open(Content::find); }

void StripView::open_note(const Bookmark& bookmark) {
  open(Content::note);
  noted_ = bookmark;
  write(note_, bookmark.note);
}

void StripView::show_reading(std::string file, double share) {
  if (content_ != Content::reading) open(Content::reading);
  file_ = std::move(file);
  share_ = share;
}

void StripView::draw(const Canvas& canvas, Rect& rest, const Stage& stage, Commands& commands) {
  if (settling_ > 0) --settling_;
  if (!is_open()) return;
  const Rect row = rest.take_top(canvas.px(row_height));
  canvas.fill(row, canvas.theme.panel);
  canvas.line({row.left, row.bottom}, {row.right, row.bottom}, canvas.theme.hairline, canvas.hairline());
  const Rect inside = row.inset(canvas.px(12), 0);
  switch (content_) {
    case Content::nothing: break;
    case Content::find: draw_find(canvas, inside, stage, commands); break;
    case Content::note: draw_note(canvas, inside, stage, commands); break;
    case Content::reading: draw_reading(canvas, inside, commands); break;
  }
}

void StripView::draw_find(const Canvas& canvas, Rect row, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const Rect close = row.take_right(px(28));
  platform::icon(Canvas::list(), Icon::search, row.take_left(px(20)).centre(), px(15),
                 canvas.theme.dim_text.u32());
  row.take_left(px(6));
  const Rect text = row.take_left(std::min(px(340), row.width() - px(56 + 130)));
  const Typed typed =
      field(canvas, text, "find.field", "Find events: a task, woken, timer 2, prints", words_.data(),
            words_.size(), std::exchange(focus_wanted_, false), ImGuiInputTextFlags_AutoSelectAll);
  row.take_left(px(4));
  const int direction = ImGui::GetIO().KeyShift ? -1 : 1;
  if (typed == Typed::enter) {
    commands.push_back(command::RunToFound{direction});
    open(Content::find);  // for the next one
  }
  if (button(canvas, row.take_left(px(28)), "find.previous", Icon::chevron_left,
             "The one before (Shift Enter)"))
    commands.push_back(command::RunToFound{-1});
  if (button(canvas, row.take_left(px(28)), "find.next", Icon::chevron_right, "The next one (Enter)"))
    commands.push_back(command::RunToFound{1});
  row.take_left(px(8));
  const Finder& finder = stage.waypoints.finder;
  const std::string count = count_text(finder, stage);
  const Rect counted = row.take_left(std::min(Canvas::measure(canvas.fonts.body, count).x + 1, row.width()));
  canvas.clipped(canvas.fonts.body, {counted.left, row.centre().y - canvas.fonts.body->FontSize / 2},
                 finder.found().empty() ? canvas.theme.dim_text : canvas.theme.text, count, counted.width());
  draw_less_close(canvas, row, finder, commands);
  if (finder.text() != words_.data()) commands.push_back(command::LookFor{words_.data()});
  if (button(canvas, close, "find.close", Icon::cross, "Close (Esc)") || typed == Typed::escape)
    commands.push_back(command::CloseStrip{});
}

void StripView::draw_note(const Canvas& canvas, Rect row, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const std::size_t number = stage.waypoints.bookmarks.find(noted_.at, noted_.time);
  if (number == stage.waypoints.bookmarks.all().size()) return commands.push_back(command::CloseStrip{});
  const Rect close = row.take_right(px(28));
  const Rect remove = row.take_right(px(28));
  platform::icon(Canvas::list(), Icon::flag, row.take_left(px(20)).centre(), px(16),
                 canvas.theme.accent.u32());
  row.take_left(px(6));
  const std::string moment = to_text(noted_.time) + ", event " + std::to_string(noted_.at);
  const float wide = std::min(Canvas::measure(canvas.fonts.body, moment).x + px(10), row.width() / 3);
  const Rect place = row.take_left(wide);
  canvas.clipped(canvas.fonts.body, {place.left, place.centre().y - canvas.fonts.body->FontSize / 2},
                 canvas.theme.text, moment, place.width());
  const Rect text = row.take_left(std::min(px(520), row.width() - px(8)));
  const Typed typed = field(canvas, text, "note.field", "A note for this moment, if you like", note_.data(),
                            note_.size(), std::exchange(focus_wanted_, false));
  if (stage.waypoints.bookmarks.all()[number].note != note_.data())
    commands.push_back(command::WriteNote{number, note_.data()});
  if (button(canvas, remove, "note.remove", Icon::bin, "Remove this bookmark"))
    commands.push_back(command::RemoveBookmark{number});
  if (button(canvas, close, "note.close", Icon::cross, "Done (Enter)") || typed != Typed::nothing)
    commands.push_back(command::CloseStrip{});
}

void StripView::draw_reading(const Canvas& canvas, Rect row, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  ImFont* font = canvas.fonts.body;
  const Rect close = row.take_right(px(28));
  const Rect bar = row.take_right(std::min(px(340), row.width() / 2)).inset(px(8), row.height() / 2 - px(4));
  const std::string words = "Opening " + file_ + ": " + percent(share_) + " is read";
  canvas.clipped(font, {row.left, row.centre().y - font->FontSize / 2}, canvas.theme.text, words,
                 row.width());
  canvas.fill(bar, canvas.theme.raised, px(4));
  canvas.fill({bar.left, bar.top, bar.left + bar.width() * static_cast<float>(share_), bar.bottom},
              canvas.theme.accent, px(4));
  if (button(canvas, close, "reading.stop", Icon::cross, "Stop, and keep what is open (Esc)"))
    commands.push_back(command::CloseStrip{});
}

}  // namespace loopglass
