#include "app/views/panels.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/views/lesson_view.hpp"
#include "app/views/loop_view.hpp"
#include "app/views/split_lines.hpp"
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

bool Panels::shows_events() const {
  const int events = page_of(LogPage::events);
  if (shown_page_ >= 0) return wanted_page_ == events || (wanted_page_ < 0 && shown_page_ == events);
  return log_.page() == LogPage::events && !details_in_front_ && layout_.shows(Panel::log);
}

void Panels::begin_search() {
  if (shows_events()) return;
  const Place before{log_.page(), layout_.shows(Panel::log), details_in_front_, page_, page_beside_};
  show_log(LogPage::events);
  before_search_ = before;
}

void Panels::end_search() {
  const auto before = std::exchange(before_search_, std::nullopt);
  if (!before) return;
  const int events = page_of(LogPage::events);
  if (log_.page() == LogPage::events) log_.show(before->log);
  if (!before->shows_log) layout_.hide(Panel::log);
  details_in_front_ = details_in_front_ || before->details_in_front;
  wanted_page_ = -1;
  if (page_ == events) page_ = before->page;
  if (page_beside_ == events) page_beside_ = before->page_beside;
}

void Panels::show_log(LogPage page) {
  before_search_.reset();
  log_.show(page);
  layout_.show(Panel::log);
  wanted_page_ = page_of(page);
  details_in_front_ = false;
}

bool Panels::shows_figures() const {
  return log_.page() == LogPage::figures || page_ == figures_page || page_beside_ == figures_page;
}

void Panels::turn_to(Panel panel) {
  constexpr std::array<int, panel_count> pages = {0, lesson_page, source_page, 4, 5, 1};
  layout_.show(panel);
  wanted_page_ = pages[static_cast<std::size_t>(panel)];
}

bool Panels::toggle(Panel panel) {
  if (layout_.shows(panel)) return layout_.hide(panel);
  layout_.show(panel);
  if (panel == Panel::log) details_in_front_ = false;
  return true;
}

void Panels::move(const command::MoveSplit& move) {
  if (move.share) {
    layout_.set_share(move.split, std::clamp(*move.share, 0.01, 0.99));
  } else {
    layout_.forget_share(move.split);
  }
}

/// What was asked for has its place even if that is hidden.
PanelLayout Panels::shown_layout(const Stage& stage) const {
  PanelLayout layout = layout_;
  if (quiz_.is_open()) layout.show(Panel::lesson);
  if (shows_details(stage.selection)) layout.show(Panel::log);
  return layout;
}

