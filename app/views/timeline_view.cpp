#include "app/views/timeline_view.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <ranges>

#include "app/model/brief.hpp"
#include "app/model/lane_spans.hpp"
#include "app/model/lateness.hpp"
#include "app/platform/icons.hpp"
#include "app/platform/pattern.hpp"
#include "app/session/evidence.hpp"
#include "app/views/floating.hpp"
#include "app/views/key_list.hpp"
#include "app/views/menu.hpp"
#include "app/views/task_token.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_arrows = 400;  // so many can still be told apart
constexpr std::size_t most_links = 400;
constexpr std::size_t most_wakes = 4000;     // more are too many to look at in a frame
constexpr std::size_t many_lanes = 300;      // drawn as one picture
constexpr EventNumber many_events = 50'000;  // so is the strip

constexpr std::size_t many_segments = 2000;  // of a lane: what shares a pixel is drawn as one

/// Those of tasks, and one that says how many are hidden.
std::size_t rows_of_tasks(const LaneRows& rows) { return rows.count() + (rows.hidden() > 0 ? 1 : 0); }

std::string words_for_hidden(const LaneRows& rows) {
  return with_commas(rows.hidden()) +
         (rows.hidden() == 1 ? " finished task hidden" : " finished tasks hidden");
}

/// How much larger than on a desk the signs on lanes of this height are.
float size_on(const Canvas& canvas, float lane_height) {
  return std::clamp(lane_height / canvas.px(30), 1.0f, 2.2f);
}

/// One frame of the timeline: knows how events lie on the axis.
class Drawing {
 public:
  Drawing(const Canvas& canvas, const Stage& stage, const Axis& axis, const LaneRows& rows, bool by_time,
          EventGrid& grid)
      : c_(canvas), s_(stage), axis_(axis), rows_(rows), by_time_(by_time), grid_(grid) {}

  double value_of(EventNumber event, Instant time) const {
    return by_time_ ? static_cast<double>(time.time_since_epoch().count()) : static_cast<double>(event);
  }
  float x(EventNumber event, Instant time) const { return axis_.to_pixel(value_of(event, time)); }
  double playhead() const {
    const Moment& m = s_.moment;
    if (by_time_) return static_cast<double>(m.time.time_since_epoch().count());
    return static_cast<double>(m.at) - (m.at > 0 ? 1.0 - static_cast<double>(m.movement) : 0.0) +
           s_.playback.flow();
  }
  /// By time it may lie between two events, so that one can look into the middle of a long wait.
  Position position_at(float pixel) const {
    const double value = std::clamp(axis_.to_value(pixel), axis_.range_begin(), axis_.range_end());
    if (by_time_) return Instant(Duration(static_cast<std::int64_t>(std::llround(value))));
    return static_cast<EventNumber>(
        std::clamp(std::round(value), 0.0, static_cast<double>(s_.trace().size())));
  }

  /// Signs are as large as suits lanes of this height.
  void write_for(float lane_height) { size_ = size_on(c_, lane_height); }
  float sign(float units) const { return c_.px(units) * size_; }

  /// The workers' lanes stand at the bottom, however the others are scrolled, each so high.
  void pin_workers(float height) { pinned_height_ = height; }

  void ruler(const Rect& r, ImFont* font) {
    const double per_pixel = (axis_.end() - axis_.begin()) / static_cast<double>(r.width());
    double spacing = per_pixel * static_cast<double>(std::max(c_.px(84), font->FontSize * 6.5f));
    if (!by_time_) spacing = std::max(spacing, 1.0);
    for (const double tick : round_ticks(axis_.begin(), axis_.end(), spacing)) {
      const float at = axis_.to_pixel(tick);
      const std::string text = by_time_ ? to_text(Duration(static_cast<std::int64_t>(std::llround(tick))))
                                        : "#" + std::to_string(static_cast<EventNumber>(std::llround(tick)));
      c_.line({at, r.bottom - c_.px(5)}, {at, r.bottom}, c_.theme.dim_text, c_.hairline());
      const float width = Canvas::measure(font, text).x;
      c_.text(font, {std::clamp(at - width / 2, r.left, std::max(r.left, r.right - width)), r.top},
              c_.theme.dim_text, text);
    }
  }

  void lane(const Rect& r, const Lane& lane) {
    const bool selected = s_.selection.task == lane.task;
    const bool hovered = s_.selection.hovered == lane.task;
    if (selected || hovered) c_.fill(r, c_.theme.selection.with_alpha(selected ? 0.55f : 0.3f));
    const Rect bar = r.inset(0, std::max(1.0f, std::round(r.height() * 0.14f)));
    if (lane.segments.size() > many_segments) {
      many(bar, lane.segments, r);
    } else {
      each(bar, lane.segments, r);
    }
    if (by_time_) lateness(bar, lane);
  }

  void each(const Rect& bar, const Segments& all, const Rect& r) {
    // Segments outside the view are found without looking at each.
    auto it = std::ranges::lower_bound(all, axis_.begin(), {}, [&](const Segment& g) {
      return g.last == 0 ? std::numeric_limits<double>::max() : value_of(g.last, g.end);
    });
    float drawn_to = -1e9f;
    for (; it != all.end(); ++it) {
      const Segment g = *it;
      const float left = std::max(x(g.first, g.begin), r.left);
      if (left > r.right) break;
      const float end = g.last == 0 ? axis_.to_pixel(axis_.range_end()) : x(g.last, g.end);
      segment(bar, g, left, std::min(std::max(end, left), r.right), drawn_to);
    }
  }

  /// Of more stretches than there are pixels, what can be drawn of them.
  void many(const Rect& bar, const Segments& all, const Rect& r) {
    const float poll = c_.px(3);
    grid_.follow(s_.trace(), by_time_, axis_.begin(), axis_.end(),
                 axis_.to_value(r.left + 0.5f) - axis_.begin());
    const float cell = axis_.to_pixel(grid_.value(1)) - axis_.to_pixel(grid_.value(0));
    float drawn_to = -1e9f;
    for (const LaneSpan& span :
         lane_spans(all, grid_, static_cast<std::size_t>(std::ceil(poll / std::max(cell, 0.01f))))) {
      const float left = std::max(axis_.to_pixel(grid_.value(span.begin)), r.left);
      const float right = std::min(axis_.to_pixel(grid_.value(span.end)), r.right);
      if (span.stretch == LaneSpan::several) {
        c_.fill({left, bar.top, right, bar.bottom}, colour_of(c_.theme, span.state));
        continue;
      }
      // Words on it, and a mark, need the stretch itself.
      const bool is_short = right - left < c_.px(14) && span.state < LaneState::blocking;
      const Segment g = is_short
                            ? Segment{span.state, all.first(span.stretch), all.last(span.stretch), {}, {}}
                            : all[span.stretch];
      const float begin = span.state > LaneState::blocking ? std::max(x(g.first, g.begin), r.left) : left;
      segment(bar, g, begin, std::max(begin, right), drawn_to);
    }
  }

  /// What a worker does; while it has no job it has nothing to show.
  void worker(const Rect& r, const WorkerLane& lane) {
    const Rect bar = r.inset(0, std::max(1.0f, std::round(r.height() * 0.14f)));
    for (const WorkerSegment& g : lane.segments) {
      const float end = g.last == 0 ? axis_.to_pixel(axis_.range_end()) : x(g.last, g.end);
      const float left = std::max(x(g.first, g.begin), r.left);
      const Rect box{left, bar.top, std::min(std::max(end, left + c_.px(3)), r.right), bar.bottom};
      if (box.right <= r.left || left > r.right) continue;
      const Colour colour = colour_of(c_.theme, g.state);
      const std::string name = s_.names().job(g.job);
      if (g.state == LaneState::blocking) {
        c_.fill(box, colour.with_alpha(0.35f));
        platform::hatch(Canvas::list(), box.min(), box.max(), colour.u32());
        label(box, c_.theme.text, name, c_.theme.background);
      } else {
        c_.fill(box, colour);
        c_.line({box.left, box.top}, {box.left, box.bottom}, c_.theme.background, c_.hairline());
        label(box, c_.theme.ink_on(colour), name, colour);
      }
    }
  }

