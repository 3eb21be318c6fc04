#include "app/views/comparison_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "app/views/differences_view.hpp"
#include "app/views/floating.hpp"
#include "app/views/loop_view.hpp"
#include "app/views/split_lines.hpp"

namespace loopglass {

/// What is drawn in this frame.
struct ComparisonView::Drawn {
  const Canvas& canvas;
  const Comparing& comparing;
  const std::vector<Stage>& stages;
  std::vector<Commands>& commands;
  std::optional<std::size_t> asked;  // the run in which it is told why something happened

  float px(float units) const { return canvas.px(units); }
  const std::string& name(std::size_t i) const { return comparing.names()[i]; }
  std::size_t count() const { return stages.size(); }
  void rule(ImVec2 a, ImVec2 b) const { canvas.line(a, b, canvas.theme.hairline, canvas.hairline()); }
};

namespace {

/// Of "event 12 / 310" where it is longest.
float width_of_place(const Canvas& canvas, const Stage& stage, std::string_view word) {
  const std::string all = std::to_string(stage.trace().size());
  return Canvas::measure(canvas.fonts.mono_small,
                         std::string(word) + all + (stage.hides_future ? "" : " / " + all))
      .x;
}

/// Where rows begin and end, as parts of the whole. Those whose lines were not dragged share evenly what the
/// others leave them; none is lower than `least`, as far as there is room.
std::vector<float> row_edges(const PanelLayout& layout, std::size_t rows, float least) {
  std::vector<std::optional<float>> chosen(rows + 1);
  chosen.front() = 0.0f;
  chosen.back() = 1.0f;
  for (std::size_t i = 1; i < rows && i < 6; ++i) {
    const auto split = static_cast<Split>(static_cast<std::size_t>(Split::row_1) + i - 1);
    if (const auto share = layout.share(split)) chosen[i] = static_cast<float>(*share);
  }
  least = std::min(least, 1 / static_cast<float>(rows));
  std::vector<float> edges(rows + 1, 0.0f);
  edges.back() = 1.0f;
  for (std::size_t i = 1; i < rows; ++i) {
    std::size_t next = i;
    while (!chosen[next]) ++next;
    const float even = edges[i - 1] + (*chosen[next] - edges[i - 1]) / static_cast<float>(next - i + 1);
    const float most = 1 - least * static_cast<float>(rows - i);
    edges[i] = std::max(std::min(even, most), std::min(edges[i - 1] + least, most));
  }
  return edges;
}

/// Draws one run: what it draws has ImGui ids and control names of its own.
class OfRun {
 public:
  OfRun(const Canvas& canvas, std::size_t i) : controls_(canvas.controls) {
    ImGui::PushID(static_cast<int>(i));
    controls_.set_prefix(i == 0 ? "" : std::string(1, static_cast<char>('a' + i)) + ".");
  }
  ~OfRun() {
    ImGui::PopID();
    controls_.set_prefix("");
  }
  OfRun(const OfRun&) = delete;
  OfRun& operator=(const OfRun&) = delete;