void Panels::draw(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands) {
  if (view_ == PictureView::loop) return draw_loop(canvas, window, stage, commands);
  if (view_ == PictureView::timeline) return timeline_.draw(canvas, window, stage, commands);
  const Rect rest = draw_bar(canvas, window, stage, commands);
  if (window.width() >= canvas.px(1180) && window.height() >= canvas.px(620)) {
    shown_page_ = -1;
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
              layout_, commands);
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
void Panels::draw_wide(const Canvas& canvas, const Rect& rest, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const PanelLayout layout = shown_layout(stage);
  PanelWishes wishes{.timeline = timeline_height(canvas, rest.height(), stage)};
  // How wide a column is does not depend on these, and how high its parts are does.
  const PanelPlaces columns = place_panels(rest, canvas.scale, layout, wishes);
  const Rect& left = columns.of(Panel::lesson);
  const float left_height = left.height() + columns.of(Panel::source).height();
  const float right_height = columns.of(Panel::tasks).height() + columns.of(Panel::log).height();
  const bool details = shows_details(stage.selection);
  const float words = quiz_.is_open() ? QuizView::height(canvas, stage, left.width())
                                      : lesson_height(canvas, stage, left.width());
  // The source keeps a few lines; in a low window it has the larger part, until all of the lesson is wanted.
  const float all_words = std::max(left_height * (quiz_.is_open() ? 0.8f : 0.6f), left_height - px(156));
  const float few_words = left_height * 0.44f;
  const bool folds = left_height < px(520) && words > few_words && !quiz_.is_open() &&
                     layout.shows(Panel::source) && !layout.share(Split::lesson);
  const float most_words = folds && !lesson_is_whole_ ? few_words : all_words;
  wishes.lesson = std::clamp(words, px(130), std::max(px(130), most_words));
  const float rows =
      static_cast<float>(stage.chronicle.names().task_count()) * (canvas.fonts.body->FontSize + px(7));
  // What the log says needs room for a few lines, too.
  const float most = details ? right_height * 0.34f : std::min(right_height * 0.74f, right_height - px(170));
  wishes.tasks = std::clamp(rows + px(64), right_height * 0.34f, std::max(right_height * 0.34f, most));
  const PanelPlaces places = place_panels(rest, canvas.scale, layout, wishes);

  if (layout.shows(Panel::lesson))
    draw_lesson_or_quiz(canvas, places.of(Panel::lesson), stage, commands, folds);
  if (layout.shows(Panel::source)) source_.draw(canvas, places.of(Panel::source), stage, commands);
  if (layout.shows(Panel::loop)) draw_loop(canvas, places.of(Panel::loop), stage, commands);
  if (layout.shows(Panel::tasks)) draw_tasks(canvas, places.of(Panel::tasks), stage, commands);
  if (layout.shows(Panel::log) && details) {
    details_.draw(canvas, places.of(Panel::log), stage, commands);
  } else if (layout.shows(Panel::log)) {
    log_.draw(canvas, places.of(Panel::log), stage, commands);
  }
  if (layout.shows(Panel::timeline)) timeline_.draw(canvas, places.of(Panel::timeline), stage, commands);
  for (std::size_t i = 0; i < panel_count; ++i) {
    const auto panel = static_cast<Panel>(i);
    if (layout.shows(panel)) canvas.controls.add("place." + std::string(name(panel)), places.of(panel));
  }
  draw_split_lines(canvas, places.lines, commands);
}

/// The pages that there are: those that stand beside or below anyway are not offered.
std::vector<int> Panels::pages(const Stage& stage, const PagePlaces& places) const {
  const PanelLayout layout = shown_layout(stage);
  constexpr std::array<Panel, page_titles.size()> panels = {
      Panel::loop, Panel::timeline, Panel::source, Panel::lesson, Panel::tasks, Panel::log, Panel::log};
  std::vector<int> pages;
  for (std::size_t page = 0; page < panels.size(); ++page) {
    const bool stands = (page == 0 && places.loop.width() > 0) || (page == 1 && places.timeline.width() > 0);
    if (layout.shows(panels[page]) && !stands) pages.push_back(static_cast<int>(page));
  }
  if (layout.shows(Panel::log)) pages.push_back(figures_page);
  if (!stage.chronicle.warnings().empty() && layout.shows(Panel::log)) pages.push_back(warnings_page);
  // The answer stands first, where it is never out of sight.
  if (stage.selection.asks()) pages.insert(pages.begin(), details_page);
  return pages;
}

/// Takes what it needs from the top of the room. Returns the page that is chosen now.
int Panels::draw_tabs(const Canvas& canvas, Rect& room, const std::vector<int>& pages, int chosen,
                      bool warned) const {
  const auto px = [&](float units) { return canvas.px(units); };
  Rect tabs = room.take_top(px(24));
  ImFont* font = canvas.fonts.small;
  // Where the words do not fit, the room between them gives way first.
  float words = 0;
  for (const int page : pages) words += Canvas::measure(font, title_of(page)).x;
  const float side = std::clamp((tabs.width() - words) / static_cast<float>(pages.size() * 2), px(3), px(6));
  for (const int page : pages) {
    const std::string_view text = title_of(page);
    const float width = Canvas::measure(font, text).x + side * 2;
    if (tabs.width() < width) tabs = room.take_top(px(24));
    const Rect tab = tabs.take_left(width);
    ImGui::SetCursorScreenPos(tab.min());
    const std::string name = "page." + std::string(text);
    if (ImGui::InvisibleButton(name.c_str(), {std::max(tab.width(), 1.0f), tab.height()})) chosen = page;
    canvas.controls.add_item(name);
    const Colour ink = page == warnings_page && warned            ? canvas.theme.warning
                       : page == chosen || ImGui::IsItemHovered() ? canvas.theme.text
                                                                  : canvas.theme.dim_text;
    canvas.clipped(font, {tab.left + side, tab.centre().y - font->FontSize / 2}, ink, text, tab.width());
    if (page == chosen)
      canvas.fill({tab.left + side, tab.bottom - px(3), tab.right - side, tab.bottom - px(1)},
                  canvas.theme.accent);
  }
  return chosen;
}

/// Where there is little room: the loop, and beside or instead of it one panel at a time.
void Panels::draw_paged(const Canvas& canvas, const Rect& rest, const Stage& stage, Commands& commands) {
  PagePlaces places = place_pages(rest, canvas.scale, shown_layout(stage));
  const bool beside = places.loop.width() > 0;
  if (places.timeline.width() > 0) timeline_.draw(canvas, places.timeline, stage, commands);
  if (beside) draw_loop(canvas, places.loop, stage, commands);
  const std::vector<int> offered = pages(stage, places);
  int& chosen = beside ? page_beside_ : page_;
  // Beside the loop there is room to answer at once.
  if (std::exchange(details_are_new_, false) && beside && stage.selection.asks()) chosen = details_page;
  if (places.page.width() > 0 && !offered.empty()) {
    if (std::ranges::find(offered, chosen) == offered.end()) chosen = offered.front();
    if (const int wanted = std::exchange(wanted_page_, -1);
        std::ranges::find(offered, wanted) != offered.end())
      page_ = page_beside_ = wanted;
    if (quiz_.is_open()) chosen = lesson_page;
    chosen = draw_tabs(canvas, places.page, offered, chosen, warnings_so_far(stage) > 0);
    shown_page_ = chosen;
    draw_page(canvas, places.page, stage, chosen, commands);
  }
  draw_split_lines(canvas, places.lines, commands);
}

void Panels::draw_lesson_or_quiz(const Canvas& canvas, const Rect& room, const Stage& stage,
                                 Commands& commands, bool folds) {
  if (quiz_.is_open()) {
    quiz_.draw(canvas, room, stage, commands);
  } else {
    draw_lesson(canvas, room, stage, commands, folds ? &lesson_is_whole_ : nullptr);
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