  /// What a worker does under the mouse, and for whom; empty where it has no job.
  std::string words_of_worker(ImVec2 mouse, const Rect& r, const WorkerLane& lane) const {
    if (!r.contains(mouse)) return "";
    for (const WorkerSegment& g : lane.segments) {
      const bool goes_on = g.last == 0;
      const float left = x(g.first, g.begin);
      const float right = goes_on ? axis_.to_pixel(axis_.range_end()) : x(g.last, g.end);
      if (mouse.x < left || mouse.x > std::max(right, left + c_.px(3))) continue;
      if (s_.hides_future && g.begin > s_.moment.time) return "";
      std::string words = s_.names().job(g.job);
      if (const JobState* job = s_.chronicle.latest().job(g.job); job && job->task != TaskId::none)
        words += ", for " + s_.names().task(job->task);
      words += g.state == LaneState::blocking ? "\nIt blocks its own thread" : "\nIt runs on its own thread";
      words += " from " + to_text(g.begin);
      if (!goes_on && !s_.hides_future) words += " to " + to_text(g.end) + ", " + to_text(g.end - g.begin);
      return words + ": the loop goes on.";
    }
    return "";
  }

  /// Due but not fired, because the loop was busy: dashes over the wait, and by how much.
  void lateness(const Rect& bar, const Lane& lane) {
    const float mid = (bar.top + bar.bottom) / 2;
    auto first =
        std::ranges::partition_point(lane.late, [&](const Lateness& l) { return x(0, l.end) < bar.left; });
    for (const Lateness& late : std::ranges::subrange(first, lane.late.end())) {
      const float left = std::max(x(0, late.due), bar.left);
      const float right = std::min(x(0, late.end), bar.right);
      if (right - left < c_.px(4)) continue;
      c_.dashed({left, mid}, {right, mid}, c_.theme.blocking, c_.px(2.5f), c_.px(5));
      c_.line({left, bar.top}, {left, bar.bottom}, c_.theme.blocking, c_.px(2));
      if (s_.hides_future) continue;  // how late it will be
      const std::string text = to_text(late.end - late.due) + " late";
      ImFont* font = font_for(bar.height());
      const ImVec2 size = Canvas::measure(font, text);
      if (size.x + c_.px(20) > right - left || size.y > bar.height() + c_.px(4)) continue;
      const ImVec2 at((left + right - size.x) / 2, mid - size.y / 2);
      c_.fill({at.x - c_.px(4), bar.top, at.x + size.x + c_.px(4), bar.bottom}, c_.theme.background);
      c_.text(font, at, c_.theme.blocking, text);
      plates_.push_back({at.x - c_.px(4), bar.top, at.x + size.x + c_.px(4), bar.bottom});
    }
  }

  /// What is late under the mouse, as far as it is shown.
  std::optional<Lateness> late_at(ImVec2 mouse, const Rect& r, float lane_height, float scroll) const {
    if (!by_time_ || s_.hides_future || !r.contains(mouse)) return std::nullopt;
    const auto& lanes = s_.chronicle.lanes().lanes();
    const auto row = static_cast<std::size_t>((mouse.y - r.top + scroll) / lane_height);
    if (row >= rows_.count()) return std::nullopt;
    for (const Lateness& late : lanes[raw(rows_.task_at(row)) - 1].late) {
      if (x(0, late.due) <= mouse.x && mouse.x <= x(0, late.end)) return late;
    }
    return std::nullopt;
  }

  void wakes(const Rect& r, float lane_height, float scroll) {
    const EventNumber now = s_.moment.at;
    const auto& all = s_.chronicle.lanes().wakes();
    const auto centre = [&](TaskId task) { return this->centre(r, task, lane_height, scroll); };
    const auto centre_of_worker = [&](std::uint16_t worker) {
      return this->centre_of_worker(r, worker, lane_height, scroll);
    };
    Canvas::list()->PushClipRect(r.min(), r.max(), true);
    // Too many to tell apart are left out, but for the one that happens now.
    auto [first, last] = wakes_in_view();
    const bool crowded = (all.size() > most_arrows && axis_.shows_all()) || last - first > most_wakes;
    if (crowded) {
      first = all.first_from(now);
      last = std::min(first + 1, all.size());
    }
    for (std::size_t i = first; i < last; ++i) {
      const WakeArrow wake = all[i];
      if (wake.outcome != WakeOutcome::queued || wake.from == wake.to) continue;
      const float at = x(wake.event, wake.time);
      if (at < r.left - 4 || at > r.right + 4) continue;
      const bool present = wake.event == now;
      if (crowded && !present) continue;
      if (rows_.row_of(wake.to) == LaneRows::no_row) continue;
      if (pinned_height_ > 0 && centre(wake.to) > centre_of_worker(1) - lane_height)
        continue;  // below what is seen
      const TaskId selected = s_.selection.task;
      const bool mine = selected != TaskId::none && (selected == wake.to || selected == wake.from);
      // Who wakes whom is what one looks for: a wake by the reactor is told by the loop as well.
      const bool of_reactor = wake.from == TaskId::none && wake.worker == 0;
      const float strength = wake.event > now ? (of_reactor ? 0.22f : 0.6f)
                             : mine           ? 1.0f
                             : of_reactor     ? 0.4f
                                              : 0.9f;
      const Colour colour = present ? c_.theme.accent : c_.theme.background.mix(c_.theme.text, strength);
      if (of_reactor) {
        // The reactor has no lane: its wakes come from above.
        const float before = at - sign(5);
        const float tip = centre(wake.to) - lane_height * 0.08f;
        c_.line({before, centre(wake.to) - lane_height * 0.5f}, {before, tip - sign(4)}, colour,
                present ? sign(2) : c_.hairline() * size_);
        c_.arrow_head({before, tip}, {0, 1}, colour, sign(present ? 8.0f : 5.5f));
        continue;
      }
      const float a = wake.worker > 0 ? centre_of_worker(wake.worker) : centre(wake.from);
      const float b = centre(wake.to);
      const float direction = b > a ? 1.0f : -1.0f;
      // From a dot on the lane of who wakes to the edge of who is woken, clear of the bars that it crosses.
      const ImVec2 tip(at, b - direction * std::min(lane_height * 0.16f, sign(4)));
      const float head = sign(present ? 9.0f : 7.0f);
      c_.line({at, a}, {at, tip.y - direction * head * 0.5f}, c_.theme.background,
              sign(present ? 5.0f : 4.0f));
      Canvas::list()->AddCircleFilled({at, a}, sign(present ? 4.5f : 4.0f), c_.theme.background.u32());
      c_.arrow_head({tip.x, tip.y + direction * sign(1.5f)}, {0, direction}, c_.theme.background,
                    head + sign(3));
      Canvas::list()->AddCircleFilled({at, a}, sign(present ? 3.5f : 2.5f), colour.u32());
      c_.line({at, a}, {at, tip.y - direction * head * 0.5f}, colour, sign(present ? 2.0f : 1.5f));
      c_.arrow_head(tip, {0, direction}, colour, head);
    }
    Canvas::list()->PopClipRect();
  }

  /// From the first wake in the view to the one behind the last.
  std::pair<std::size_t, std::size_t> wakes_in_view() const {
    const auto& all = s_.chronicle.lanes().wakes();
    const auto [begin, end] = events_in_view();
    return {all.first_from(begin), all.first_from(end + 1)};
  }
  /// The first event in the view, or a little before it, and the last.
  std::pair<EventNumber, EventNumber> events_in_view() const {
    const double margin = (axis_.end() - axis_.begin()) * 0.02;
    const double begin = std::max(axis_.begin() - margin, 0.0);
    const double end = axis_.end() + margin;
    if (!by_time_) return {static_cast<EventNumber>(begin), static_cast<EventNumber>(end)};
    const auto at = [&](double ns) {
      return loopglass::position_at(s_.trace(), Instant(Duration(static_cast<std::int64_t>(ns))));
    };
    return {begin == 0.0 ? 0 : at(begin - 1), at(end)};
  }