 private:
  Controls& controls_;
};

}  // namespace

void ComparisonView::draw(const Canvas& canvas, const Rect& room, PictureView view,
                          const Comparing& comparing, const std::vector<Stage>& stages,
                          std::vector<Commands>& commands) {
  const auto asks = std::ranges::find_if(stages, [](const Stage& s) { return s.selection.asked != 0; });
  const Drawn drawn{
      canvas, comparing, stages, commands,
      asks == stages.end() ? std::nullopt : std::optional(static_cast<std::size_t>(asks - stages.begin()))};
  timelines_.resize(stages.size());
  share_axis(drawn);
  if (stages.size() > 2 || view == PictureView::timeline) return draw_many(drawn, room);
  if (view == PictureView::loop) return draw_loops(drawn, room);
  if (room.width() >= canvas.px(1180) && room.height() >= canvas.px(570)) {
    draw_pair(drawn, room);
  } else {
    draw_pages(drawn, room);
  }
}

/// One axis for all: as long as the longest run, and zoomed where any of them is.
void ComparisonView::share_axis(const Drawn& drawn) {
  Instant end{};
  EventNumber events = 0;
  for (const Stage& stage : drawn.stages) {
    end = std::max(end, stage.chronicle.latest().now);
    events = std::max(events, stage.trace().size());
  }
  for (TimelineView& timeline : timelines_)
    timeline.share_range(end, events, drawn.comparing.parts_in_order_only());
}

/// Two loops side by side, their timelines one above the other, what differs to the right of all.
void ComparisonView::draw_pair(const Drawn& drawn, Rect room) {
  const Rect all = room;
  const auto chosen = [&](Split split, float whole, float standard, float least, float most) {
    const auto share = layout_.share(split);
    return std::round(share ? std::clamp(static_cast<float>(*share) * whole, least, most) : standard);
  };
  const float wide = std::clamp(all.width() * 0.27f, drawn.px(350), drawn.px(560));
  const Rect words = room.take_right(
      chosen(Split::differences, all.width(), wide, drawn.px(240), all.width() - drawn.px(600)));
  const float high = std::clamp(all.height() * 0.46f, drawn.px(250), drawn.px(620));
  const Rect timelines = room.take_bottom(
      chosen(Split::timelines, all.height(), high, drawn.px(190), all.height() - drawn.px(250)));
  draw_loops(drawn, room);
  draw_timelines(drawn, timelines);
  draw_words(drawn, words);
  const std::vector<SplitLine> lines = {
      {Split::differences, true, words.min(), {words.left, words.bottom}, all.right, all.left},
      {Split::timelines, false, timelines.min(), {timelines.right, timelines.top}, all.bottom, all.top}};
  draw_split_lines(drawn.canvas, lines, drawn.commands.front());
}

/// What differs or, while somebody asks, why that happened.
void ComparisonView::draw_words(const Drawn& drawn, const Rect& room) {
  if (drawn.asked) return draw_answer(drawn, room);
  draw_differences(drawn.canvas, room, drawn.comparing, drawn.commands.front());
}

/// Why something happened in one of the runs, below that run's name.
void ComparisonView::draw_answer(const Drawn& drawn, Rect room) {
  const Canvas& canvas = drawn.canvas;
  const OfRun of_run(canvas, *drawn.asked);
  const Rect head = room.take_top(canvas.fonts.strong->FontSize + canvas.px(10)).inset(canvas.px(12), 0);
  canvas.clipped(canvas.fonts.strong, {head.left, head.top + canvas.px(8)}, canvas.theme.accent,
                 "In " + drawn.name(*drawn.asked), head.width());
  canvas.controls.add("compare.answer", head);
  details_.draw(canvas, room, drawn.stages[*drawn.asked], drawn.commands[*drawn.asked]);
}

/// Where there is room for one page alone: an answer comes into sight by itself, and goes again.
void ComparisonView::turn_to_answer(const Drawn& drawn) {
  constexpr int words = 3;
  const bool answered = std::exchange(answers_, drawn.asked.has_value());
  if (answers_ && !answered) page_before_ = std::exchange(page_, words);
  if (!answers_ && answered && page_ == words) page_ = page_before_;
}

/// Where there is little room: one page at a time.
void ComparisonView::draw_pages(const Drawn& drawn, Rect room) {
  turn_to_answer(drawn);
  const std::array<std::string, 4> titles = {"Timelines", drawn.name(0), drawn.name(1),
                                             drawn.asked ? "Why" : "Differences"};
  Rect tabs = room.take_top(drawn.px(24));
  ImFont* font = drawn.canvas.fonts.small;
  for (int page = 0; page < static_cast<int>(titles.size()); ++page) {
    const std::string& title = titles[static_cast<std::size_t>(page)];
    const Rect tab = tabs.take_left(Canvas::measure(font, title).x + drawn.px(16));
    ImGui::SetCursorScreenPos(tab.min());
    const std::string name = "compare.page." + std::to_string(page);
    if (ImGui::InvisibleButton(name.c_str(), {std::max(tab.width(), 1.0f), tab.height()})) page_ = page;
    drawn.canvas.controls.add_item(name);
    const Colour ink =
        page == page_ || ImGui::IsItemHovered() ? drawn.canvas.theme.text : drawn.canvas.theme.dim_text;
    drawn.canvas.clipped(font, {tab.left + drawn.px(8), tab.centre().y - font->FontSize / 2}, ink, title,
                         tab.width());
    if (page == page_) {
      drawn.canvas.fill({tab.left + drawn.px(8), tab.bottom - drawn.px(3), tab.right - drawn.px(8),
                         tab.bottom - drawn.px(1)},
                        drawn.canvas.theme.accent);
    }
  }
  if (page_ == 0) {
    tabs.right -= drawn.px(12);
    // Either both say that these are events, or none does.
    float both = drawn.px(20);
    for (const Stage& stage : drawn.stages) both += width_of_place(drawn.canvas, stage, "event ");
    const std::string_view word = both <= tabs.width() ? "event " : "";
    for (const std::size_t i : {1u, 0u}) {
      const OfRun of_run(drawn.canvas, i);
      draw_place_of(drawn, tabs, i, word);
    }
  }
  switch (page_) {
    case 0: return draw_timelines(drawn, room);
    case 1: return draw_loop_of(drawn, room, 0);
    case 2: return draw_loop_of(drawn, room, 1);
    default: return draw_words(drawn, room);
  }
}

void ComparisonView::draw_loops(const Drawn& drawn, Rect room) const {
  const Rect left = room.take_left(room.width() / 2);
  drawn.rule({room.left, room.top}, {room.left, room.bottom});
  draw_loop_of(drawn, left, 0);
  draw_loop_of(drawn, room, 1);
}

void ComparisonView::draw_loop_of(const Drawn& drawn, const Rect& room, std::size_t i) const {
  const Canvas& canvas = drawn.canvas;
  const OfRun of_run(canvas, i);
  Rect rest = room;
  Rect head = rest.take_top(canvas.fonts.strong->FontSize + canvas.px(12));
  head = head.inset(canvas.px(14), 0);
  draw_place_of(drawn, head, i);
  canvas.clipped(canvas.fonts.strong, {head.left, head.top + canvas.px(8)}, canvas.theme.accent,
                 drawn.name(i), head.width());
  if (!drawn.stages[i].hides_future) draw_name_of(drawn, head, i);
  draw_loop(canvas, rest, drawn.stages[i], needs_beside(drawn.stages, i), drawn.commands[i]);
}

/// A click on the name of a run leaves the others.
void ComparisonView::draw_name_of(const Drawn& drawn, const Rect& head, std::size_t i) {
  const Canvas& canvas = drawn.canvas;
  const float width = std::min(Canvas::measure(canvas.fonts.strong, drawn.name(i)).x, head.width());
  const float top = head.top + canvas.px(8);
  ImGui::SetCursorScreenPos({head.left, top});
  if (ImGui::InvisibleButton("compare.name", {std::max(width, 1.0f), canvas.fonts.strong->FontSize}))
    leave_for(drawn, i);
  canvas.controls.add_item("compare.name");
  if (!ImGui::IsItemHovered()) return;
  const float below = top + canvas.fonts.strong->FontSize;
  canvas.line({head.left, below}, {head.left + width, below}, canvas.theme.accent, canvas.px(1));
  draw_tip(canvas, {head.left, top, head.left + width, below}, "Click: this run alone");
}

/// Where this run is, at the right of `head`, which keeps the rest. They have one time, but each events of
/// its own.
void ComparisonView::draw_place_of(const Drawn& drawn, Rect& head, std::size_t i,
                                   std::optional<std::string_view> wanted) {
  const Canvas& canvas = drawn.canvas;
  const Stage& stage = drawn.stages[i];
  ImFont* font = canvas.fonts.mono_small;
  // As wide as it gets: it keeps its place. The word gives way where there is little room.
  const std::string_view word = wanted                                                          ? *wanted
                                : width_of_place(canvas, stage, "event ") > head.width() * 0.5f ? ""
                                                                                                : "event ";
  const float wide = width_of_place(canvas, stage, word);
  if (wide > head.width()) return;
  const std::string text = std::string(word) + std::to_string(stage.moment.at) +
                           (stage.hides_future ? "" : " / " + std::to_string(stage.trace().size()));
  const Rect place = head.take_right(wide);
  const float width = Canvas::measure(font, text).x;
  canvas.text(font, {place.right - width, place.bottom - font->FontSize - canvas.px(4)},
              canvas.theme.dim_text, text);
  canvas.controls.add("compare.at", place);
  if (ImGui::IsWindowHovered() && place.contains(ImGui::GetMousePos()))
    draw_tip(canvas, place, "Event shown of " + drawn.name(i) + " / events of this run");
  head.right -= canvas.px(10);
}

void ComparisonView::draw_timelines(const Drawn& drawn, const Rect& room) {
  Rect rest = room;
  for (std::size_t i = 0; i < drawn.count(); ++i) {
    const Rect row = rest.take_top(room.height() / static_cast<float>(drawn.count()));
    if (i > 0) drawn.rule(row.min(), {row.right, row.top});
    draw_timeline_of(drawn, row, i);
  }
}

/// Whoever zooms or scrolls one of them zooms all.
void ComparisonView::draw_timeline_of(const Drawn& drawn, const Rect& room, std::size_t i) {
  const OfRun of_run(drawn.canvas, i);
  TimelineView& timeline = timelines_[i];
  const auto longest = std::ranges::max_element(drawn.comparing.names(), {}, [&](const std::string& name) {
    return Canvas::measure(drawn.canvas.fonts.strong, name).x;
  });
  timeline.set_title(drawn.name(i), *longest);
  timeline.set_compact(drawn.count() > 2);
  // Only a projector's picture hides what comes here.
  timeline.set_large(drawn.stages[i].hides_future);
  timeline.hide_finished(hides_finished_);
  timeline.follow(timelines_[i == 0 ? 0 : i - 1]);
  timeline.set_leads(i == drawn.comparing.number_of_leader());
  const TimelineView before = timeline;
  // What the others ask of it is not what a person does here.
  const bool is_told = timeline.is_told_to_scroll();
  timeline.draw(drawn.canvas, room, drawn.stages[i], drawn.commands[i]);
  if (timeline.is_chosen()) leave_for(drawn, i);
  if (timeline.was_clicked()) {
    for (TimelineView& other : timelines_) other.keep_lanes();
  }
  if (!is_told && timeline.first_lane() != before.first_lane()) scroll_others(drawn, i);
  if (timeline.shows_the_same(before)) return;
  for (TimelineView& other : timelines_) other.follow(timeline);
}

/// This run alone is watched from here on.
void ComparisonView::leave_for(const Drawn& drawn, std::size_t i) {
  if (i == 0) return drawn.commands.front().push_back(command::ToggleCompare{});
  const Stage& stage = drawn.stages[i];
  const Moment& moment = stage.moment;
  Recipe recipe = stage.order.recipe();
  recipe.position = moment.at;
  if (moment.at > 0 && stage.trace()[moment.at].time() < moment.time) recipe.position = moment.time;
  drawn.commands[i].push_back(command::Open{recipe});
}

/// The same task stands beside itself where both have it; else the lanes of the same number do.
void ComparisonView::scroll_others(const Drawn& drawn, std::size_t i) {
  const TimelineView& from = timelines_[i];
  for (std::size_t other = 0; other < drawn.count(); ++other) {
    if (other == i) continue;
    const auto there = [&](TaskId task) {
      const TaskId same = same_task(drawn.stages[i].names(), task, drawn.stages[other].names());
      return same == TaskId::none ? std::nullopt : timelines_[other].lane_of(same);
    };
    const auto common = from.lane_in_sight([&](TaskId task) { return there(task).has_value(); });
    const float by =
        common ? static_cast<float>(*there(from.task_of(*common))) - static_cast<float>(*common) : 0;
    timelines_[other].scroll_to(from.first_lane() + by);
  }
}

/// In which order the tasks of this run end, right of its figures: where that differs from run to run.
void ComparisonView::draw_ends_of(const Drawn& drawn, Rect line, float from, std::size_t i) {
  const Canvas& canvas = drawn.canvas;
  const std::string ends = tasks_as_they_end(drawn.stages[i].chronicle);
  if (std::ranges::all_of(drawn.stages,
                          [&](const Stage& stage) { return tasks_as_they_end(stage.chronicle) == ends; }))
    return;
  line.left = from;
  ImFont* font = canvas.fonts.small;
  const std::string label = "tasks end  ";
  const float label_width = Canvas::measure(font, label).x;
  if (ends.empty() || line.width() < label_width + drawn.px(100)) return;
  const float width = std::min(line.width(), label_width + Canvas::measure(font, ends).x + drawn.px(2));
  const Rect place{line.left, line.top, line.left + width, line.bottom};
  const float top = line.top + drawn.px(3);
  canvas.text(font, {line.left, top}, canvas.theme.dim_text, label);
  canvas.clipped(font, {line.left + label_width, top}, canvas.theme.text, ends, width - label_width);
  const OfRun of_run(canvas, i);
  canvas.controls.add("compare.ends", place);
  if (ImGui::IsWindowHovered() && place.contains(ImGui::GetMousePos()))
    draw_tip(canvas, place, "In this order the tasks of " + drawn.name(i) + " end: " + ends + ".");
}

/// A line of figures and a timeline a run.
void ComparisonView::draw_many(const Drawn& drawn, Rect room) {
  const Canvas& canvas = drawn.canvas;
  // A projector's picture and one of the timelines alone have no place for it.
  if (drawn.asked && view_ == PictureView::all && !drawn.stages.front().hides_future) {
    const bool beside = room.width() >= drawn.px(1000);
    const Rect words =
        beside ? room.take_right(std::round(std::clamp(room.width() * 0.27f, drawn.px(330), drawn.px(560))))
               : room.take_bottom(std::round(room.height() * 0.42f));
    drawn.rule(words.min(), beside ? ImVec2(words.left, words.bottom) : ImVec2(words.right, words.top));
    draw_answer(drawn, words);
  }
  const Rect all = room;
  const std::vector<float> edges =
      row_edges(layout_, drawn.count(), drawn.px(84) / std::max(all.height(), 1.0f));
  std::vector<SplitLine> lines;
  for (std::size_t i = 0; i < drawn.count(); ++i) {
    Rect row = room.take_top(std::round(all.height() * edges[i + 1]) - (room.top - all.top));
    if (i > 0) {
      lines.push_back({static_cast<Split>(static_cast<std::size_t>(Split::row_1) + i - 1),
                       false,
                       row.min(),
                       {row.right, row.top},
                       all.top,
                       all.bottom});
    }
    // The figures are those of the whole run.
    if (drawn.stages[i].hides_future) {
      draw_timeline_of(drawn, row, i);
      continue;
    }
    Rect line = row.take_bottom(canvas.fonts.small->FontSize + drawn.px(9)).inset(drawn.px(12), 0);
    draw_timeline_of(drawn, row, i);
    draw_place_of(drawn, line, i);
    if (i >= drawn.comparing.figures().size()) continue;
    draw_ends_of(drawn, line, draw_figures_line(canvas, line, drawn.comparing.figures(), i), i);
  }
  draw_split_lines(canvas, lines, drawn.commands.front());
}

}  // namespace loopglass
