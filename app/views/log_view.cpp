#include "app/views/log_view.hpp"

#include <algorithm>
#include <utility>

#include "app/model/brief.hpp"
#include "app/model/warnings/kinds.hpp"
#include "app/platform/icons.hpp"
#include "app/session/remedy.hpp"
#include "app/views/figures_view.hpp"
#include "app/views/floating.hpp"
#include "app/views/key_list.hpp"
#include "app/views/task_token.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

constexpr LogPage pages[] = {LogPage::output, LogPage::events, LogPage::warnings, LogPage::figures};

const char* title(LogPage page) {
  switch (page) {
    case LogPage::output: return "OUTPUT";
    case LogPage::events: return "EVENTS";
    case LogPage::warnings: return "WARNINGS";
    case LogPage::figures: return "FIGURES";
  }
  return "";
}

const char* control(LogPage page) {
  switch (page) {
    case LogPage::output: return "log.output";
    case LogPage::events: return "log.events";
    case LogPage::warnings: return "log.warnings";
    case LogPage::figures: return "log.figures";
  }
  return "";
}

const char* meaning(LogPage page) {
  switch (page) {
    case LogPage::output: return "What the tasks print";
    case LogPage::events: return "Every event of the run";
    case LogPage::warnings: return "What goes wrong in this run, and what helps";
    case LogPage::figures: return "How the loop and its tasks spend their time";
  }
  return "";
}

/// Whether a worker reports it; `extra` is then its number.
bool is_of_worker(const Event& event) {
  return event.kind >= EventKind::job_started && event.kind <= EventKind::job_ended;
}

/// Of its row in the list of events.
float height_of_event(const Canvas& c) { return std::round(c.fonts.small->FontSize + c.px(6)); }

/// A row that can be clicked; returns whether the mouse is over it.
bool row_hovered(const Rect& row) { return ImGui::IsWindowHovered() && row.contains(ImGui::GetMousePos()); }

/// A click goes to the event; on the one that is shown it asks why.
std::string what_a_click_does(const Stage& stage, EventNumber n) {
  return n == stage.moment.at ? with_key("Click: why it happened", "why") : "Click to go there.";
}
void go_or_ask(const Stage& stage, EventNumber n, Commands& commands) {
  if (n == stage.moment.at) {
    commands.push_back(command::AskWhy{n});
  } else {
    commands.push_back(command::Seek{n});
  }
}

}  // namespace

std::size_t warnings_so_far(const Stage& stage) {
  return static_cast<std::size_t>(std::ranges::count_if(
      stage.chronicle.warnings(), [&](const Warning& w) { return w.event <= stage.moment.at; }));
}

void LogView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  Rect body = room.inset(px(12), px(8));
  Rect head = body.take_top(px(22));
  const std::size_t all_warned = warnings_so_far(stage);
  const auto text_of = [&](LogPage page) {
    std::string text = title(page);
    if (page == LogPage::warnings && all_warned > 0) text += " " + std::to_string(all_warned);
    return text;
  };
  // Where the words do not fit, the room between them gives way.
  float words = 0;
  for (const LogPage page : pages) words += Canvas::measure(canvas.fonts.caps, text_of(page)).x;
  const float gap =
      std::clamp((head.width() - words) / static_cast<float>(std::size(pages) - 1), px(4), px(16));
  for (const LogPage page : pages) {
    const std::string text = text_of(page);
    const std::size_t warned = page == LogPage::warnings ? all_warned : 0;
    const ImVec2 size = Canvas::measure(canvas.fonts.caps, text);
    const Rect tab = head.take_left(size.x + gap);
    ImGui::SetCursorScreenPos(tab.min());
    if (ImGui::InvisibleButton(control(page), {tab.width(), tab.height()})) page_ = page;
    canvas.controls.add_item(control(page));
    const bool hovered = ImGui::IsItemHovered();
    // Above the tabs, so that it covers nothing of the page.
    if (hovered) draw_tip_above(canvas, tab, with_key(meaning(page), "log", static_cast<std::size_t>(page)));
    const Colour ink = warned > 0                 ? canvas.theme.warning
                       : page == page_ || hovered ? canvas.theme.text
                                                  : canvas.theme.dim_text;
    canvas.text(canvas.fonts.caps, {tab.left, tab.top + px(2)}, ink, text);
    if (page == page_)
      canvas.fill({tab.left, tab.bottom - px(3), tab.left + size.x, tab.bottom - px(1)}, canvas.theme.accent);
  }
  draw_page(canvas, body, stage, page_, commands);
}