  /// The wake whose arrow is under the mouse, if any.
  std::optional<WakeArrow> wake_at(ImVec2 mouse, const Rect& r, float lane_height, float scroll) const {
    std::optional<WakeArrow> nearest;
    float best = c_.px(6);
    if (!r.contains(mouse)) return nearest;
    const auto& all = s_.chronicle.lanes().wakes();
    const auto [first, last] = wakes_in_view();
    if ((all.size() > most_arrows && axis_.shows_all()) || last - first > most_wakes) return nearest;
    for (std::size_t i = first; i < last; ++i) {
      const WakeArrow wake = all[i];
      if (wake.outcome != WakeOutcome::queued || wake.from == wake.to) continue;
      if (rows_.row_of(wake.to) == LaneRows::no_row) continue;
      const float b = centre(r, wake.to, lane_height, scroll);
      const bool from_above = wake.from == TaskId::none && wake.worker == 0;
      const float a = from_above        ? b - lane_height * 0.5f
                      : wake.worker > 0 ? centre_of_worker(r, wake.worker, lane_height, scroll)
                                        : centre(r, wake.from, lane_height, scroll);
      const float at = x(wake.event, wake.time) - (from_above ? c_.px(5) : 0.0f);
      const float distance = std::abs(mouse.x - at);
      if (distance >= best || mouse.y < std::min(a, b) - c_.px(2) || mouse.y > std::max(a, b) + c_.px(2))
        continue;
      nearest = wake;
      best = distance;
    }
    return nearest;
  }

  /// The chain of causes that is told: from event to event, along the lanes.
  void chain(const Rect& r, float lane_height, float scroll) {
    const std::vector<EventNumber> links = s_.causes.chain(s_.explained(), most_links);
    if (links.empty()) return;
    const auto place = [&](EventNumber n) {
      const Event& event = s_.trace()[n];
      const bool of_worker = event.kind >= EventKind::job_started && event.kind <= EventKind::job_ended;
      if (event.task == TaskId::none && !of_worker) return ImVec2(x(n, event.time()), r.top + c_.px(3));
      // Between the lanes, so that it strikes out no words.
      const float y = (of_worker ? centre_of_worker(r, event.extra, lane_height, scroll)
                                 : centre(r, event.task, lane_height, scroll)) +
                      lane_height * 0.46f;
      return ImVec2(x(n, event.time()), y);
    };
    ImDrawList* list = Canvas::list();
    list->PushClipRect(r.min(), r.max(), true);
    const auto thread = [&](Colour colour, float thickness) {
      for (std::size_t i = 0; i + 1 < links.size(); ++i) {
        const ImVec2 effect = place(links[i]);
        const ImVec2 cause = place(links[i + 1]);
        const ImVec2 corner(effect.x, cause.y);  // along the lane of the cause until its effect
        c_.line(cause, corner, colour, c_.px(thickness));
        c_.line(corner, effect, colour, c_.px(thickness));
      }
    };
    thread(c_.theme.background, 4);
    thread(c_.theme.accent, 2);
    for (const EventNumber link : links) {
      const ImVec2 at = place(link);
      const bool present = link == s_.moment.at;
      list->AddCircleFilled(at, c_.px(present ? 7.5f : 5.0f), c_.theme.background.u32());
      list->AddCircleFilled(at, c_.px(present ? 6.0f : 3.5f), c_.theme.accent.u32());
    }
    list->PopClipRect();
  }

  /// What is still to come is there, but pale; while a question is open it is not.
  void future(const Rect& r) {
    const float at = axis_.to_pixel(playhead());
    const float end = s_.hides_future ? r.right + sign(24) : r.right;  // with the signs of how tasks end
    if (at < r.right)
      c_.fill({std::max(at, r.left), r.top, end, r.bottom},
              c_.theme.background.with_alpha(s_.hides_future ? 1.0f : 0.45f));
  }

  /// On the lane of the task that is warned of, where the warning became certain. Returns the place of the
  /// one under the mouse.
  std::optional<std::size_t> warnings(const Rect& r, float lane_height, float scroll) {
    std::optional<std::size_t> pointed;
    const auto& all = s_.chronicle.warnings();
    const auto [begin, end] = events_in_view();
    auto first = std::ranges::lower_bound(all, begin, {}, &Warning::event);
    for (; first != all.end() && first->event <= end; ++first) {
      const Warning& warning = *first;
      const float at = x(warning.event, s_.trace()[warning.event].time()) - sign(14);
      if (at < r.left || at > r.right || (s_.hides_future && warning.event > s_.moment.at)) continue;
      ImVec2 centre(at, this->centre(r, warning.task, lane_height, scroll));
      const float half = sign(9);
      // It stands beside words, not on them.
      for (const Rect& plate : plates_) {
        if (centre.y > plate.top && centre.y < plate.bottom && centre.x + half > plate.left &&
            centre.x - half < plate.right)
          centre.x = plate.right + half;
      }
      const Rect hit{centre.x - half, centre.y - half, centre.x + half, centre.y + half};
      if (!r.contains(centre)) continue;
      c_.fill(hit, c_.theme.background, c_.px(3));
      platform::icon(Canvas::list(), platform::Icon::warning, centre, sign(15), c_.theme.warning.u32());
      c_.controls.add("timeline.warning", hit);
      if (ImGui::IsWindowHovered() && hit.contains(ImGui::GetMousePos()))
        pointed = static_cast<std::size_t>(first - all.begin());
    }
    return pointed;
  }

  /// Where the run parts from the one that it is compared with, or where something was done to it by hand.
  /// Its words stand above `bottom`, where the workers begin. Returns their place, empty if there are none.
  Rect parting(const Rect& r, float bottom) {
    if (s_.marked == 0 || (s_.hides_future && s_.marked > s_.moment.at)) return {};
    const float at = x(s_.marked, s_.trace()[s_.marked].time());
    if (at < r.left || at > r.right) return {};
    c_.dashed({at, r.top}, {at, r.bottom}, c_.theme.text, c_.px(1.5f), c_.px(4));
    // It stands below all lanes, so it says whom it was done to.
    const Event& event = s_.trace()[s_.marked];
    const std::string text = s_.is_compared                        ? "parts here"
                             : event.kind == EventKind::interfered ? brief(s_.trace(), s_.names(), event)
                                                                   : "by hand";
    const ImVec2 size = Canvas::measure(c_.fonts.small, text);
    const float left = at + size.x + c_.px(10) < r.right ? at + c_.px(3) : at - size.x - c_.px(11);
    Rect plate{left, bottom - size.y - c_.px(4), left + size.x + c_.px(8), bottom};
    // Not over the words of a lane, as long as there is room above them.
    for (auto under = plates_.begin(); under != plates_.end();) {
      const bool covers = under->right > plate.left && under->left < plate.right &&
                          under->bottom > plate.top && under->top < plate.bottom;
      const float by = plate.bottom - under->top + c_.px(1);
      if (!covers || plate.top - by < r.top) {
        ++under;
        continue;
      }
      plate.top -= by;
      plate.bottom -= by;
      under = plates_.begin();
    }
    c_.fill(plate, c_.theme.background);
    c_.text(c_.fonts.small, {plate.left + c_.px(4), plate.top + c_.px(2)}, c_.theme.text, text);
    c_.controls.add("timeline.parting", plate);
    return plate;
  }

  /// Where playing stops: dots on the ruler's edge, as many as can be told apart.
  void breakpoints(const Rect& ruler) {
    each_apart(s_.waypoints.breakpoints.hits(), ruler, c_.px(8), [&](float at, EventNumber n) {
      const bool present = n == s_.moment.at;
      Canvas::list()->AddCircleFilled({at, ruler.bottom - c_.px(2)}, c_.px(present ? 4.5f : 3.0f),
                                      c_.theme.panicked.u32());
    });
  }

  /// What the words of the find field are said of.
  void found(const Rect& r) {
    each_apart(s_.waypoints.finder.found(), r, c_.px(3), [&](float at, EventNumber n) {
      const bool present = n == s_.moment.at;
      c_.fill({at - c_.px(1), r.top, at + c_.px(1), r.top + c_.px(present ? 12.0f : 7.0f)}, c_.theme.accent);
    });
  }

