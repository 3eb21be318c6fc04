#include "app/views/timeline_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/session/markup.hpp"
#include "app/views/task_token.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {
namespace {

using platform::Theme;

constexpr double gutter = 170;
constexpr double margin = 16;
constexpr double lane_height = 26;
constexpr double ruler_height = 34;
constexpr double legend_height = 44;
constexpr double mark_room = 30;      // for the signs at the ends of the lanes
constexpr double letter_width = 6.8;  // about that of a letter of 12 pixels
constexpr std::size_t most_arrows = 2000;

std::string hex(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

/// XML has no control characters, escaped or not.
std::string xml_text(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](unsigned char c) { return c < 0x20; }, ' ');
  return escaped(out);
}

class Svg {
 public:
  Svg(const Chronicle& chronicle, const SvgOptions& options)
      : run_(chronicle), options_(options), theme_(*options.theme) {
    const double end = static_cast<double>(run_.latest().now.time_since_epoch().count());
    by_time_ = end > 0;
    end_ = std::max(by_time_ ? end : static_cast<double>(run_.latest().position), 1.0);
    field_left_ = margin + gutter;
    field_right_ = options_.width - margin - mark_room;
    const auto rows = static_cast<double>(run_.lanes().lanes().size() + run_.lanes().workers().size());
    top_ = margin + ruler_height;
    bottom_ = top_ + rows * lane_height;
  }