void LogView::draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, LogPage page,
                        Commands& commands) {
  Rect body = room;
  body.take_top(canvas.px(4));
  if (page == LogPage::events) body.bottom = whole_rows(body, height_of_event(canvas));
  ImGui::SetCursorScreenPos(body.min());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild(title(page), {body.width(), body.height()}, false);
  ImGui::PopStyleVar();
  // Those of another run begin at their top; the others follow the moment.
  if (page == LogPage::warnings || page == LogPage::figures) start_at_top_of(stage.order.recipe().text());
  switch (page) {
    case LogPage::output: draw_output(canvas, stage, commands); break;
    case LogPage::events: draw_events(canvas, stage, commands); break;
    case LogPage::warnings: draw_warnings(canvas, stage, commands); break;
    case LogPage::figures: draw_figures(canvas, stage, figures_by_time_, commands); break;
  }
  ImGui::EndChild();
}

void LogView::draw_output(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const auto& lines = stage.world().output;
  ImFont* font = canvas.fonts.mono;
  const float width = ImGui::GetContentRegionAvail().x;
  if (lines.empty()) {
    ImGui::PushFont(canvas.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, canvas.theme.dim_text.u32());
    ImGui::TextWrapped("Nothing has been printed yet.");
    ImGui::PopStyleColor();
    ImGui::PopFont();
    return;
  }
  for (const EventNumber n : lines) {
    const Event& event = stage.trace()[n];
    const std::string_view text = stage.trace().string(static_cast<StringId>(event.value));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = px(24);
    const float height = std::max(Canvas::measure(font, text, width - left).y, font->FontSize) + px(5);
    const Rect row{at.x, at.y, at.x + width, at.y + height};
    if (row_hovered(row)) {
      canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
      const auto job = static_cast<JobId>(event.subject);
      const std::string by = job == JobId::none ? stage.names().task(event.task) : stage.names().job(job);
      draw_tip_aside(
          canvas, row,
          "Printed by " + by + " at " + to_text(event.time()) + ". " + what_a_click_does(stage, n));
      if (ImGui::IsMouseClicked(0)) go_or_ask(stage, n, commands);
    }
    const ImVec2 badge(at.x + px(9), at.y + px(2) + font->FontSize / 2);
    if (const JobState* job = stage.world().job(static_cast<JobId>(event.subject))) {
      draw_worker_badge(canvas, badge, px(8), job->worker);
    } else {
      draw_badge(canvas, badge, px(8), event.task);
    }
    canvas.wrapped(font, {at.x + left, at.y + px(2)},
                   n == stage.moment.at ? canvas.theme.accent : canvas.theme.text, text, width - left);
    ImGui::Dummy({width, height - ImGui::GetStyle().ItemSpacing.y});
  }
  if (followed_output_ != lines.back() && !ImGui::IsWindowHovered()) {
    followed_output_ = lines.back();
    ImGui::SetScrollHereY(1.0f);
  }
}

namespace {

/// Its few words; of one that is found also what is found of it, if they do not have that.
std::string words_of_event(const Stage& stage, EventNumber n) {
  const Event& event = stage.trace()[n];
  std::string words = brief(stage.trace(), stage.names(), event);
  const Finder& finder = stage.waypoints.finder;
  if (!finder.is_looking()) return words;
  if (const std::string_view excerpt = finder.excerpt(n); !excerpt.empty()) return std::string(excerpt);
  if (event.task == TaskId::none || !finder.places_in(words).empty()) return words;
  return stage.names().task(event.task) + ": " + words;
}

/// With a ground below what is looked for, if something is.
void draw_event_words(const Canvas& canvas, ImVec2 at, Colour ink, const std::string& words, float width,
                      const Finder& finder) {
  ImFont* font = canvas.fonts.small;
  const std::string shown = Canvas::shortened(font, words, width);
  for (const auto& [begin, end] : finder.places_in(shown)) {
    const float left = at.x + Canvas::measure(font, std::string_view(shown).substr(0, begin)).x;
    const float right = at.x + Canvas::measure(font, std::string_view(shown).substr(0, end)).x;
    canvas.fill({left - 1, at.y - 1, right + 1, at.y + font->FontSize + 1},
                canvas.theme.accent.with_alpha(0.3f), canvas.px(2));
  }
  canvas.text(font, at, ink, shown);
}

}  // namespace