  float x_of(const Bookmark& bookmark) const { return x(bookmark.at, bookmark.time); }
  Rect flag(const Bookmark& bookmark, const Rect& r) const {
    const float at = x_of(bookmark);
    return {at - c_.px(2), r.top, at + c_.px(16), r.top + c_.px(16)};
  }
  /// A flag a bookmark, from the top of the lanes to their end.
  void bookmarks(const Rect& r) {
    const auto& all = s_.waypoints.bookmarks.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const float at = x_of(all[i]);
      if (at < r.left - 1 || at > r.right || (s_.hides_future && all[i].at > s_.moment.at)) continue;
      const float top = r.top + c_.px(1);
      c_.line({at, top}, {at, r.bottom}, c_.theme.text.with_alpha(0.55f), c_.hairline());
      // The cloth has an edge of the ground, so that no bar runs into it.
      const auto cloth = [&](float grown, Colour colour) {
        Canvas::list()->AddTriangleFilled({at - grown, top - grown},
                                          {at + c_.px(15) + grown * 2, top + c_.px(6)},
                                          {at - grown, top + c_.px(12) + grown * 1.5f}, colour.u32());
      };
      cloth(c_.px(1.5f), c_.theme.background);
      cloth(0, c_.theme.text);
      c_.controls.add("timeline.bookmark." + std::to_string(i + 1), flag(all[i], r));
    }
  }
  /// The bookmark whose flag is under the mouse; the number of all if none is.
  std::size_t bookmark_at(ImVec2 mouse, const Rect& r) const {
    const auto& all = s_.waypoints.bookmarks.all();
    const auto it = std::ranges::find_if(all, [&](const Bookmark& b) {
      return r.contains(mouse) && flag(b, r).contains(mouse) && !(s_.hides_future && b.at > s_.moment.at);
    });
    return static_cast<std::size_t>(it - all.begin());
  }

  void playhead_line(const Rect& r) {
    const float at = axis_.to_pixel(playhead());
    if (at < r.left - 1 || at > r.right + 1) return;
    c_.line({at, r.top}, {at, r.bottom}, c_.theme.accent, c_.px(2));
    const float s = c_.px(6);
    Canvas::list()->AddTriangleFilled({at - s, r.top}, {at + s, r.top}, {at, r.top + s * 1.3f},
                                      c_.theme.accent.u32());
  }

  /// The whole run, small: where something was polled, where the loop was blocked, and what the view shows.
  void overview(const Rect& r, Axis whole, LaneField& picture) {
    whole.set_place(r.left, r.right);
    whole.show_all();
    c_.fill(r, c_.theme.panel);
    const auto& lanes = s_.chronicle.lanes().lanes();
    if (lanes.empty()) return;
    if (lanes.size() > many_lanes || s_.trace().size() > many_events) {
      picture.draw(c_, r, s_.chronicle, rows_, whole, by_time_);
    } else {
      overview_of_few(r, whole);
    }
    const Rect view{whole.to_pixel(axis_.begin()), r.top, whole.to_pixel(axis_.end()), r.bottom};
    if (!axis_.shows_all()) {
      c_.fill({r.left, r.top, view.left, r.bottom}, c_.theme.background.with_alpha(0.6f));
      c_.fill({view.right, r.top, r.right, r.bottom}, c_.theme.background.with_alpha(0.6f));
    }
    c_.frame(view, c_.theme.dim_text, c_.hairline());
    const float at = whole.to_pixel(playhead());
    if (s_.hides_future) c_.fill({at, r.top, r.right + c_.px(2), r.bottom}, c_.theme.panel);
    c_.line({at, r.top}, {at, r.bottom}, c_.theme.accent, c_.px(2));
  }

  void overview_of_few(const Rect& r, const Axis& whole) {
    const auto& lanes = s_.chronicle.lanes().lanes();
    const auto& workers = s_.chronicle.lanes().workers();
    const std::size_t rows = rows_.count();
    const float h = r.height() / static_cast<float>(std::max<std::size_t>(rows + workers.size(), 1));
    const auto busy = [&](const Segment& g, float top) {
      const float left = whole.to_pixel(value_of(g.first, g.begin));
      const float right = g.last == 0 ? r.right : std::max(whole.to_pixel(value_of(g.last, g.end)), left + 1);
      c_.fill({left, top, right, top + std::max(h, 1.0f)}, colour_of(c_.theme, g.state).with_alpha(0.85f));
    };
    for (std::size_t i = 0; i < workers.size(); ++i) {
      for (const Segment& g : workers[i].segments) busy(g, r.top + h * static_cast<float>(rows + i));
    }
    for (std::size_t i = 0; i < rows; ++i) {
      const float top = r.top + h * static_cast<float>(i);
      float drawn_to = -1e9f;
      for (const Segment& g : lanes[raw(rows_.task_at(i)) - 1].segments) {
        // What has not ended is drawn as long as it is something that goes on.
        const bool goes_on = g.last == 0 && g.state <= LaneState::blocking;
        if (g.state == LaneState::waiting || (g.last == 0 && !goes_on)) continue;
        const float left = whole.to_pixel(value_of(g.first, g.begin));
        const float right = goes_on ? r.right : std::max(whole.to_pixel(value_of(g.last, g.end)), left + 1);
        if (right < drawn_to + 1 && g.state != LaneState::blocking) continue;
        c_.fill({left, top, right, top + std::max(h, 1.0f)}, colour_of(c_.theme, g.state).with_alpha(0.85f));
        drawn_to = right;
      }
    }
  }

 private:
  /// Calls `draw` with those of the events in the view that are `spacing` or more apart, and the present one.
  template <class Draw>
  void each_apart(const std::vector<EventNumber>& events, const Rect& r, float spacing, Draw draw) const {
    const auto pixel = [&](EventNumber n) { return x(n, s_.trace()[n].time()); };
    const auto end = s_.hides_future ? std::ranges::upper_bound(events, s_.moment.at) : events.end();
    float wanted = r.left;
    for (auto it = events.begin(); true;) {
      it = std::partition_point(it, end, [&](EventNumber n) { return pixel(n) < wanted; });
      if (it == end || pixel(*it) > r.right) break;
      draw(pixel(*it), *it);
      wanted = pixel(*it) + spacing;
      ++it;
    }
    const EventNumber now = s_.moment.at;
    if (!std::ranges::binary_search(events, now)) return;
    if (const float at = pixel(now); at >= r.left && at <= r.right) draw(at, now);
  }

  /// Of a task that is hidden, where it is said that some are.
  float centre(const Rect& r, TaskId task, float lane_height, float scroll) const {
    const std::size_t row = std::min(rows_.row_of(task), rows_.count());
    return r.top - scroll + (static_cast<float>(row) + 0.5f) * lane_height;
  }

  /// The workers' lanes stand below those of the tasks.
  float centre_of_worker(const Rect& r, std::uint16_t worker, float lane_height, float scroll) const {
    if (pinned_height_ > 0) {
      const auto from_below = static_cast<float>(s_.chronicle.lanes().workers().size()) - worker;
      return r.bottom - (from_below + 0.5f) * pinned_height_;
    }
    const auto row = static_cast<float>(rows_of_tasks(rows_) + worker);
    return r.top - scroll + (row - 0.5f) * lane_height;
  }

  void segment(const Rect& bar, const Segment& g, float left, float right, float& drawn_to) {
    const Colour colour = colour_of(c_.theme, g.state);
    const float mid = (bar.top + bar.bottom) / 2;
    switch (g.state) {
      case LaneState::waiting:
        c_.line({left, mid}, {right, mid}, colour, std::max(c_.hairline(), c_.px(1.5f)));
        break;
      case LaneState::queued: {
        // Being queued for no time at all is told by the arrow that wakes.
        if (right - left < c_.px(1)) break;
        const Rect box{left, bar.top, right, bar.bottom};
        c_.fill(box, colour.with_alpha(0.30f));
        platform::dots(Canvas::list(), box.min(), box.max(), colour.u32());
        label(box, colour, "queued", c_.theme.background);
        break;
      }
      case LaneState::polling: {
        // A poll may take no virtual time of its own; it is seen all the same.
        if (right - left < 1 && left < drawn_to) break;
        const Rect box{left, bar.top, std::max(right, left + sign(3)), bar.bottom};
        c_.fill(box, colour);
        if (box.width() > c_.px(14)) label(box, c_.theme.ink_on(colour), "polling", colour);
        drawn_to = box.right;
        break;
      }
      case LaneState::blocking: {
        const Rect box{left, bar.top, std::max(right, left + c_.px(3)), bar.bottom};
        c_.fill(box, colour.with_alpha(0.35f));
        platform::hatch(Canvas::list(), box.min(), box.max(), colour.u32());
        const std::string text =
            s_.hides_future ? "blocks"
                            : "blocked " + to_text(g.last == 0 ? s_.end() - g.begin : g.end - g.begin);
        label(box, c_.theme.text, text, c_.theme.background);
        drawn_to = box.right;
        break;
      }
      case LaneState::returned:
      case LaneState::cancelled:
      case LaneState::panicked:
        // At the edge of the view it would say that the task has ended there.
        if (x(g.first, g.begin) >= left) mark(left, mid, bar, g.state);
        break;
    }
  }

  /// Words on a plate of `ground`, so that no pattern runs through them; none where they do not fit.
  void label(const Rect& box, Colour ink, std::string_view text, Colour ground) {
    ImFont* font = font_for(box.height());
    ImVec2 size = Canvas::measure(font, text);
    if (size.x + c_.px(14) > box.width()) size = Canvas::measure(font = c_.fonts.small, text);
    if (size.x + c_.px(14) > box.width() || size.y > box.height() + c_.px(4)) return;
    const ImVec2 at(box.left + c_.px(6), (box.top + box.bottom - size.y) / 2);
    c_.fill({at.x - c_.px(3), box.top + c_.px(1), at.x + size.x + c_.px(3), box.bottom - c_.px(1)}, ground,
            c_.px(2));
    c_.text(font, at, ink, text);
    plates_.push_back({at.x - c_.px(3), box.top, at.x + size.x + c_.px(3), box.bottom});
  }

  void mark(float at, float mid, const Rect& bar, LaneState state) {
    using platform::Icon;
    const Icon icon = state == LaneState::returned    ? Icon::check
                      : state == LaneState::cancelled ? Icon::cross
                                                      : Icon::bang;
    const float size = std::min(bar.height(), sign(15));
    platform::icon(Canvas::list(), icon, {at + size * 0.75f, mid}, size, colour_of(c_.theme, state).u32());
  }

  /// For words on a bar so high: small, but on a projector.
  ImFont* font_for(float height) const {
    if (height >= c_.px(46)) return c_.fonts.title;
    return height >= c_.px(26) ? c_.fonts.body : c_.fonts.small;
  }

  std::vector<Rect> plates_;  // of the words on lanes
  float size_ = 1;
  float pinned_height_ = 0;  // of a worker's lane at the bottom; 0: they follow those of the tasks
  const Canvas& c_;
  const Stage& s_;
  const Axis& axis_;
  const LaneRows& rows_;
  bool by_time_;
  EventGrid& grid_;
};

}  // namespace

