#include "app/views/help_view.hpp"

#include <algorithm>
#include <array>

#include "app/model/glossary.hpp"
#include "app/platform/icons.hpp"
#include "app/platform/keys.hpp"
#include "app/views/key_list.hpp"

namespace loopglass {
namespace {

constexpr std::array pages{HelpPage::keys, HelpPage::signs, HelpPage::words};

const char* title(HelpPage page) {
  switch (page) {
    case HelpPage::keys: return "Keys";
    case HelpPage::signs: return "Signs";
    case HelpPage::words: return "Words";
  }
  return "";
}

const char* control(HelpPage page) {
  switch (page) {
    case HelpPage::keys: return "help.keys";
    case HelpPage::signs: return "help.signs";
    case HelpPage::words: return "help.words";
  }
  return "";
}

/// Two columns where there is room for them.
bool has_two_columns(const Canvas& c, float width) { return width >= c.px(840); }

float row_height(const Canvas& c) { return std::round(c.fonts.body->FontSize + c.px(8)); }

/// Where the words stand, beside the longest key.
float words_begin(const Canvas& c, const KeyGroup& group) {
  float widest = 0;
  for (const KeyLine& line : group.lines)
    widest = std::max(widest, Canvas::measure(c.fonts.strong, line.keys).x);
  return std::max(c.px(128), widest + c.px(14));
}

/// What does not fit goes on in the next line.
float line_height(const Canvas& c, const KeyLine& line, float width) {
  return row_height(c) + Canvas::measure(c.fonts.body, line.what, width).y - c.fonts.body->FontSize;
}

/// As high as it is drawn, with the room below it.
float group_height(const Canvas& c, const KeyGroup& group, float width) {
  float high = row_height(c) + c.px(12);
  for (const KeyLine& line : group.lines) high += line_height(c, line, width - words_begin(c, group));
  return high;
}

void draw_group(const Canvas& c, const KeyGroup& group, ImVec2 at, float width) {
  c.text(c.fonts.caps, at, c.theme.dim_text, group.title);
  const float words = words_begin(c, group);
  at.y += row_height(c);
  for (const KeyLine& line : group.lines) {
    c.text(c.fonts.strong, at, c.theme.accent, line.keys);
    c.wrapped(c.fonts.body, {at.x + words, at.y}, c.theme.text, line.what, width - words);
    at.y += line_height(c, line, width - words);
  }
}

/// Groups go from the first column to the second where that makes both about as high.
float draw_keys(const Canvas& c, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool two = has_two_columns(c, width);
  const float column = two ? (width - c.px(32)) / 2 : width;
  float all = 0;
  for (const KeyGroup& group : key_groups()) all += group_height(c, group, column);
  float y = 0;
  float x = 0;
  float most = 0;
  for (const KeyGroup& group : key_groups()) {
    const float height = group_height(c, group, column);
    if (two && x == 0 && y + height / 2 > all / 2) {
      x = column + c.px(32);
      y = 0;
    }
    draw_group(c, group, {at.x + x, at.y + y}, column);
    y += height;
    most = std::max(most, y);
  }
  return most;
}

float draw_words(const Canvas& c, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool two = has_two_columns(c, width);
  const float column = two ? (width - c.px(32)) / 2 : width;
  const auto height = [&](const Term& term) {
    return c.fonts.strong->FontSize + c.px(2) + Canvas::measure(c.fonts.body, term.meaning, column).y +
           c.px(12);
  };
  float all = 0;
  for (const Term& term : glossary()) all += height(term);
  float x = 0;
  float y = 0;
  float most = 0;
  for (const Term& term : glossary()) {
    if (two && x == 0 && y > all / 2) {
      x = column + c.px(32);
      y = 0;
    }
    c.text(c.fonts.strong, {at.x + x, at.y + y}, c.theme.accent, term.name);
    c.wrapped(c.fonts.body, {at.x + x, at.y + y + c.fonts.strong->FontSize + c.px(2)}, c.theme.text,
              term.meaning, column);
    y += height(term);
    most = std::max(most, y);
  }
  return most;
}

}  // namespace

void HelpView::draw_tab(const Canvas& c, Rect& head, HelpPage page) {
  ImFont* font = c.fonts.strong;
  const float width = Canvas::measure(font, title(page)).x;
  const Rect tab = head.take_left(width + c.px(20));
  ImGui::SetCursorScreenPos(tab.min());
  if (ImGui::InvisibleButton(control(page), {tab.width(), tab.height()})) page_ = page;
  c.controls.add_item(control(page));
  const bool lit = page == page_ || ImGui::IsItemHovered();
  c.text(font, {tab.left + c.px(10), tab.centre().y - font->FontSize / 2},
         lit ? c.theme.text : c.theme.dim_text, title(page));
  if (page == page_)
    c.fill({tab.left + c.px(10), tab.bottom - c.px(5), tab.right - c.px(10), tab.bottom - c.px(3)},
           c.theme.accent);
}

void HelpView::draw_head(const Canvas& c, Rect head, Commands& commands) {
  const Rect close = head.take_right(c.px(34));
  ImGui::SetCursorScreenPos(close.min());
  if (ImGui::InvisibleButton("help.close", {close.width(), close.height()}))
    commands.push_back(command::ToggleHelp{});
  c.controls.add_item("help.close");
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) c.fill(close.inset(c.px(3)), c.theme.hover, c.px(4));
  platform::icon(Canvas::list(), platform::Icon::cross, close.centre(), c.px(15),
                 (hovered ? c.theme.text : c.theme.dim_text).u32());
  head.take_right(c.px(10));
  const Rect tour =
      head.take_right(Canvas::measure(c.fonts.body, "Start the tour").x + c.px(22)).inset(0, c.px(5));
  ImGui::SetCursorScreenPos(tour.min());
  if (ImGui::InvisibleButton("help.tour", {tour.width(), tour.height()}))
    commands.push_back(command::StartTour{});
  c.controls.add_item("help.tour");
  if (ImGui::IsItemHovered()) c.fill(tour, c.theme.hover, c.px(4));
  c.frame(tour, c.theme.accent, c.hairline(), c.px(4));
  c.centred(c.fonts.body, tour.centre(), c.theme.text, "Start the tour");
  const float title_width = Canvas::measure(c.fonts.title, "Help").x;
  if (head.width() > title_width + c.px(300)) {
    const Rect place = head.take_left(title_width + c.px(18));
    c.text(c.fonts.title, {place.left, place.centre().y - c.fonts.title->FontSize / 2}, c.theme.text, "Help");
  }
  for (const HelpPage page : pages) draw_tab(c, head, page);
}