void LogView::draw_events(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const EventNumber now = stage.moment.at;
  ImFont* font = canvas.fonts.small;
  const float height = height_of_event(canvas);
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float number_width =
      Canvas::measure(canvas.fonts.mono_small, std::to_string(stage.trace().size())).x + px(8);
  // While something is looked for, only what is found. What is asked about is not told here.
  const Finder& finder = stage.waypoints.finder;
  const auto& found = finder.found();
  const EventNumber last = stage.hides_future ? now : stage.trace().size();
  const auto rows_up_to = [&](EventNumber n) {
    return finder.is_looking() ? static_cast<EventNumber>(std::ranges::upper_bound(found, n) - found.begin())
                               : n;
  };
  const LongList::Rows rows = list_.place(rows_up_to(last), height);
  for (std::size_t i = rows.begin; i < rows.end; ++i) {
    const EventNumber n = finder.is_looking() ? found[i] : i + 1;
    const Event& event = stage.trace()[n];
    const float top = rows.top + height * static_cast<float>(i - rows.begin);
    const Rect row{origin.x, top, origin.x + width, top + height};
    if (n == now) {
      canvas.fill(row, canvas.theme.selection, px(3));
      canvas.controls.add("log.present", row);
    }
    if (row_hovered(row)) {
      canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
      const std::string of = event.task == TaskId::none ? "" : ", of " + stage.names().task(event.task);
      draw_tip_aside(canvas, row,
                     "Event " + std::to_string(n) + " at " + to_text(event.time()) + of + ": " +
                         brief(stage.trace(), stage.names(), event) + ". " + what_a_click_does(stage, n));
      if (ImGui::IsMouseClicked(0)) go_or_ask(stage, n, commands);
    }
    const Colour ink = n > now ? canvas.theme.dim_text : canvas.theme.text;
    const float y = row.top + (height - font->FontSize) / 2;
    const std::string number = std::to_string(n);
    canvas.text(canvas.fonts.mono_small,
                {row.left + number_width - px(8) - Canvas::measure(canvas.fonts.mono_small, number).x, y},
                canvas.theme.dim_text, number);
    float x = row.left + number_width + px(9);
    if (is_of_worker(event)) draw_worker_badge(canvas, {x, (row.top + row.bottom) / 2}, px(8), event.extra);
    if (event.task != TaskId::none)
      draw_badge(canvas, {x, (row.top + row.bottom) / 2}, px(8), event.task, n > now ? 0.6f : 1.0f);
    x += px(14);
    draw_event_words(canvas, {x, y}, ink, words_of_event(stage, n), row.right - x, finder);
  }
  // Another list stands at the present, whatever the mouse is on, and so does one that is still found.
  const std::string list = finder.text() + (finder.takes_all() ? " all" : "");
  const bool is_other = listed_ != list || (finder.is_looking() && finder.read() < now);
  if (!is_other && (followed_event_ == now || ImGui::IsWindowHovered())) return;
  listed_ = list;
  followed_event_ = now;
  list_.show(std::max<std::size_t>(rows_up_to(now), 1) - 1);
}

namespace {

/// The rows of one warning, from top to bottom.
class WarningRows {
 public:
  WarningRows(const Canvas& canvas, Rect room) : c_(canvas), room_(room) {}

