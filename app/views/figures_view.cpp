#include "app/views/figures_view.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/model/figures.hpp"
#include "app/views/task_token.hpp"
#include "app/views/terms.hpp"

namespace loopglass {
namespace {

using Row = std::pair<std::string, std::string>;

std::string per_cent(double part) {
  const double hundredths = std::clamp(part, 0.0, 1.0) * 100;
  const long whole = std::lround(hundredths);
  return whole == 0 && hundredths > 0 ? "< 1 %" : std::to_string(whole) + " %";
}

/// Names to the left, values to the right, in as many columns as there is room for.
void draw_rows(const Canvas& c, const std::vector<Row>& rows) {
  ImFont* font = c.fonts.small;
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = c.px(24);
  const float line = font->FontSize + c.px(6);
  float narrow = c.px(90);
  for (const auto& [name, value] : rows)
    narrow = std::max(
        narrow, Canvas::measure(font, name).x + Canvas::measure(c.fonts.mono_small, value).x + c.px(14));
  const auto columns =
      std::clamp<std::size_t>(static_cast<std::size_t>((width + gap) / (narrow + gap)), 1, 3);
  const std::size_t lines = (rows.size() + columns - 1) / columns;
  const float column = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float left = at.x + (column + gap) * static_cast<float>(i / lines);
    const float top = at.y + line * static_cast<float>(i % lines);
    draw_with_terms(c, font, {left, top}, c.theme.dim_text, rows[i].first);
    const float wide = Canvas::measure(c.fonts.mono_small, rows[i].second).x;
    c.text(c.fonts.mono_small, {left + column - wide, top}, c.theme.text, rows[i].second);
  }
  ImGui::Dummy({width, line * static_cast<float>(lines)});
}

class Page {
 public:
  Page(const Canvas& canvas, const Stage& stage, bool& by_time, Commands& commands)
      : c_(canvas),
        s_(stage),
        by_time_(by_time),
        commands_(commands),
        at_(stage.moment.at),
        end_(stage.hides_future ? at_ : stage.trace().size()),
        width_(ImGui::GetContentRegionAvail().x - px(4)) {}

  void draw() {
    const bool all = at_ == s_.trace().size() && s_.is_over;
    c_.paragraph(c_.fonts.small, c_.theme.dim_text,
                 all               ? "Of the whole run."
                 : s_.hides_future ? "Up to this moment."
                                   : "Up to this moment; what comes later is faint.");
    draw_axis_choice();
    draw_queue();
    caption("SCHEDULING DELAY");
    draw_delays();
    caption("THE LOOP");
    draw_loop();
    draw_late_timers();
  }

 private:
  float px(float units) const { return c_.px(units); }