  std::string draw() {
    const double height = bottom_ + legend_height + margin;
    put(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1:.0f}" viewBox="0 0 {0} {1:.0f}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="13">)",
        options_.width, height);
    put("<title>{}</title>", xml_text(options_.title));
    patterns();
    put(R"(<rect width="{}" height="{:.0f}" fill="{}"/>)", options_.width, height, hex(theme_.background));
    ruler();
    for (const Lane& lane : run_.lanes().lanes()) task(lane);
    const auto& workers = run_.lanes().workers();
    for (std::size_t i = 0; i < workers.size(); ++i) worker(i, workers[i]);
    wakes();
    legend();
    put("</svg>");
    return std::move(text_);
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    text_ += fmt::format(format, std::forward<Values>(values)...);
    text_ += '\n';
  }

  double x(EventNumber n, Instant t) const {
    const double value =
        by_time_ ? static_cast<double>(t.time_since_epoch().count()) : static_cast<double>(n);
    return field_left_ + value / end_ * (field_right_ - field_left_);
  }
  double middle(std::size_t row) const { return top_ + (static_cast<double>(row) + 0.5) * lane_height; }
  double middle_of(TaskId task) const { return middle(raw(task) - 1); }

  /// A state is never told by its colour alone.
  void patterns() {
    put("<defs>");
    put(R"(<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="{0}" fill-opacity="0.3"/><circle cx="3" cy="3" r="1.1" fill="{0}"/></pattern>)",
        hex(theme_.queued));
    put(R"x(<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="{0}" fill-opacity="0.35"/><rect width="3" height="7" fill="{0}"/></pattern>)x",
        hex(theme_.blocking));
    put("</defs>");
  }

  void ruler() {
    const double spacing = 110 / (field_right_ - field_left_) * end_;
    for (const double value : round_ticks(0, end_, spacing)) {
      const double at = field_left_ + value / end_ * (field_right_ - field_left_);
      put(R"(<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}" stroke="{3}"/>)", at, top_ - 6,
          bottom_, hex(theme_.hairline));
      const std::string label = by_time_ ? to_text(Duration(static_cast<std::int64_t>(std::llround(value))))
                                         : fmt::format("event {:.0f}", value);
      put(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="middle" fill="{}">{}</text>)", at, top_ - 12,
          hex(theme_.dim_text), label);
    }
  }

  void name(std::size_t row, std::string_view badge, bool round, Colour fill, std::string_view words) {
    const double y = middle(row);
    if (round) {
      put(R"(<circle cx="{:.1f}" cy="{:.1f}" r="9" fill="{}"/>)", margin + 10, y, hex(fill));
    } else {
      put(R"(<rect x="{:.1f}" y="{:.1f}" width="18" height="18" fill="none" stroke="{}"/>)", margin + 1,
          y - 9, hex(theme_.dim_text));
    }
    put(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="middle" font-size="{}" font-weight="700" fill="{}">{}</text>)",
        margin + 10, y + 4, badge.size() > 1 ? 9 : 11, hex(round ? theme_.ink_on(fill) : theme_.text), badge);
    constexpr std::size_t fits = 18;
    const bool all = words.size() <= fits;
    put(R"(<text x="{:.1f}" y="{:.1f}" fill="{}">{}{}</text>)", margin + 28, y + 4.5, hex(theme_.text),
        xml_text(all ? words : words.substr(0, fits - 1)), all ? "" : "…");
  }

  void task(const Lane& lane) {
    const std::size_t row = raw(lane.task) - 1;
    name(row, letters(lane.task), true, hue_of(theme_, lane.task), run_.names().task(lane.task));
    for (const Segment& g : lane.segments) segment(row, g, g.state == LaneState::blocking ? "blocked " : "");
    if (!by_time_) return;
    for (const Lateness& late : lane.late) {
      const double left = x(0, late.due);
      const double right = x(0, late.end);
      put(R"(<line class="late" x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}" stroke="{3}" stroke-width="2.5" stroke-dasharray="6 4"/>)",
          left, right, middle(row), hex(theme_.blocking));
      label(row, left, right, to_text(late.end - late.due) + " late", theme_.blocking, theme_.background,
            true);
    }
  }

  void worker(std::size_t i, const WorkerLane& lane) {
    const std::size_t row = run_.lanes().lanes().size() + i;
    name(row, std::to_string(i + 1), false, theme_.panel, "worker " + std::to_string(i + 1));
    for (const WorkerSegment& g : lane.segments) segment(row, g, run_.names().job(g.job) + " ");
  }

  /// `words` go before the length of a stretch that holds its thread.
  void segment(std::size_t row, const Segment& g, std::string_view words) {
    const double left = x(g.first, g.begin);
    const double right = g.last == 0 ? field_right_ : std::max(x(g.last, g.end), left);
    const double y = middle(row);
    const Colour colour = colour_of(theme_, g.state);
    const auto bar = [&](std::string_view meaning, const std::string& fill, double least) {
      put(R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>)", meaning,
          left, y - 8, std::max(right - left, least), 16.0, fill);
    };
    switch (g.state) {
      case LaneState::waiting:
        put(R"(<line class="waiting" x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}" stroke="{3}" stroke-width="1.5"/>)",
            left, right, y, hex(colour));
        break;
      case LaneState::queued:
        if (right > left) bar("queued", "url(#dots)", 0);
        break;
      case LaneState::polling:
        bar("polling", hex(colour), 2.5);
        if (!words.empty()) label(row, left, right, words, theme_.ink_on(colour), colour, false);
        break;
      case LaneState::blocking:
        bar("blocking", "url(#hatch)", 2.5);
        label(row, left, right, std::string(words) + to_text(g.end - g.begin), theme_.text, theme_.background,
              false);
        break;
      case LaneState::returned: sign("returned", left, y, "✓", colour); break;
      case LaneState::cancelled: sign("cancelled", left, y, "✕", colour); break;
      case LaneState::panicked: sign("panicked", left, y, "!", colour); break;
    }
  }

  void sign(std::string_view meaning, double at, double y, std::string_view shape, Colour colour) {
    put(R"(<text class="{}" x="{:.1f}" y="{:.1f}" font-size="15" font-weight="700" fill="{}">{}</text>)",
        meaning, at + 5, y + 5, hex(colour), shape);
  }

  /// Words on a plate, where they fit.
  void label(std::size_t row, double left, double right, std::string_view words, Colour ink, Colour ground,
             bool centred) {
    const double width = static_cast<double>(words.size()) * letter_width + 8;
    if (width + 6 > right - left) return;
    const double at = centred ? (left + right - width) / 2 : left + 5;
    put(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="14" fill="{}"/>)", at, middle(row) - 7, width,
        hex(ground));
    put(R"(<text x="{:.1f}" y="{:.1f}" font-size="12" fill="{}">{}</text>)", at + 4, middle(row) + 4,
        hex(ink), xml_text(words));
  }

  void wakes() {
    const auto& all = run_.lanes().wakes();
    if (all.size() > most_arrows) return;  // nobody could tell them apart
    for (const WakeArrow& wake : all) {
      if (wake.outcome != WakeOutcome::queued || wake.from == wake.to) continue;
      const double to = middle_of(wake.to);
      const bool of_reactor = wake.from == TaskId::none && wake.worker == 0;
      const double at = x(wake.event, wake.time) - (of_reactor ? 4 : 0);
      const double from = of_reactor        ? to - lane_height * 0.5
                          : wake.worker > 0 ? middle(run_.lanes().lanes().size() + wake.worker - 1)
                                            : middle_of(wake.from);
      const double direction = to > from ? 1 : -1;
      const double tip = to - direction * (of_reactor ? 2 : 9);
      put(R"(<path class="wake" d="M{0:.1f} {1:.1f}V{2:.1f}M{3:.1f} {4:.1f}L{0:.1f} {2:.1f}L{5:.1f} {4:.1f}" fill="none" stroke="{6}"/>)",
          at, from, tip, at - 3, tip - direction * 5, at + 3, hex(theme_.dim_text));
    }
  }

  void legend() {
    double at = field_left_;
    const double y = bottom_ + legend_height * 0.6;
    const auto entry = [&](const std::string& shape, std::string_view words) {
      text_ += shape;
      put(R"(<text x="{:.1f}" y="{:.1f}" fill="{}">{}</text>)", at + 32, y + 4.5, hex(theme_.dim_text),
          words);
      at += 50 + static_cast<double>(words.size()) * 7.4;
    };
    const auto box = [&](const std::string& fill) {
      return fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="26" height="14" fill="{}"/>)", at, y - 7,
                         fill);
    };
    const auto rule = [&](Colour colour, std::string_view more) {
      return fmt::format(R"(<line x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}" stroke="{3}" {4}/>)",
                         at, at + 26, y, hex(colour), more);
    };
    entry(box("url(#dots)"), "queued");
    entry(box(hex(theme_.polling)), "polling");
    entry(rule(theme_.waiting, R"(stroke-width="1.5")"), "waiting");
    entry(box("url(#hatch)"), "blocks its thread");
    entry(rule(theme_.blocking, R"(stroke-width="2.5" stroke-dasharray="6 4")"), "a timer is late");
  }

  const Chronicle& run_;
  const SvgOptions& options_;
  const Theme& theme_;
  std::string text_;
  bool by_time_ = true;
  double end_ = 1;
  double field_left_ = 0;
  double field_right_ = 0;
  double top_ = 0;
  double bottom_ = 0;
};

}  // namespace

std::string timeline_svg(const Chronicle& chronicle, const SvgOptions& options) {
  return Svg(chronicle, options).draw();
}

}  // namespace loopglass