  void words(ImFont* font, Colour colour, std::string_view text) {
    if (draw_with_terms(c_, font, {room_.left, room_.top}, colour, text, room_.width())) explains_ = true;
    room_.top += height(font, text, room_.width()) + c_.px(3);
  }
  void note(std::string_view title, std::string_view text) {
    room_.top += c_.px(4);
    words(c_.fonts.caps, c_.theme.dim_text, title);
    words(c_.fonts.body, c_.theme.text, text);
  }
  /// Whether it was clicked. `brief`: its words where the others do not fit.
  bool button(const std::string& name, const std::string& words, const std::string& brief) {
    room_.top += c_.px(4);
    const std::string text = Canvas::fitting(c_.fonts.body, {words, brief}, room_.width() - c_.px(18));
    const float width = std::min(Canvas::measure(c_.fonts.body, text).x + c_.px(18), room_.width());
    const Rect r{room_.left, room_.top, room_.left + width, room_.top + c_.px(28)};
    ImGui::SetCursorScreenPos(r.min());
    const bool clicked = ImGui::InvisibleButton(name.c_str(), {r.width(), r.height()});
    c_.controls.add_item(name);
    if (ImGui::IsItemHovered()) c_.fill(r, c_.theme.hover, c_.px(4));
    c_.frame(r, c_.theme.accent, c_.hairline(), c_.px(4));
    c_.clipped(c_.fonts.body, {r.left + c_.px(9), r.centre().y - c_.fonts.body->FontSize / 2}, c_.theme.text,
               text, width - c_.px(14));
    room_.top = r.bottom + c_.px(3);
    return clicked;
  }
  float bottom() const { return room_.top; }
  /// Whether a term of its words explains itself.
  bool explains() const { return explains_; }

  static float height(ImFont* font, std::string_view text, float width) {
    return Canvas::measure(font, text, width).y;
  }

 private:
  const Canvas& c_;
  Rect room_;
  bool explains_ = false;
};

void draw_no_warnings(const Canvas& canvas) {
  ImGui::PushFont(canvas.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, canvas.theme.dim_text.u32());
  ImGui::TextWrapped("No warnings up to this moment. These are looked for:");
  for (const WarningKind* kind : warning::kinds()) ImGui::TextWrapped("%s", kind->title);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace

/// A warning is short until it is clicked: then it says why it matters and what to do.
void LogView::draw_warnings(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const float width = ImGui::GetContentRegionAvail().x;
  const auto& all = stage.chronicle.warnings();
  bool any = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Warning& warning = all[i];
    const bool is_open = open_warning_ == i + 1;
    // One that is open stays, although its evidence, where the click leads, lies before it.
    if (warning.event > stage.moment.at && !is_open) continue;
    any = true;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Rect words{at.x + px(26), at.y + px(4), at.x + width, at.y + px(4)};
    const float head = WarningRows::height(canvas.fonts.strong, warning.kind->title, words.width()) +
                       WarningRows::height(canvas.fonts.body, warning.text, words.width()) + px(12);
    const Rect row{at.x, at.y, at.x + width, at.y + head};
    canvas.controls.add_pressed("log.warning", row);
    if (row_hovered(row)) {
      canvas.fill(row, canvas.theme.selection.with_alpha(0.5f), px(3));
      if (ImGui::IsMouseClicked(0)) {
        if (is_open) open_warning_ = 0;
        if (!is_open) commands.push_back(command::ReadWarning{i});
      }
    }
    platform::icon(Canvas::list(), platform::Icon::warning,
                   {at.x + px(10), at.y + px(4) + canvas.fonts.strong->FontSize / 2}, px(17),
                   canvas.theme.warning.u32());
    WarningRows rows(canvas, words);
    rows.words(canvas.fonts.strong, canvas.theme.warning, warning.kind->title);
    rows.words(canvas.fonts.body, canvas.theme.text, warning.text);
    if (row_hovered(row) && !rows.explains())
      draw_tip(canvas, row,
               is_open ? "Click to close it."
                       : "Click to go to where it can be seen, and to read why it matters.");
    if (is_open) {
      if (std::exchange(is_new_, false)) {
        remedy_ = variant_without(*warning.kind, stage.order);
        ImGui::SetScrollHereY(0.0f);
      }
      // Above the longer words, where it is seen at once.
      if (remedy_ && !stage.is_compared &&
          rows.button("log.remedy", "Compare with " + *remedy_ + ", which has no such warning",
                      "Compare with " + *remedy_)) {
        Recipe recipe = stage.order.recipe();
        recipe.position.reset();
        recipe.variant = *remedy_;
        commands.push_back(command::Compare{{recipe}});
      }
      rows.note("WHY IT MATTERS", warning.kind->why);
      rows.note("WHAT TO DO", warning.kind->fix);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, rows.bottom() - at.y + px(6) - ImGui::GetStyle().ItemSpacing.y});
  }
  if (!any) draw_no_warnings(canvas);
}

}  // namespace loopglass
