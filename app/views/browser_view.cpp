#include "app/views/browser_view.hpp"

#include <algorithm>
#include <utility>

#include "app/platform/icons.hpp"
#include "app/platform/keys.hpp"
#include "app/views/floating.hpp"
#include "app/views/key_list.hpp"
#include "scenarios/chapter.hpp"
#include "scenarios/course.hpp"

namespace loopglass {
namespace {

constexpr float ways_width = 250;  // in units of design
constexpr float least_with_ways = 640;
constexpr int settle_frames = 5;

float row_height(const Canvas& c) { return c.fonts.body->FontSize + c.fonts.small->FontSize + c.px(17); }

}  // namespace

BrowserView::BrowserView(const std::vector<Scenario>& scenarios, const std::set<std::string>& seen)
    : seen_(seen) {
  Way all{.title = "All of them"};
  std::vector<Way> chapters;
  for (const Scenario& scenario : scenarios) {
    all.scenarios.push_back(&scenario);
    const std::string title =
        std::to_string(scenario.chapter) + "  " + std::string(chapter_title(scenario.chapter));
    if (chapters.empty() || chapters.back().title != title) {
      chapters.push_back({.title = title, .heading = chapters.empty() ? "CHAPTERS" : ""});
    }
    chapters.back().scenarios.push_back(&scenario);
  }
  ways_.push_back(std::move(all));
  std::ranges::move(chapters, std::back_inserter(ways_));
  for (const Course& course : courses()) {
    std::string heading = course.title;
    std::ranges::transform(heading, heading.begin(), [](unsigned char c) { return std::toupper(c); });
    for (const CourseLesson& lesson : course.lessons) {
      Way way{.title = lesson.title,
              .heading = std::exchange(heading, ""),
              .minutes = minutes(lesson, scenarios)};
      for (const std::string& name : lesson.scenarios) {
        const auto scenario = std::ranges::find(scenarios, name, &Scenario::name);
        if (scenario != scenarios.end()) way.scenarios.push_back(&*scenario);
      }
      if (!way.scenarios.empty()) ways_.push_back(std::move(way));
    }
  }
}

void BrowserView::draw(const Canvas& c, float top, const Scenario& current, Commands& commands) {
  if (settling_ > 0) --settling_;
  if (std::exchange(wanted_, false)) {
    ImGui::OpenPopup("scenarios");
    settling_ = settle_frames;
  }
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float width = std::min(c.px(960), window.x - c.px(16));
  ImGui::SetNextWindowSize({width, std::min(c.px(720), window.y - top - c.px(12))});
  ImGui::SetNextWindowPos({c.px(8), top + c.px(4)});
  is_open_ = ImGui::BeginPopup("scenarios");
  if (!is_open_) return;
  placed_ = !ImGui::IsWindowAppearing();
  if (!placed_) {
    find_.fill('\0');
    chosen_ = -1;
  }
  if (ImGui::IsKeyPressed(platform::key::escape, false)) ImGui::CloseCurrentPopup();
  draw_find(c);
  const bool with_ways = width >= c.px(least_with_ways);
  if (with_ways) {
    ImGui::BeginChild("ways", {c.px(ways_width), 0});
    draw_ways(c);
    ImGui::EndChild();
    ImGui::SameLine(0, c.px(12));
  } else {
    way_ = 0;
  }
  ImGui::BeginChild("found", {0, 0});
  draw_scenarios(c, current, commands);
  ImGui::EndChild();
  ImGui::EndPopup();
}

void BrowserView::draw_find(const Canvas& c) {
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  if (!placed_) ImGui::SetKeyboardFocusHere();
  const char* const hint = beside_
                               ? "What stands beside this run? Find by a word   (↑ ↓, Enter compares)"
                               : "Find by a word: lock, timeout   (↑ ↓, Enter opens, Shift Enter compares)";
  ImGui::InputTextWithHint("##find", hint, find_.data(), find_.size());
  if (ImGui::IsItemEdited()) chosen_ = is_searching() ? 0 : -1;
  add_control(c, "scenarios.find");
  ImGui::Dummy({0, c.px(2)});
}

void BrowserView::draw_ways(const Canvas& c) {
  const float height = c.fonts.body->FontSize + c.px(12);
  for (std::size_t i = 0; i < ways_.size(); ++i) {
    const Way& way = ways_[i];
    if (!way.heading.empty()) {
      ImGui::Dummy({0, c.px(3)});
      c.paragraph(c.fonts.caps, c.theme.dim_text, way.heading);
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (ImGui::InvisibleButton(("way" + std::to_string(i)).c_str(), {width, height})) {
      way_ = i;
      find_.fill('\0');
      chosen_ = -1;
    }
    add_control(c, "way." + std::to_string(i));
    const Rect r{at.x, at.y, at.x + width, at.y + height};
    const bool on = i == way_ && !is_searching();
    if (on) c.fill(r, c.theme.selection, c.px(4));
    if (ImGui::IsItemHovered()) {
      c.fill(r, c.theme.hover, c.px(4));
      if (way.minutes != 0) draw_tip(c, r, "About " + std::to_string(way.minutes) + " minutes");
    }
    const auto seen =
        std::ranges::count_if(way.scenarios, [&](const Scenario* s) { return seen_.contains(s->name); });
    const std::string share = std::to_string(seen) + "/" + std::to_string(way.scenarios.size());
    const float share_width = Canvas::measure(c.fonts.small, share).x;
    const bool all_seen = static_cast<std::size_t>(seen) == way.scenarios.size();
    c.text(c.fonts.small, {r.right - c.px(8) - share_width, r.centre().y - c.fonts.small->FontSize / 2},
           all_seen ? c.theme.done : c.theme.dim_text, share);
    c.clipped(c.fonts.body, {r.left + c.px(8), r.centre().y - c.fonts.body->FontSize / 2}, c.theme.text,
              way.title, width - share_width - c.px(26));
  }
}

std::vector<const Scenario*> BrowserView::found() const {
  std::vector<const Scenario*> found;
  for (const Scenario* scenario : ways_[is_searching() ? 0 : way_].scenarios) {
    if (speaks_of(*scenario, find_.data())) found.push_back(scenario);
  }
  return found;
}

void BrowserView::draw_scenarios(const Canvas& c, const Scenario& current, Commands& commands) {
  const auto list = found();
  const int last = static_cast<int>(list.size()) - 1;
  const int before = chosen_;
  const bool enters =
      ImGui::IsKeyPressed(platform::key::enter, false) || ImGui::IsKeyPressed(platform::key::kp_enter, false);
  if (ImGui::IsKeyPressed(platform::key::down)) ++chosen_;
  if (ImGui::IsKeyPressed(platform::key::up)) --chosen_;
  chosen_ = std::min(std::max(chosen_, is_searching() || before >= 0 ? 0 : -1), last);
  if (last < 0) {
    return c.paragraph(c.fonts.body, c.theme.text, "No scenario speaks of that. Try another word.");
  }
  int chapter = -1;
  for (int i = 0; i <= last; ++i) {
    const Scenario& scenario = *list[static_cast<std::size_t>(i)];
    // Where scenarios of several chapters follow each other.
    if (is_searching() || way_ == 0) {
      if (scenario.chapter != std::exchange(chapter, scenario.chapter)) {
        if (i != 0) ImGui::Dummy({0, c.px(6)});
        c.paragraph(c.fonts.caps, c.theme.dim_text,
                    std::to_string(scenario.chapter) + "   " + std::string(chapter_title(scenario.chapter)));
      }
    }
    Wish wish = draw_row(c, scenario, &scenario == &current, i == chosen_, before != chosen_);
    if (enters && i == chosen_) wish = Wish::open;
    if (wish == Wish::nothing) continue;
    const Recipe recipe{scenario.name, "", {}, {}};
    if (wish == Wish::beside || beside_ || ImGui::GetIO().KeyShift) {
      commands.push_back(command::Compare{{recipe}});
    } else {
      commands.push_back(command::Open{recipe});
    }
    ImGui::CloseCurrentPopup();
  }
}

/// Returns what a click wants.
BrowserView::Wish BrowserView::draw_row(const Canvas& c, const Scenario& scenario, bool is_current,
                                        bool is_chosen, bool comes_into_view) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = row_height(c);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float sign = c.px(34);  // its width
  Wish wish =
      ImGui::InvisibleButton(scenario.name.c_str(), {width - sign, height}) ? Wish::open : Wish::nothing;
  if (ImGui::IsItemVisible()) add_control(c, "scenario." + scenario.name);
  const bool is_pointed = ImGui::IsItemHovered();
  if (is_chosen && comes_into_view) ImGui::SetScrollHereY();
  const Rect r{at.x, at.y, at.x + width - c.px(4), at.y + height};
  if (is_current) c.fill(r, c.theme.selection, c.px(4));
  if (is_pointed) c.fill(r, c.theme.hover, c.px(4));
  if (is_chosen) c.frame(r, c.theme.accent, c.hairline() * 2, c.px(4));

  ImGui::SameLine(0, 0);
  if (ImGui::InvisibleButton(("beside " + scenario.name).c_str(), {sign, height})) wish = Wish::beside;
  if (ImGui::IsItemVisible()) add_control(c, "beside." + scenario.name);
  const Rect place{r.right - sign, r.top, r.right, r.bottom};
  const bool is_sign_pointed = ImGui::IsItemHovered();
  if (is_sign_pointed) {
    c.fill(place, c.theme.hover, c.px(4));
    draw_tip(c, place, with_key("Compare: set it beside the run that is open", "beside"));
  }
  platform::icon(Canvas::list(), platform::Icon::beside, place.centre(), c.px(15),
                 (is_sign_pointed ? c.theme.text : c.theme.dim_text).u32());

  const float left = r.left + c.px(32);
  const float right = place.left - c.px(4);
  const float first = r.top + c.px(6);
  if (seen_.contains(scenario.name)) {
    platform::icon(Canvas::list(), platform::Icon::check, {r.left + c.px(17), r.centre().y}, c.px(15),
                   c.theme.done.u32());
  }
  std::string concept_words = scenario.topic;
  if (scenario.variants.size() > 1)
    concept_words += ", " + std::to_string(scenario.variants.size()) + " ways";
  const float concept_width = std::min(Canvas::measure(c.fonts.small, concept_words).x, width * 0.4f);
  c.clipped(c.fonts.small, {right - concept_width, first + c.px(2)}, c.theme.accent, concept_words,
            concept_width + 1);
  c.clipped(c.fonts.body, {left, first}, c.theme.text, scenario.title,
            right - left - concept_width - c.px(14));
  c.clipped(c.fonts.small, {left, first + c.fonts.body->FontSize + c.px(4)}, c.theme.dim_text,
            scenario.summary, right - left);
  return wish;
}

void BrowserView::add_control(const Canvas& c, const std::string& name) const {
  if (placed_) c.controls.add_item(name);
}

}  // namespace loopglass