void HelpView::draw(const Canvas& c, const Rect& window, Commands& commands) {
  if (!open_) return;
  const auto px = [&](float units) { return c.px(units); };
  for (const auto [key, step] : {std::pair(platform::key::right, 1), std::pair(platform::key::left, 2)}) {
    if (!ImGui::IsKeyPressed(key, false)) continue;
    page_ = pages.at((static_cast<std::size_t>(page_) + static_cast<std::size_t>(step)) % pages.size());
  }
  ImGui::SetNextWindowPos(window.min());
  ImGui::SetNextWindowSize({window.width(), window.height()});
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_WindowBg, c.theme.background.with_alpha(1.0f).u32());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  const float width = std::min(window.width() - px(32), px(1120));
  const float left = std::round(window.left + (window.width() - width) / 2);
  Rect room{left, window.top + px(10), left + width, window.bottom - px(6)};
  draw_head(c, room.take_top(px(38)), commands);
  c.line({room.left, room.top}, {room.right, room.top}, c.theme.hairline, c.hairline());
  room.take_top(px(1));
  ImGui::SetCursorScreenPos(room.min());
  ImGui::BeginChild(title(page_), {room.width(), room.height()}, false);
  const float inside = ImGui::GetContentRegionAvail().x - px(14);  // beside the scroll bar
  ImGui::Dummy({1, px(10)});
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float height = page_ == HelpPage::keys    ? draw_keys(c, inside)
                       : page_ == HelpPage::signs ? draw_help_signs(c, inside)
                                                  : draw_words(c, inside);
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy({1, height});
  ImGui::EndChild();
  c.controls.add("help", window);
  ImGui::End();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace loopglass