  void caption(std::string_view text) const {
    ImGui::Dummy({1, px(3)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_with_terms(c_, c_.fonts.caps, at, c_.theme.dim_text, text);
    ImGui::Dummy({1, c_.fonts.caps->FontSize + px(2)});
  }

  // ---- the queue's length as a curve of steps

  /// Never where all of the run is at one instant.
  bool is_by_time() const { return by_time_ && s_.chronicle.latest().now > Instant{}; }

  void draw_axis_choice() {
    caption(is_by_time() ? "READY QUEUE OVER TIME" : "READY QUEUE AFTER EACH EVENT");
    if (s_.chronicle.latest().now == Instant{}) return;
    const std::string_view words = by_time_ ? "by events" : "by time";
    const float wide = Canvas::measure(c_.fonts.small, words).x;
    const ImVec2 below = ImGui::GetCursorScreenPos();
    const ImVec2 at(below.x + width_ - wide, ImGui::GetItemRectMin().y);
    ImGui::SetCursorScreenPos(at);
    if (ImGui::InvisibleButton("figures.axis", {wide, c_.fonts.small->FontSize + px(4)}))
      by_time_ = !by_time_;
    c_.controls.add_item("figures.axis");
    c_.text(c_.fonts.small, at, ImGui::IsItemHovered() ? c_.theme.text : c_.theme.accent, words);
    ImGui::SetCursorScreenPos(below);
  }

  EventNumber last_before(double part) const {
    const EventNumber size = s_.trace().size();
    if (!is_by_time()) return static_cast<EventNumber>(std::llround(part * static_cast<double>(size)));
    const Duration whole = s_.chronicle.latest().now.time_since_epoch();
    const Instant time{Duration(std::llround(part * static_cast<double>(whole.count())))};
    EventNumber low = 0;
    EventNumber high = size;
    while (low < high) {
      const EventNumber middle = (low + high + 1) / 2;
      if (s_.trace()[middle].time() <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
  double part_of_moment() const {
    if (!is_by_time())
      return static_cast<double>(at_) / std::max(1.0, static_cast<double>(s_.trace().size()));
    const Duration whole = s_.chronicle.latest().now.time_since_epoch();
    return static_cast<double>(s_.moment.time.time_since_epoch().count()) /
           static_cast<double>(whole.count());
  }

  void draw_queue() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = at.x + px(26);
    const Rect r{left, at.y + px(4), at.x + width_, at.y + px(64)};
    ImGui::InvisibleButton("figures.queue", {width_, px(82)});
    c_.controls.add("figures.queue", r);
    const std::uint32_t most = std::max(1u, s_.queue.most_in(0, end_));
    const float now = r.left + static_cast<float>(part_of_moment()) * r.width();
    c_.line({r.left, r.bottom}, {r.right, r.bottom}, c_.theme.dim_text, c_.hairline());
    const auto height = [&](std::uint32_t length) {
      return (r.height() - px(2)) * static_cast<float>(length) / static_cast<float>(most);
    };
    // A column of pixels has the greatest length within it, so no peak is lost.
    EventNumber before = 0;
    for (float x = r.left; x < r.right; x += 1) {
      const double part = static_cast<double>((x + 1 - r.left) / r.width());
      const EventNumber last = std::min(last_before(part), end_);
      const std::uint32_t length = s_.queue.most_in(before, last);
      before = last;
      if (length == 0) continue;
      const Colour ink = x <= now ? c_.theme.queued : c_.theme.queued.with_alpha(0.3f);
      c_.fill({x, r.bottom - height(length), x + 1, r.bottom}, ink);
      if (last >= end_ && s_.hides_future) break;
    }
    c_.line({now, r.top - px(2)}, {now, r.bottom + px(3)}, c_.theme.accent, px(1.5f));
    const std::string top = std::to_string(most);
    ImFont* font = c_.fonts.mono_small;
    c_.text(font, {left - px(6) - Canvas::measure(font, top).x, r.top - px(2)}, c_.theme.dim_text, top);
    c_.text(font, {left - px(6) - Canvas::measure(font, "0").x, r.bottom - font->FontSize}, c_.theme.dim_text,
            "0");
    const std::string words = std::to_string(s_.queue.length_at(at_)) + " now";
    const float wide = Canvas::measure(c_.fonts.small, words).x;
    c_.text(c_.fonts.small, {std::clamp(now - wide / 2, r.left, r.right - wide), r.bottom + px(3)},
            c_.theme.text, words);
    if (ImGui::IsItemClicked() && r.width() > 0) {
      const double part = static_cast<double>((ImGui::GetMousePos().x - r.left) / r.width());
      commands_.push_back(command::Seek{std::min(last_before(std::clamp(part, 0.0, 1.0)), end_)});
    }
  }

  // ---- delays

  static std::string bucket_words(std::size_t i) {
    if (i == 0) return "at once";
    if (i + 1 == DelayHistogram::buckets) return "over " + to_text(DelayHistogram::most[i - 1]);
    return "up to " + to_text(DelayHistogram::most[i]);
  }

  void draw_delays() {
    const DelayHistogram past = s_.queue.delays_to(at_);
    const DelayHistogram all = s_.queue.delays_to(end_);
    std::uint64_t most = 1;
    std::size_t last = 0;
    for (std::size_t i = 0; i < DelayHistogram::buckets; ++i) {
      most = std::max(most, all.counts[i]);
      if (all.counts[i] > 0) last = i;
    }
    std::size_t first = 1;  // "at once" is always there; of the others, those from the first to the last
    while (first < last && all.counts[first] == 0) ++first;
    ImFont* font = c_.fonts.small;
    const float line = font->FontSize + px(5);
    const float words = Canvas::measure(font, "up to 100 ms").x + px(8);
    const float number = Canvas::measure(c_.fonts.mono_small, std::to_string(most)).x + px(8);
    const float room = width_ - words - number;
    ImVec2 at = ImGui::GetCursorScreenPos();
    const float begin = at.y;
    for (std::size_t i = 0; i <= last; i = i == 0 ? first : i + 1) {
      c_.text(font, at, c_.theme.dim_text, bucket_words(i));
      const auto bar = [&](std::uint64_t count, Colour ink) {
        if (count == 0) return;
        const float wide = std::max(px(1), room * static_cast<float>(count) / static_cast<float>(most));
        c_.fill({at.x + words, at.y + px(2), at.x + words + wide, at.y + font->FontSize - px(1)}, ink, px(1));
      };
      const Colour ink = i == 0 ? c_.theme.polling : c_.theme.queued;
      bar(all.counts[i], ink.with_alpha(0.3f));
      bar(past.counts[i], ink);
      const std::string count = std::to_string(past.counts[i]);
      c_.text(c_.fonts.mono_small, {at.x + width_ - Canvas::measure(c_.fonts.mono_small, count).x, at.y},
              c_.theme.text, count);
      at.y += line;
    }
    ImGui::Dummy({1, at.y - begin});
    if (past.poll == 0) return;
    const TaskId task = s_.trace()[past.poll].task;
    link("figures.longest_delay",
         "The longest: " + s_.names().task(task) + " was ready " + in_short(past.longest) +
             " before its poll.",
         past.poll);
  }

  /// A line that leads to an event.
  void link(const char* control, const std::string& text, EventNumber event) {
    ImFont* font = c_.fonts.small;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = Canvas::measure(font, text, width_ - px(4)).y + px(6);
    if (ImGui::InvisibleButton(control, {width_, height})) commands_.push_back(command::Seek{event});
    c_.controls.add_item(control);
    const bool hovered = ImGui::IsItemHovered();
    if (hovered)
      c_.fill({at.x, at.y, at.x + width_, at.y + height}, c_.theme.selection.with_alpha(0.5f), px(3));
    c_.wrapped(font, {at.x + px(2), at.y + px(3)}, hovered ? c_.theme.accent : c_.theme.text, text,
               width_ - px(4));
  }

  // ---- the table

  /// Which timer was the latest, up to this moment.
  void draw_late_timers() {
    const LateTimers late = s_.chronicle.lanes().late_to(at_);
    if (late.count == 0) return;
    const std::string timer = Names::timer(static_cast<TimerId>(s_.trace()[late.worst].subject));
    link("figures.latest_timer",
         "The latest: " + timer + " of " + s_.names().task(late.task) + " fired " + in_short(late.span) +
             " after it was due.",
         late.worst);
  }

  void draw_loop() const {
    const World& world = s_.world();
    const LateTimers late = s_.chronicle.lanes().late_to(at_);
    const LoopFigures f = loop_figures(world, s_.moment.time);
    const Duration elapsed = s_.moment.time.time_since_epoch();
    const double whole = static_cast<double>(elapsed.count());
    draw_rows(c_, {{"events", std::to_string(at_)},
                   {"time", in_short(elapsed)},
                   {"busy", elapsed > Duration::zero() ? per_cent(static_cast<double>(f.busy.count()) / whole)
                                                       : "0 %"},
                   {"turns", std::to_string(world.turn)},
                   {"polls", std::to_string(world.polls)},
                   {"longest poll", in_short(f.longest_poll)},
                   {"wakes", std::to_string(world.wakes)},
                   {"self-wakes", std::to_string(f.self_wakes)},
                   {"late timers", std::to_string(late.count)},
                   {"latest timer", in_short(late.span)},
                   {"tasks", std::to_string(world.tasks.size())},
                   {"of them done", std::to_string(f.done)}});
  }

  const Canvas& c_;
  const Stage& s_;
  bool& by_time_;
  Commands& commands_;
  EventNumber at_;
  EventNumber end_;  // of what may be told
  float width_;
};

}  // namespace

void draw_figures(const Canvas& canvas, const Stage& stage, bool& by_time, Commands& commands) {
  Page(canvas, stage, by_time, commands).draw();
}

void draw_task_figures(const Canvas& canvas, const Stage& stage) {
  const TaskState* task = stage.world().task(stage.selection.task);
  if (!task) return;
  const Spans spans = spans_of(*task, stage.moment.time);
  const LateTimers late = stage.chronicle.lanes().late_of(task->id, stage.moment.at);
  draw_rows(canvas, {{"polls", std::to_string(task->polls)},
                     {"wakes", std::to_string(task->wakes)},
                     {"self-wakes", std::to_string(task->self_wakes)},
                     {"longest poll", in_short(spans.longest_poll)},
                     {"busy", in_short(spans.busy)},
                     {"queued", in_short(spans.queued)},
                     {"idle", in_short(spans.idle)},
                     {"longest ready", in_short(stage.queue.longest_delay_of(task->id, stage.moment.at))},
                     {"late timers", std::to_string(late.count)},
                     {"latest timer", in_short(late.span)}});
}

}  // namespace loopglass