namespace {

/// Of the lanes of all workers, below those of tasks that are too many to be seen one by one.
float pinned_workers_height(const Canvas& canvas, const Rect& field, std::size_t workers) {
  const auto count = static_cast<float>(workers);
  return count == 0 ? 0.0f : std::min(count * canvas.px(18), field.height() * 0.4f);
}

/// High lanes, as there are on a projector, have names that are read from afar.
ImFont* font_of_names(const Canvas& canvas, float lane_height) {
  if (lane_height >= canvas.px(44)) return canvas.fonts.title;
  return lane_height >= canvas.px(27) ? canvas.fonts.body : canvas.fonts.small;
}

/// The width of the longest name that a lane has, with its badge; of a run that has few enough to look at.
float width_of_names(const Canvas& canvas, ImFont* font, float badge, const Stage& stage) {
  float width = 0;
  const std::size_t lanes = stage.chronicle.lanes().lanes().size();
  for (std::uint32_t id = 1; id <= lanes && lanes <= many_lanes; ++id)
    width = std::max(width, Canvas::measure(font, stage.names().task(static_cast<TaskId>(id))).x);
  return width + badge * 2 + canvas.px(20);
}

}  // namespace

/// From 1; 0: the focus is elsewhere.
std::size_t TimelineView::focused_lane(const Controls& controls) {
  constexpr std::string_view lane = "timeline.lane.";
  const std::string_view name = controls.focused();
  std::size_t number = 0;
  if (name.starts_with(lane)) std::from_chars(name.data() + lane.size(), name.data() + name.size(), number);
  return number;
}

void TimelineView::reset() {
  axis_ = Axis();
  chosen_ = false;
  zoom_wanted_ = 1.0;
  scroll_ = 0;
  first_lane_ = 0;
  first_lane_wanted_.reset();
  beyond_ = 0;
  dragging_ = panning_ = false;
  followed_ = -1;
  selected_ = TaskId::none;
  one_by_one_ = false;
  field_.reset();
  strip_.reset();
  rows_.reset();
  grid_.reset();
}

std::optional<std::size_t> TimelineView::lane_in_sight(const std::function<bool(TaskId)>& is_wanted) const {
  const auto end = std::min(rows_.count(), static_cast<std::size_t>(first_lane_ + lanes_in_sight_));
  for (auto lane = static_cast<std::size_t>(first_lane_); lane < end; ++lane) {
    if (is_wanted(rows_.task_at(lane))) return lane;
  }
  return std::nullopt;
}

/// Where lanes are too many: all of them as one picture, how many they are, and the one that is looked at.
void TimelineView::draw_all_lanes(const Canvas& canvas, const Rect& names, const Rect& field,
                                  float lane_height, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const std::size_t lanes = rows_.count();
  field_.draw(canvas, field, stage.chronicle, rows_, axis_, by_time_);
  canvas.controls.add("timeline.field", field);
  canvas.text(canvas.fonts.strong, {names.left, names.top + px(4)}, canvas.theme.text,
              with_commas(lanes) + " lanes");
  const char* const hint = "each a thread of one pixel or less; the strongest wins";
  Canvas::list()->AddText(canvas.fonts.small, canvas.fonts.small->FontSize, {names.left, names.top + px(24)},
                          canvas.theme.dim_text.u32(), hint, nullptr, names.width());
  if (rows_.hidden() > 0) {
    const float below = Canvas::measure(canvas.fonts.small, hint, names.width()).y;
    canvas.wrapped(canvas.fonts.small, {names.left, names.top + px(30) + below}, canvas.theme.text,
                   words_for_hidden(rows_), names.width());
  }
  const auto point_at = [&](TaskId task, Colour colour) {
    if (task == TaskId::none || rows_.row_of(task) >= lanes) return;
    const float y = field.top + (static_cast<float>(rows_.row_of(task)) + 0.5f) * lane_height;
    canvas.line({field.left, y}, {field.right, y}, colour.with_alpha(0.6f), canvas.hairline());
    canvas.clipped(canvas.fonts.small,
                   {names.left, std::clamp(y - px(8), names.top + px(60), names.bottom - px(16))}, colour,
                   stage.names().task(task), names.width());
  };
  point_at(stage.selection.task, canvas.theme.accent);
  const ImVec2 mouse = ImGui::GetMousePos();
  if (!ImGui::IsWindowHovered() || !field.contains(mouse)) return;
  const auto row = static_cast<std::size_t>(std::max(0.0f, (mouse.y - field.top) / lane_height));
  if (row >= lanes) return;
  commands.push_back(command::Hover{rows_.task_at(row)});
  draw_tip_here(
      canvas,
      stage.names().task(rows_.task_at(row)) +
          " and its neighbours. Double-click to see them one by one (Alt and the wheel: in and out).");
}

/// What a click asks for is there in the next frame.
void TimelineView::keep_lanes() { keeps_until_ = ImGui::GetFrameCount() + 2; }

/// What is happening stays at the right edge: the last seconds of a long run, or as much as a person has
/// chosen to see.
void TimelineView::follow_live(const Live& live) {
  constexpr double longest_seen = 10e9;  // nanoseconds
  if (!live.follows || !by_time_) return;
  const double end = axis_.range_end();
  const double seen = axis_.shows_all() ? longest_seen : axis_.end() - axis_.begin();
  if (end - axis_.range_begin() > seen) axis_.show(end - seen, end);
}

