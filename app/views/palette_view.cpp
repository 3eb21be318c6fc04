#include "app/views/palette_view.hpp"

#include <algorithm>
#include <utility>

#include "app/platform/keys.hpp"
#include "app/session/fuzzy_match.hpp"

namespace loopglass {
namespace {

namespace key = platform::key;

constexpr int detail_counts_less = 48;

/// The words with the letters at `marks` in the colour of the accent.
void marked_words(const Canvas& c, ImVec2 at, const std::string& words, const std::vector<std::size_t>& marks,
                  float width) {
  ImFont* font = c.fonts.body;
  const std::string shown = Canvas::shortened(font, words, width);
  c.text(font, at, c.theme.text, shown);
  for (const std::size_t mark : marks) {
    // Letters of more than one byte are drawn whole, and only those that are still there.
    if (mark >= shown.size() || shown[mark] != words[mark] ||
        (static_cast<unsigned char>(words[mark]) & 0x80) != 0)
      continue;
    const float x = Canvas::measure(font, std::string_view(shown).substr(0, mark)).x;
    const std::string_view letter = std::string_view(shown).substr(mark, 1);
    const float wide = Canvas::measure(font, letter).x;
    c.line({at.x + x, at.y + font->FontSize + c.px(1)}, {at.x + x + wide, at.y + font->FontSize + c.px(1)},
           c.theme.accent, c.px(2));
  }
}

}  // namespace

std::string PaletteView::chosen() const {
  return is_open_ && chosen_ < found_.size() ? all_[found_[chosen_].command].words : "";
}

void PaletteView::find() {
  found_.clear();
  const std::string_view wanted = typed_.data();
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto words = fuzzy_match(wanted, all_[i].words);
    const auto detail = fuzzy_match(wanted, all_[i].detail);
    if (!words && !detail) continue;
    Found found{.command = i,
                .score = words ? words->score : -1000,
                .marks = words ? words->places : std::vector<std::size_t>()};
    if (detail && detail->score - detail_counts_less > found.score)
      found.score = detail->score - detail_counts_less;
    if (wanted.empty()) found.score = all_[i].words == last_ ? 1 : 0;
    found_.push_back(std::move(found));
  }
  // Those that match alike stay in their order.
  std::ranges::sort(found_, [](const Found& a, const Found& b) {
    return a.score != b.score ? a.score > b.score : a.command < b.command;
  });
  chosen_ = 0;
  moved_ = true;
}

void PaletteView::draw(const Canvas& c, const Rect& window, const PaletteContext& context,
                       Commands& commands) {
  if (settling_ > 0) --settling_;
  if (std::exchange(wanted_, false)) ImGui::OpenPopup("palette");
  is_open_ = false;
  if (!ImGui::IsPopupOpen("palette")) return;
  const float width = std::min(c.px(620), window.width() - c.px(16));
  const float top = window.top + std::min(c.px(64), window.height() * 0.08f);
  ImGui::SetNextWindowPos({std::round(window.centre().x - width / 2), std::round(top)});
  ImGui::SetNextWindowSize({width, std::min(c.px(470), window.bottom - top - c.px(12))});
  if (!ImGui::BeginPopup("palette")) return;
  is_open_ = true;
  placed_ = !ImGui::IsWindowAppearing();
  if (!placed_) {
    typed_.fill('\0');
    all_ = all_commands(context);
    find();
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  if (ImGui::InputTextWithHint("##palette", "What to do: a command, a task, a scenario, a theme",
                               typed_.data(), typed_.size()))
    find();
  if (placed_) c.controls.add_item("palette.field");
  if (ImGui::IsKeyPressed(key::escape, false)) ImGui::CloseCurrentPopup();
  ImGui::Dummy({0, c.px(2)});
  ImGui::BeginChild("rows", {0, 0});
  draw_rows(c, commands);
  ImGui::EndChild();
  ImGui::EndPopup();
}

void PaletteView::take_arrows(int rows_on_page) {
  const std::pair<int, int> steps[] = {
      {key::down, 1}, {key::up, -1}, {key::page_down, rows_on_page}, {key::page_up, -rows_on_page}};
  const auto last = static_cast<int>(found_.size()) - 1;
  for (const auto& [code, step] : steps) {
    if (!ImGui::IsKeyPressed(code)) continue;
    const int wanted = static_cast<int>(chosen_) + step;
    // One step beyond an end leads to the other.
    const bool turns = std::abs(step) == 1 && (wanted < 0 || wanted > last);
    chosen_ = static_cast<std::size_t>(turns ? (wanted < 0 ? last : 0) : std::clamp(wanted, 0, last));
    moved_ = true;
  }
}

void PaletteView::draw_rows(const Canvas& c, Commands& commands) {
  if (found_.empty())
    return c.paragraph(c.fonts.body, c.theme.text, "Nothing is called that. Try fewer letters.");
  const float height = std::round(c.fonts.body->FontSize + c.px(11));
  take_arrows(std::max(1, static_cast<int>(ImGui::GetWindowHeight() / height) - 1));
  if (std::exchange(moved_, false)) {
    const float top = height * static_cast<float>(chosen_);
    const float seen = ImGui::GetScrollY();
    const float room = ImGui::GetWindowHeight();
    if (top < seen) ImGui::SetScrollY(top);
    if (top + height > seen + room) ImGui::SetScrollY(top + height - room);
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  std::size_t does = found_.size();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found_.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto row = static_cast<std::size_t>(i);
      ImGui::PushID(i);
      if (draw_row(c, found_[row], row == chosen_)) does = row;
      ImGui::PopID();
      if (placed_ && ImGui::IsItemVisible()) c.controls.add_item("palette.row." + std::to_string(i + 1));
    }
  }
  ImGui::PopStyleVar();
  if (ImGui::IsKeyPressed(key::enter, false) || ImGui::IsKeyPressed(key::kp_enter, false)) does = chosen_;
  if (does == found_.size()) return;
  const NamedCommand& command = all_[found_[does].command];
  last_ = command.words;
  commands.push_back(command.command);
  ImGui::CloseCurrentPopup();
}

/// Returns whether it was clicked.
bool PaletteView::draw_row(const Canvas& c, const Found& found, bool is_chosen) {
  const NamedCommand& command = all_[found.command];
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::round(c.fonts.body->FontSize + c.px(11));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton("row", {width, height});
  const Rect r{at.x, at.y, at.x + width - c.px(2), at.y + height};
  if (is_chosen) {
    c.fill(r, c.theme.selection, c.px(4));
    c.frame(r.inset(c.hairline()), c.theme.accent, c.hairline() * 2, c.px(4));
  } else if (ImGui::IsItemHovered()) {
    c.fill(r, c.theme.hover, c.px(4));
  }
  const float middle = r.centre().y;
  Rect room = r.inset(c.px(10), 0);
  const std::string& side = command.keys.empty() ? command.detail : command.keys;
  ImFont* font = command.keys.empty() ? c.fonts.small : c.fonts.strong;
  const float wide = std::min(Canvas::measure(font, side).x, room.width() * 0.45f);
  const Rect place = room.take_right(wide);
  c.clipped(font, {place.left, middle - font->FontSize / 2},
            command.keys.empty() && !is_chosen ? c.theme.dim_text : c.theme.text, side, wide + 1);
  marked_words(c, {room.left, middle - c.fonts.body->FontSize / 2}, command.words, found.marks,
               room.width() - c.px(12));
  return clicked;
}

}  // namespace loopglass
