#include "app/views/panels.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/views/lesson_view.hpp"
#include "app/views/loop_view.hpp"
#include "app/views/tasks_view.hpp"

namespace loopglass {
namespace {

constexpr std::array<const char*, 7> page_titles = {"Loop",  "Timeline", "Source", "Lesson",
                                                    "Tasks", "Output",   "Events"};
constexpr int lesson_page = 3;
constexpr int warnings_page = 7;
constexpr int details_page = 8;
constexpr int figures_page = 9;

int page_of(LogPage page) {
  switch (page) {
    case LogPage::output: return 5;
    case LogPage::events: return 6;
    case LogPage::warnings: return warnings_page;
    case LogPage::figures: return figures_page;
  }
  return 0;
}

std::string_view title_of(int page) {
  if (page == warnings_page) return "Warnings";
  if (page == details_page) return "Why";
  if (page == figures_page) return "Figures";
  return page_titles[static_cast<std::size_t>(page)];
}

/// As high as its lanes want to be, within limits: the loop stays the largest.
float timeline_height(const Canvas& canvas, float room, const Stage& stage) {
  const std::size_t lanes = stage.chronicle.names().task_count() + stage.chronicle.lanes().workers().size();
  return std::clamp(static_cast<float>(lanes) * canvas.px(19) + canvas.px(62), canvas.px(150), room * 0.34f);
}

}  // namespace

void Panels::show_log(LogPage page) {
  log_.show(page);
  wanted_page_ = page_of(page);
  details_in_front_ = false;
}

bool Panels::shows_figures() const {
  return log_.page() == LogPage::figures || page_ == figures_page || page_beside_ == figures_page;
}

void Panels::draw(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands) {
  if (view_ == PictureView::loop) return draw_loop(canvas, window, stage, commands);
  if (view_ == PictureView::timeline) return timeline_.draw(canvas, window, stage, commands);
  const Rect rest = draw_bar(canvas, window, stage, commands);
  if (window.width() >= canvas.px(1180) && window.height() >= canvas.px(620)) {
    draw_wide(canvas, rest, stage, commands);
  } else {
    draw_paged(canvas, rest, stage, commands);
  }
}

Rect Panels::draw_bar(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands) {
  Rect rest = window;
  if (view_ != PictureView::all) return rest;
  bar_is_hidden_ = strip_.is_open() && window.height() < canvas.px(480);
  if (!bar_is_hidden_) {
    bar_.draw(canvas, rest.take_top(canvas.px(window.height() < canvas.px(320) ? 40.0f : 48.0f)), stage,
              commands);
  }
  strip_.draw(canvas, rest, stage, commands);
  if (!canvas.fonts.notice.empty()) {
    const Rect row = rest.take_top(canvas.px(22));
    canvas.clipped(canvas.fonts.small, {row.left + canvas.px(12), row.top + canvas.px(4)},
                   canvas.theme.warning, canvas.fonts.notice, row.width() - canvas.px(24));
  }
  return rest;
}

/// Everything at once: the loop in the middle, words to its left, lists to its right, the timeline below.
void Panels::draw_wide(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const auto rule = [&](ImVec2 a, ImVec2 b) { canvas.line(a, b, canvas.theme.hairline, canvas.hairline()); };
  const Rect timeline = rest.take_bottom(timeline_height(canvas, rest.height(), stage));
  Rect left = rest.take_left(std::clamp(rest.width() * 0.275f, px(290), px(640)));
  Rect right = rest.take_right(std::clamp(timeline.width() * 0.25f, px(280), px(520)));
  const float words = quiz_.is_open() ? QuizView::height(canvas, stage, left.width())
                                      : lesson_height(canvas, stage, left.width());
  const Rect lesson =
      left.take_top(std::clamp(words, px(130), left.height() * (quiz_.is_open() ? 0.8f : 0.5f)));
  const float rows =
      static_cast<float>(stage.chronicle.names().task_count()) * (canvas.fonts.body->FontSize + px(7));
  const bool details = shows_details(stage.selection);
  const Rect tasks = right.take_top(
      std::clamp(rows + px(64), right.height() * 0.34f, right.height() * (details ? 0.34f : 0.74f)));

  rule({rest.left, rest.top}, {rest.left, timeline.top});
  rule({rest.right, rest.top}, {rest.right, timeline.top});
  rule({left.left, lesson.bottom}, {left.right, lesson.bottom});
  rule({right.left, tasks.bottom}, {right.right, tasks.bottom});
  rule({timeline.left, timeline.top}, {timeline.right, timeline.top});

  draw_loop(canvas, rest, stage, commands);
  draw_lesson_or_quiz(canvas, lesson, stage, commands);
  source_.draw(canvas, left, stage, commands);
  draw_tasks(canvas, tasks, stage, commands);
  if (details) {
    details_.draw(canvas, right, stage, commands);
  } else {
    log_.draw(canvas, right, stage, commands);
  }
  timeline_.draw(canvas, timeline, stage, commands);
}

/// Where there is little room: the loop, and beside or instead of it one panel at a time.
void Panels::draw_paged(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const bool beside = rest.width() >= px(760);
  const bool below = rest.height() >= px(330);
  if (below) {
    const Rect timeline = rest.take_bottom(std::clamp(rest.height() * 0.27f, px(96), px(200)));
    canvas.line(timeline.min(), {timeline.right, timeline.top}, canvas.theme.hairline, canvas.hairline());
    timeline_.draw(canvas, timeline, stage, commands);
  }
  Rect paged = beside ? rest.take_right(std::max(px(270), rest.width() * 0.34f)) : rest;
  if (beside) {
    canvas.line({paged.left, paged.top}, {paged.left, paged.bottom}, canvas.theme.hairline,
                canvas.hairline());
    draw_loop(canvas, rest, stage, commands);
  }
  // Pages that stand beside or below anyway are not offered.
  std::vector<int> pages;
  for (int page = beside ? 1 : 0; page < static_cast<int>(page_titles.size()); ++page) {
    if (page != 1 || !below) pages.push_back(page);
  }
  pages.push_back(figures_page);
  if (!stage.chronicle.warnings().empty()) pages.push_back(warnings_page);
  // The answer stands first, where it is never out of sight.
  if (stage.selection.asks()) pages.insert(pages.begin(), details_page);
  int& chosen = beside ? page_beside_ : page_;
  // Beside the loop there is room to answer at once.
  if (std::exchange(details_are_new_, false) && beside && stage.selection.asks()) chosen = details_page;
  if (std::ranges::find(pages, chosen) == pages.end()) chosen = pages.front();
  if (const int wanted = std::exchange(wanted_page_, -1); std::ranges::find(pages, wanted) != pages.end())
    page_ = page_beside_ = wanted;
  if (quiz_.is_open()) chosen = lesson_page;
  Rect tabs = paged.take_top(px(24));
  ImFont* font = canvas.fonts.small;
  // Where the words do not fit, the room between them gives way first.
  float words = 0;
  for (const int page : pages) words += Canvas::measure(font, title_of(page)).x;
  const float side = std::clamp((tabs.width() - words) / static_cast<float>(pages.size() * 2), px(3), px(6));
  for (const int page : pages) {
    const std::string_view text = title_of(page);
    const float width = Canvas::measure(font, text).x + side * 2;
    if (tabs.width() < width) tabs = paged.take_top(px(24));
    const Rect tab = tabs.take_left(width);
    ImGui::SetCursorScreenPos(tab.min());
    const std::string name = "page." + std::string(text);
    if (ImGui::InvisibleButton(name.c_str(), {std::max(tab.width(), 1.0f), tab.height()})) chosen = page;
    canvas.controls.add_item(name);
    const Colour ink = page == warnings_page                      ? canvas.theme.warning
                       : page == chosen || ImGui::IsItemHovered() ? canvas.theme.text
                                                                  : canvas.theme.dim_text;
    canvas.clipped(font, {tab.left + side, tab.centre().y - font->FontSize / 2}, ink, text, tab.width());
    if (page == chosen)
      canvas.fill({tab.left + side, tab.bottom - px(3), tab.right - side, tab.bottom - px(1)},
                  canvas.theme.accent);
  }
  draw_page(canvas, paged, stage, chosen, commands);
}

void Panels::draw_lesson_or_quiz(const Canvas& canvas, const Rect& room, const Stage& stage,
                                 Commands& commands) {
  if (quiz_.is_open()) {
    quiz_.draw(canvas, room, stage, commands);
  } else {
    draw_lesson(canvas, room, stage, commands);
  }
}

void Panels::draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, int page,
                       Commands& commands) {
  switch (page) {
    case 0: return draw_loop(canvas, room, stage, commands);
    case 1: return timeline_.draw(canvas, room, stage, commands);
    case 2: return source_.draw(canvas, room, stage, commands);
    case 3: return draw_lesson_or_quiz(canvas, room, stage, commands);
    case 4: return draw_tasks(canvas, room, stage, commands);
    case 5:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::output,
                            commands);
    case 6:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::events,
                            commands);
    case details_page: return details_.draw(canvas, room, stage, commands);
    case figures_page:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::figures,
                            commands);
    default:
      return log_.draw_page(canvas, room.inset(canvas.px(12), canvas.px(6)), stage, LogPage::warnings,
                            commands);
  }
}

}  // namespace loopglass