/// What the timeline is of, what its axis shows, and the order of its lanes.
void TimelineView::draw_head(const Canvas& canvas, Rect head, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const auto button = [&](const Rect& r, const char* name, const std::string& tip) {
    ImGui::SetCursorScreenPos({r.left, r.top - px(2)});
    const bool clicked = ImGui::InvisibleButton(name, {std::max(r.width(), 1.0f), r.height()});
    canvas.controls.add_item(name);
    if (!ImGui::IsItemHovered()) return clicked;
    canvas.fill({r.left, r.top - px(2), r.right, r.bottom - px(2)}, canvas.theme.hover, px(3));
    draw_tip(canvas, r, tip);
    return clicked;
  };
  head.right -= px(6);  // the ruler's first figure is near
  const Rect order = head.take_right(px(22));
  if (button(order, "timeline.order",
             std::string("Lanes stand ") + words_for(rows_.order()) +
                 (rows_.hides_finished() ? "; those of finished tasks are hidden." : ".") +
                 " Click: other orders, or without finished tasks (" + std::string(key_of("lanes")) + ", " +
                 std::string(key_of("finished")) + ")"))
    ImGui::OpenPopup("lanes");
  platform::icon(Canvas::list(), platform::Icon::lanes, {order.centre().x, order.centre().y - px(2)}, px(13),
                 (rows_.hides_finished() ? canvas.theme.accent : canvas.theme.dim_text).u32());
  draw_lanes_menu(canvas, {order.left, order.top - px(2), order.right, order.bottom}, commands);
  const std::string axis = by_time_ ? "TIME" : "EVENTS";
  const std::string title = title_.empty() ? "TIMELINE" : title_;
  ImFont* font = title_.empty() ? canvas.fonts.caps : canvas.fonts.strong;
  const std::string& longest = title_.empty() ? title : longest_title_;
  const float axis_width = Canvas::measure(canvas.fonts.caps, axis).x + px(10);
  const float left = head.width() - axis_width - px(4);
  if (Canvas::measure(font, longest).x > (title_.empty() ? head.width() : left)) font = canvas.fonts.small;
  const bool fits = left >= Canvas::measure(font, longest).x;
  is_chosen_ = false;
  if (!title_.empty() && !large_) {
    const float width = std::min(Canvas::measure(font, title).x + px(4), fits ? left : head.width());
    is_chosen_ = button({head.left - px(2), head.top, head.left - px(2) + width, head.bottom},
                        "timeline.title", "Click: this run alone");
  }
  if (fits || !title_.empty()) {
    canvas.clipped(font, {head.left, head.top + (title_.empty() ? px(1) : -px(1))},
                   title_.empty() ? canvas.theme.dim_text : canvas.theme.accent, title,
                   fits ? left : head.width());
  }
  if (!fits && !title_.empty()) return;
  const Rect place = fits ? head.take_right(axis_width) : head.take_left(axis_width);
  if (button(place, "timeline.axis",
             with_key(by_time_ ? "Time from left to right. Click: an equal step for each event"
                               : "An equal step for each event. Click: by time",
                      "axis")))
    commands.push_back(command::ToggleAxis{});
  canvas.text(canvas.fonts.caps, {place.left + px(fits ? 5.0f : 0.0f), place.top + px(1)}, canvas.theme.text,
              axis);
}

/// In which order the lanes stand, and which of them.
void TimelineView::draw_lanes_menu(const Canvas& canvas, const Rect& button, Commands& commands) const {
  Menu menu(canvas, button, button.bottom);
  if (!menu.begin("lanes", 300)) return;
  menu.caption("LANES STAND");
  auto order = LaneOrder::spawn;
  do {
    if (menu.choice(std::string("lanes.") + words_for(order), words_for(order),
                    order == rows_.order() ? std::string(key_of("lanes")) : "", order == rows_.order()))
      commands.push_back(command::SetLaneOrder{order});
    order = next(order);
  } while (order != LaneOrder::spawn);
  menu.caption("WHICH OF THEM");
  if (menu.choice("lanes.finished", "Hide finished tasks", std::string(key_of("finished")),
                  rows_.hides_finished()))
    commands.push_back(command::ToggleFinished{});
  menu.end();
}

/// The part of the bar that stands for the lanes in sight.
Rect TimelineView::scroll_thumb(const Rect& bar, float most) const {
  const float high = std::max(bar.height() * bar.height() / (bar.height() + most), bar.width() * 3);
  const float top = bar.top + (bar.height() - high) * std::clamp(scroll_ / most, 0.0f, 1.0f);
  return {bar.left, top, bar.right, top + high};
}

/// The thumb's middle follows the mouse.
void TimelineView::drag_scroll_bar(const Rect& bar, float most) {
  ImGui::SetCursorScreenPos({bar.left - bar.width() / 2, bar.top});
  ImGui::InvisibleButton("timeline.scroll", {bar.width() * 2, std::max(bar.height(), 1.0f)});
  if (!ImGui::IsItemActive()) return;
  const float high = scroll_thumb(bar, most).height();
  scroll_ = (ImGui::GetMousePos().y - bar.top - high / 2) / std::max(bar.height() - high, 1.0f) * most;
}

void TimelineView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  const Instant end = std::max(stage.end(), shared_end_);
  // Where no time passes, only the events tell before from after.
  if (!chosen_) by_time_ = end > Instant() && !shows_order_;
  axis_.set_range(0, by_time_ ? static_cast<double>(end.time_since_epoch().count())
                              : static_cast<double>(std::max(stage.trace().size(), shared_events_)));

  if (stage.live) follow_live(*stage.live);

  Rect rest = room.inset(px(12), px(6));
  const auto& lanes = stage.chronicle.lanes().lanes();
  rows_.follow(stage.chronicle, stage.is_over);
  // Of a long run that plays, lanes close up when it stands: until then nothing is false, only late.
  if (!stage.playback.is_playing() || stage.trace().size() < many_events * 4) rows_.stand_in(stage.world());
  const std::size_t seen = rows_.count();
  const auto& workers = stage.chronicle.lanes().workers();
  const auto rows = static_cast<float>(rows_of_tasks(rows_) + workers.size());
  float gutter = std::clamp(room.width() * 0.11f, px(90), px(170));
  // The longest of the titles that stand below one another has room, beside what the axis shows.
  if (!title_.empty()) {
    const float beside = px(34) + (large_ ? 0 : Canvas::measure(canvas.fonts.caps, "EVENTS").x + px(14));
    gutter = std::max(gutter, std::min(Canvas::measure(canvas.fonts.small, longest_title_).x + beside,
                                       room.width() * 0.25f));
  }
  const bool roomy = !large_ && room.height() > px(compact_ ? 240.0f : 120.0f);
  const Rect strip_row = rest.take_bottom(roomy ? px(16) : 0);
  if (roomy) rest.take_bottom(px(6));
  ImFont* ruler_font = large_ ? canvas.fonts.mono : canvas.fonts.mono_small;
  const Rect head = rest.take_top(ruler_font->FontSize + px(8));
  // Those that are hidden leave the height of the others as it is.
  const auto all_lanes = static_cast<float>(std::max<std::size_t>(lanes.size() + workers.size(), 1));
  float high =
      std::clamp(rest.height() / all_lanes, px(compact_ ? 13.5f : 18.0f), px(large_ ? 120.0f : 30.0f));
  // Where there are more than can be seen, so many are that none is cut off.
  if (high * all_lanes > rest.height())
    high = rest.height() / std::max(std::floor(rest.height() / high), 1.0f);
  ImFont* font = font_of_names(canvas, high);
  const float badge_size = large_ ? std::clamp(high * 0.32f, px(9), px(18)) : px(9);
  if (large_)
    gutter = std::clamp(width_of_names(canvas, font, badge_size, stage), gutter, room.width() * 0.3f);
  const Rect names = {rest.left, rest.top, rest.left + gutter, rest.bottom};
  const Rect field = {rest.left + gutter + px(6), rest.top, rest.right - px(14) * size_on(canvas, high),
                      rest.bottom};
  const Rect ruler = {field.left, head.top, field.right, head.bottom};
  const Rect strip = {field.left, strip_row.top, field.right, strip_row.bottom};
  axis_.set_place(field.left, field.right);

  // Input: wheel zooms at the mouse, dragging the ruler or a click seeks, dragging a lane pans a zoomed view.
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 mouse = io.MousePos;
  const bool hovered = ImGui::IsWindowHovered();
  const Rect active{field.left, ruler.top, field.right, field.bottom};
  const bool is_many = seen > many_lanes;
  if (is_many && hovered && field.contains(mouse)) {
    const bool closer = (io.KeyAlt && io.MouseWheel > 0) || (!one_by_one_ && ImGui::IsMouseDoubleClicked(0));
    if (closer && !one_by_one_) {
      // The lane under the mouse stays there.
      one_by_one_ = true;
      const float tasks = field.height() - pinned_workers_height(canvas, field, workers.size());
      scroll_ = (mouse.y - field.top) / tasks * static_cast<float>(seen) * high - (mouse.y - field.top);
    } else if (io.KeyAlt && io.MouseWheel < 0) {
      one_by_one_ = false;
    }
  }
  const bool is_field = is_many && !one_by_one_;
  // Where the lanes of tasks have to be scrolled, or are too many to be seen, what workers do is seen all the
  // same.
  const float below_field = is_field ? pinned_workers_height(canvas, field, workers.size()) : 0.0f;
  const float lane_height = lanes.empty() ? px(20)
                            : is_field    ? (field.height() - below_field) / static_cast<float>(seen)
                                          : high;
  const float all_workers = is_field ? below_field : lane_height * static_cast<float>(workers.size());
  const bool pins =
      !workers.empty() &&
      (is_field || (lane_height * rows > field.height() + 1 && all_workers < field.height() / 2));
  const float worker_height =
      is_field && pins ? below_field / static_cast<float>(workers.size()) : lane_height;
  const float tasks_bottom = field.bottom - (pins ? all_workers : 0.0f);
  const float tasks_high = tasks_bottom - field.top;
  const float content = is_field ? tasks_high : lane_height * rows - (pins ? all_workers : 0.0f);
  const bool is_on_names = names.contains(mouse);
  if (hovered && (active.contains(mouse) || is_on_names) && io.MouseWheel != 0 && !(is_many && io.KeyAlt)) {
    if (io.KeyShift || is_on_names || (content > tasks_high + 1 && !io.KeyCtrl)) {
      scroll_ -= io.MouseWheel * lane_height * 2;
    } else {
      axis_.zoom(std::pow(0.8, static_cast<double>(io.MouseWheel)), axis_.to_value(mouse.x));
    }
  }
  if (hovered && active.contains(mouse) && io.MouseWheelH != 0) {
    axis_.pan((axis_.end() - axis_.begin()) * -0.06 * static_cast<double>(io.MouseWheelH));
  }
  const float most = std::max(0.0f, content - tasks_high);
  const Rect bar{room.right - px(9), field.top, room.right - px(4), tasks_bottom};
  if (most > 1 && !is_field) drag_scroll_bar(bar, most);
  if (first_lane_wanted_) {
    scroll_ = *std::exchange(first_lane_wanted_, std::nullopt) * lane_height;
    beyond_ = most > 1 ? std::clamp(scroll_ - most, 0.0f, lane_height * 2) : 0.0f;
  }
  if (zoom_wanted_ != 1.0) {
    // The present moment is what one wants to see more of.
    const double now = by_time_ ? static_cast<double>(stage.moment.time.time_since_epoch().count())
                                : static_cast<double>(stage.moment.at);
    axis_.keep_in_sight(now);
    axis_.zoom(std::exchange(zoom_wanted_, 1.0), now);
  }
  scroll_ = std::clamp(scroll_, 0.0f, most + beyond_);

  Drawing drawing(canvas, stage, axis_, rows_, by_time_, grid_);
  drawing.write_for(lane_height);
  if (pins) drawing.pin_workers(worker_height);
  const std::optional<WakeArrow> wake =
      hovered && !dragging_ && !is_field ? drawing.wake_at(mouse, field, lane_height, scroll_) : std::nullopt;
  const auto& bookmarks = stage.waypoints.bookmarks.all();
  const std::size_t flag = hovered && !dragging_ ? drawing.bookmark_at(mouse, field) : bookmarks.size();
  if (flag < bookmarks.size()) {
    const Bookmark& b = bookmarks[flag];
    draw_tip_here(canvas, (b.note.empty() ? "Bookmark" : b.note) + "\n" + to_text(b.time) + ", event " +
                              std::to_string(b.at) + ". Click to go there.");
  } else if (wake) {
    draw_tip_here(canvas, stage.names().task(wake->to) + " " +
                              brief(stage.trace(), stage.names(), stage.trace()[wake->event]) +
                              ".\nClick to see why.");
  }
  const bool is_parting = hovered && !dragging_ && !warning_ && parting_.contains(mouse);
  if (is_parting) {
    draw_tip_here(canvas, stage.is_compared ? "Click to go to where they part."
                                            : "Click to go to where this was done by hand.");
  } else if (hovered && !dragging_ && strip.contains(mouse)) {
    draw_tip_here(canvas, axis_.shows_all() ? "The whole run: click or drag to go there"
                                            : "The whole run: drag what is seen of it");
  }
  // Elsewhere there is no page that says why it matters.
  const bool tells_more = !stage.is_compared && !large_;
  if (hovered && ImGui::IsMouseClicked(0)) {
    if (flag < bookmarks.size()) {
      commands.push_back(command::GoToBookmark{flag});
    } else if (warning_ && tells_more) {
      commands.push_back(command::ReadWarning{*std::exchange(warning_, std::nullopt)});
    } else if (warning_) {
      const Warning& warning = stage.chronicle.warnings()[*std::exchange(warning_, std::nullopt)];
      commands.push_back(command::Seek{evidence_of(warning, stage.trace())});
      if (stage.selection.task != warning.task) commands.push_back(command::Select{warning.task});
    } else if (is_parting && stage.marked != 0) {
      commands.push_back(command::Seek{stage.marked});
    } else if (wake) {
      commands.push_back(command::Seek{wake->event});
      commands.push_back(command::AskWhy{wake->event});
    } else if (active.contains(mouse)) {
      dragging_ = true;
      panning_ = false;
    } else if (strip.contains(mouse)) {
      dragging_ = panning_ = true;
    } else if (names.contains(mouse) && mouse.y < tasks_bottom) {
      const auto index = static_cast<std::size_t>((mouse.y - names.top + scroll_) / lane_height);
      if (index < seen) {
        commands.push_back(command::Select{rows_.task_at(index)});
      } else if (index == seen && rows_.hidden() > 0) {
        commands.push_back(command::ToggleFinished{});
      }
    }
  }
  if (hovered && ImGui::IsMouseClicked(1) && names.contains(mouse) && mouse.y < tasks_bottom) {
    const auto index = static_cast<std::size_t>((mouse.y - names.top + scroll_) / lane_height);
    if (index < seen) commands.push_back(command::ShowActs{rows_.task_at(index)});
  }
  if (!ImGui::IsMouseDown(0)) dragging_ = panning_ = false;
  if (dragging_) {
    if (panning_) {
      Axis whole = axis_;
      whole.show_all();
      whole.set_place(strip.left, strip.right);
      const double width = axis_.end() - axis_.begin();
      const double centre = whole.to_value(mouse.x);
      if (axis_.shows_all()) {
        axis_.set_place(strip.left, strip.right);
        commands.push_back(command::Seek{drawing.position_at(mouse.x), !ImGui::IsMouseClicked(0)});
      } else {
        axis_.show(centre - width / 2, centre + width / 2);
      }
    } else if (ImGui::IsMouseClicked(0) || io.MouseDelta.x != 0) {
      commands.push_back(command::Seek{drawing.position_at(mouse.x), !ImGui::IsMouseClicked(0)});
    }
    followed_ = drawing.playhead();
  }
  clicked_ = dragging_ || (hovered && ImGui::IsMouseClicked(0) && room.contains(mouse));
  if (clicked_) keep_lanes();
  const bool keeps = ImGui::GetFrameCount() <= keeps_until_;
  if (hovered && ImGui::IsMouseDragging(1) && active.contains(mouse)) {
    axis_.pan(axis_.to_value(0) - axis_.to_value(io.MouseDelta.x));
  }
  const auto row_in_sight = [&](TaskId task) {
    const std::size_t row = rows_.row_of(task);
    return row == LaneRows::no_row ? 0 : row + 1;
  };
  const auto bring_into_sight = [&](std::size_t row) {
    if (row == 0 || content <= tasks_high || (pins && row > rows_of_tasks(rows_))) return;
    const float top = (static_cast<float>(row) - 1) * lane_height;
    scroll_ = std::min(std::max(scroll_, top + lane_height - tasks_high), top);
  };
  // Follow the playhead when it moves, not when a person looks elsewhere.
  if (const double playhead = drawing.playhead(); playhead != followed_) {
    if (!axis_.shows_all()) axis_.keep_in_sight(playhead);
    followed_ = playhead;
    // The lane of what happens stays in sight, too.
    const Event* event = stage.moment.event;
    const bool of_worker =
        event && event->kind >= EventKind::job_started && event->kind <= EventKind::job_ended;
    bring_into_sight(!event || !leads_ || keeps    ? 0
                     : of_worker                   ? rows_of_tasks(rows_) + event->extra
                     : event->task == TaskId::none ? 0
                                                   : row_in_sight(event->task));
  }
  if (std::exchange(selected_, stage.selection.task) != stage.selection.task) {
    bring_into_sight(selected_ == TaskId::none || keeps ? 0 : row_in_sight(selected_));
  }
  if (const std::size_t row = focused_lane(canvas.controls); std::exchange(focused_, row) != row)
    bring_into_sight(row);

  if (most > 1 && !is_field) {
    const Rect thumb = scroll_thumb(bar, most);
    canvas.fill(thumb, canvas.theme.hairline.mix(canvas.theme.dim_text, 0.35f), thumb.width() / 2);
    canvas.controls.add("timeline.scroll", bar);
  }
  first_lane_ = is_field ? 0 : scroll_ / lane_height;
  lanes_in_sight_ = tasks_high / lane_height;

  // Picture.
  draw_head(canvas, {names.left, head.top, names.right, head.bottom}, commands);
  drawing.ruler(ruler, ruler_font);
  ImDrawList* list = Canvas::list();
  list->PushClipRect({room.left, field.top}, {room.right, field.bottom}, true);
  if (is_field) {
    draw_all_lanes(canvas, {names.left, names.top, names.right, tasks_bottom},
                   {field.left, field.top, field.right, tasks_bottom}, lane_height, stage, commands);
  }
  list->PushClipRect({room.left, field.top}, {room.right, tasks_bottom}, true);
  const auto first_seen = static_cast<std::size_t>(std::max(scroll_ / lane_height - 1, 0.0f));
  for (std::size_t i = is_field ? seen : first_seen; i < seen; ++i) {
    const float top = field.top - scroll_ + lane_height * static_cast<float>(i);
    // One more than is seen on either side: the focus may go there.
    if (top > tasks_bottom + lane_height) break;
    if (top + lane_height * 2 < field.top) continue;
    const Rect row{field.left, top, field.right, top + lane_height};
    const TaskId task = rows_.task_at(i);
    const std::size_t indent = std::min<std::size_t>(rows_.depth_of(task), 3);
    const ImVec2 badge(names.left + badge_size + px(1 + 10 * static_cast<float>(indent)),
                       top + lane_height / 2);
    const float beside = badge_size + px(7);
    // Who is still to come is not named before it is there.
    if (!stage.hides_future || stage.world().task(task)) {
      draw_badge(canvas, badge, std::min(badge_size, lane_height * 0.44f), task);
      canvas.clipped(font, {badge.x + beside, badge.y - font->FontSize / 2},
                     stage.selection.task == task ? canvas.theme.accent : canvas.theme.text,
                     stage.names().task(task), names.right - badge.x - beside);
    }
    drawing.lane(row, lanes[raw(task) - 1]);
    if (hovered && row.contains(mouse) && mouse.y < tasks_bottom) commands.push_back(command::Hover{task});
    const float from = std::clamp(row.top, field.top, tasks_bottom);
    const Rect in_sight{row.left, from, row.right, std::clamp(row.bottom, from, tasks_bottom)};
    canvas.controls.add_listed("timeline.lane." + std::to_string(i + 1), in_sight,
                               {names.left, in_sight.top, names.right, in_sight.bottom});
  }
  if (rows_.hidden() > 0 && !is_field) {
    const float top = field.top - scroll_ + lane_height * static_cast<float>(seen);
    const Rect row{names.left, top, names.right, top + lane_height};
    const bool pointed = hovered && row.contains(mouse) && mouse.y < tasks_bottom;
    canvas.text(canvas.fonts.small,
                {names.left + px(2), top + (lane_height - canvas.fonts.small->FontSize) / 2},
                pointed ? canvas.theme.text : canvas.theme.dim_text, words_for_hidden(rows_));
    canvas.controls.add_pressed("timeline.finished", row);
    if (pointed) draw_tip_above(canvas, row, with_key("Click: show their lanes, too", "finished"));
  }
  list->PopClipRect();
  for (std::size_t i = 0; i < workers.size(); ++i) {
    const float top = pins ? tasks_bottom + worker_height * static_cast<float>(i)
                           : field.top - scroll_ + lane_height * static_cast<float>(rows_of_tasks(rows_) + i);
    if (top > field.bottom || top + worker_height < field.top) continue;
    if (i == 0) canvas.line({names.left, top}, {field.right, top}, canvas.theme.hairline, canvas.hairline());
    const auto number = static_cast<std::uint16_t>(i + 1);
    ImFont* worker_font = large_ ? font : canvas.fonts.small;
    const float beside = badge_size * 2 + px(8);
    draw_worker_badge(canvas, {names.left + badge_size + px(1), top + worker_height / 2},
                      std::min(badge_size - px(1), worker_height * 0.4f), number);
    if (worker_height >= px(11))
      canvas.clipped(worker_font, {names.left + beside, top + (worker_height - worker_font->FontSize) / 2},
                     canvas.theme.text, Names::worker(number), names.right - names.left - beside);
    const Rect row{field.left, top, field.right, top + worker_height};
    drawing.worker(row, workers[i]);
    if (hovered && !dragging_ && !wake && flag == bookmarks.size()) {
      if (const std::string words = drawing.words_of_worker(mouse, row, workers[i]); !words.empty())
        draw_tip_here(canvas, Names::worker(number) + ": " + words);
    }
    canvas.controls.add("timeline.worker." + std::to_string(i + 1), row);
  }
  if (!is_field) drawing.wakes(field, lane_height, scroll_);
  drawing.future(field);
  if (stage.selection.asks()) drawing.chain(field, lane_height, scroll_);
  const bool asks = hovered && !dragging_ && !wake && flag == bookmarks.size();
  warning_ = drawing.warnings({field.left, field.top, field.right, tasks_bottom}, lane_height, scroll_);
  if (!asks) warning_.reset();
  if (warning_) {
    draw_tip_here(canvas, stage.chronicle.warnings()[*warning_].text +
                              (tells_more ? "\nClick to read why it matters."
                                          : "\nClick to go to where it can be seen."));
  } else if (const auto late =
                 asks && !is_field
                     ? drawing.late_at(mouse, {field.left, field.top, field.right, tasks_bottom}, lane_height,
                                       scroll_)
                     : std::nullopt) {
    draw_tip_here(canvas, lateness_sentence(stage.trace(), stage.names(), *late) +
                              "\nClick to see what the loop did meanwhile.");
  }
  parting_ = drawing.parting(field, tasks_bottom);
  drawing.found(field);
  drawing.bookmarks(field);
  list->PopClipRect();
  drawing.playhead_line({field.left, ruler.bottom - px(3), field.right, field.bottom});
  drawing.breakpoints(ruler);
  if (roomy) drawing.overview(strip, axis_, strip_);
  canvas.controls.add("timeline", field);
  canvas.controls.add("timeline.overview", strip);
}

}  // namespace loopglass
