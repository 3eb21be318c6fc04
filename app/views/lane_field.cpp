#include "app/views/lane_field.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

#include "app/platform/gui_host.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

using Cell = Density::Cell;

/// A bucket that takes more columns is looked into. What is below the coarser levels costs more to draw.
constexpr double widest(std::size_t level) { return level <= 1 ? 2 : 1; }

/// Without what is rare, which takes one column only.
Cell common_part(Cell cell) {
  constexpr auto rare = static_cast<std::uint8_t>(static_cast<unsigned>(Strength::cancelled) << 4);
  constexpr auto polled = static_cast<std::uint8_t>(static_cast<unsigned>(Strength::polled) << 4);
  if (cell.code >= rare) cell.code = static_cast<std::uint8_t>(polled | (cell.code & 15));
  return cell;
}

/// Many at once, as long as nothing else is read or written.
Cell strongest_of(std::span<const Cell> cells) {
  Cell strongest;
  for (const Cell cell : cells) strongest.code = std::max(strongest.code, cell.code);
  return strongest;
}

/// Puts the events of a run into cells, from left to right.
class Layout {
 public:
  Layout(const Chronicle& run, const LaneRows& rows, const Axis& axis, bool by_time, int width, int height)
      : trace_(run.trace()),
        density_(rows.density(run)),
        rows_(rows),
        by_time_(by_time),
        width_(width),
        height_(height),
        lanes_(density_.lives().size()),
        begin_(axis.begin()),
        columns_a_value_(static_cast<double>(width) / (axis.end() - axis.begin())),
        rows_a_lane_(static_cast<double>(height) / static_cast<double>(std::max<std::size_t>(lanes_, 1))),
        field_{width, height,
               std::vector<FieldCell>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))} {}

  FieldCells run() {
    if (lanes_ > 0) {
      // Whole buckets from the coarsest level on, then those that are left on each finer one.
      EventNumber done = 0;
      for (std::size_t level = Density::levels; level-- > 0;) {
        for (auto i = static_cast<std::size_t>(done / Density::width(level)); i < density_.buckets(level);
             ++i) {
          bucket(level, i);
          done = Density::width(level) * (i + 1);
        }
      }
      flush();
      events(done + 1, trace_.size());
    }
    show_lives();
    return std::move(field_);
  }

 private:
  /// In columns; far outside the view still a number.
  double x(EventNumber n) const {
    n = std::clamp<EventNumber>(n, 1, std::max<EventNumber>(trace_.size(), 1));
    const double value = by_time_ ? static_cast<double>(trace_[n].time_ns) : static_cast<double>(n);
    return std::clamp((value - begin_) * columns_a_value_, -4.0, static_cast<double>(width_) + 4.0);
  }
  static int column(double at) { return static_cast<int>(std::floor(at)); }
  int row(std::size_t place) const { return static_cast<int>(static_cast<double>(place) * rows_a_lane_); }
  /// The first place whose row is `y` or a later one.
  std::size_t first_place(int y) const {
    auto place = static_cast<std::size_t>(static_cast<double>(y) / rows_a_lane_);
    while (place > 0 && row(place - 1) >= y) --place;
    while (place < lanes_ && row(place) < y) ++place;
    return std::min(place, lanes_);
  }

  void bucket(std::size_t level, std::size_t place) {
    const Density::Bucket b = density_.bucket(level, place);
    const double left = x(b.first);
    const double right = x(b.last + 1);
    if (right < 0 || left > width_) return;
    if (right - left > widest(level)) {
      if (level == 0) {
        flush();
        return events(b.first, b.last);
      }
      const std::size_t children = Density::children(level);
      for (std::size_t i = place * children; i < (place + 1) * children; ++i) bucket(level - 1, i);
    } else if (level > 0) {
      const int first = std::clamp(column(left), 0, width_ - 1);
      add(b, first, [](Cell cell) { return cell; });
      for (int at = first + 1; at < std::min(right, static_cast<double>(width_)); ++at)
        add(b, at, common_part);
    } else {
      for (const Density::Entry& entry : b.entries)
        mark(entry.lane, left, right, std::bit_cast<Cell>(static_cast<std::uint8_t>(entry.cell)));
    }
  }

  /// Buckets that fall into one column are one, before they are spread over its rows.
  template <class Part>
  void add(const Density::Bucket& b, int column, Part part) {
    if (column != column_ || b.shift != shift_) flush();
    column_ = column;
    shift_ = b.shift;
    if (sum_.size() < b.cells.size()) sum_.resize(b.cells.size());
    // Of one's own, so that many are taken at once: a byte that is written could be a part of anything else.
    const std::span<const Cell> cells = b.cells;
    const std::span<Cell> sum = sum_;
    for (std::size_t i = 0; i < cells.size(); ++i) sum[i].code = std::max(sum[i].code, part(cells[i]).code);
  }
  void flush() {
    if (sum_.empty()) return;
    const std::vector<std::size_t>& firsts = groups_by_row();
    sum_.resize(firsts.back());
    for (int y = 0; y < height_; ++y) {
      const std::size_t end = firsts[static_cast<std::size_t>(y) + 1];
      const std::size_t group = firsts[static_cast<std::size_t>(y)];
      if (group < end) {
        // The groups that begin in this row.
        put(column_, y, strongest_of(std::span(sum_).subspan(group, end - group)));
      } else if (shift_ > 0 && sum_[group - 1].strongest() < Strength::cancelled) {
        // A group that takes several rows is drawn in all of them; what is rare takes one.
        put(column_, y, sum_[group - 1]);
      }
    }
    sum_.clear();
  }
  /// By row: the first group, of the present size, that begins there or below; and how many there are.
  const std::vector<std::size_t>& groups_by_row() {
    if (grouped_by_ == shift_) return groups_by_row_;
    grouped_by_ = shift_;
    groups_by_row_.clear();
    for (int y = 0; y <= height_; ++y)
      groups_by_row_.push_back((first_place(y) + (std::size_t{1} << shift_) - 1) >> shift_);
    return groups_by_row_;
  }

  /// One by one; what takes time is as long as it takes.
  void events(EventNumber first, EventNumber last) {
    for (EventNumber n = first; n <= last; ++n) {
      const Event& event = trace_[n];
      const Strength strength = strength_of(event);
      if (strength == Strength::none || event.task == TaskId::none) continue;
      const double left = x(n);
      if (left > width_) return;
      const bool lasts = strength == Strength::polled || strength == Strength::blocked;
      const double right = lasts ? x(end_of(n)) : left;
      if (right >= 0) mark(rows_.row_of(event.task), left, right, Cell(strength, 1));
    }
  }

  /// The event that ends the poll or call that begins with event `n`, if it is near.
  EventNumber end_of(EventNumber n) const {
    const EventNumber last = std::min<EventNumber>(trace_.size(), n + 64);
    const bool is_call = trace_[n].kind == EventKind::work_began;
    for (EventNumber m = n + 1; m <= last; ++m) {
      const EventKind kind = trace_[m].kind;
      if (is_call ? kind == EventKind::work_ended
                  : kind == EventKind::poll_ended || kind == EventKind::task_finished)
        return m;
    }
    return last;
  }

  void mark(std::size_t place, double left, double right, Cell cell) {
    if (place >= lanes_) return;
    const int y = row(place);
    const bool is_moment = cell.strongest() > Strength::polled && cell.strongest() != Strength::blocked;
    const int from = std::max(0, column(left));
    const int to = std::min(width_ - 1, is_moment ? column(left) : column(right));
    for (int column = from; column <= to; ++column) put(column, y, cell);
  }
  void put(int x, int y, Cell cell) {
    FieldCell& known = field_.cells[static_cast<std::size_t>(y * width_ + x)];
    known.code = std::max(known.code, cell.code);
  }

  /// Where tasks are: in each row from the first to the last of those that fall into it.
  void show_lives() {
    const auto& lives = density_.lives();
    std::size_t place = 0;
    for (int y = 0; y < height_; ++y) {
      const std::size_t next = first_place(y + 1);
      EventNumber begin = trace_.size() + 1;
      EventNumber end = 0;
      for (; place < next; ++place) {
        begin = std::min<EventNumber>(begin, lives[place].begin);
        end = std::max<EventNumber>(end, lives[place].end == 0 ? trace_.size() : lives[place].end);
      }
      if (end == 0) continue;
      FieldCell* const cells = &field_.cells[static_cast<std::size_t>(y * width_)];
      const int last = std::min(width_, column(x(end)) + 1);
      for (int at = std::max(0, column(x(begin))); at < last; ++at) cells[at].code |= 128;
    }
  }

  const Trace& trace_;
  const Density& density_;
  const LaneRows& rows_;
  bool by_time_;
  int width_;
  int height_;
  std::size_t lanes_;
  double begin_;
  double columns_a_value_;
  double rows_a_lane_;
  FieldCells field_;
  std::vector<Cell> sum_;  // by group: what is not spread over the rows of `column_` yet
  int column_ = 0;
  unsigned shift_ = 0;
  std::vector<std::size_t> groups_by_row_;
  unsigned grouped_by_ = ~0u;  // the shift
};

Colour colour_of(const Theme& theme, FieldCell cell) {
  const Colour ground = cell.alive() ? theme.background.mix(theme.waiting, 0.28f) : theme.background;
  switch (cell.strongest()) {
    case Strength::none: return ground;
    case Strength::woken: return ground.mix(theme.queued, 0.35f);
    // The more polls, the stronger.
    case Strength::polled:
      return ground.mix(theme.polling, 0.35f + 0.65f * static_cast<float>(std::min(cell.amount(), 8u)) / 8);
    case Strength::returned: return loopglass::colour_of(theme, LaneState::returned);
    case Strength::cancelled: return theme.cancelled;
    case Strength::blocked: return theme.blocking;
    case Strength::panicked: return theme.panicked;
  }
  return ground;
}

/// What is rare is seen however small it is: it takes three pixels each way.
platform::Image paint(const Theme& theme, const FieldCells& field) {
  using Pixel = std::array<std::uint8_t, 4>;
  std::array<Pixel, 256> pixels{};
  for (unsigned code = 0; code < pixels.size(); ++code) {
    const ImU32 value = colour_of(theme, {static_cast<std::uint8_t>(code)}).u32();
    for (unsigned i = 0; i < 4; ++i) pixels[code][i] = static_cast<std::uint8_t>(value >> (8 * i));
  }
  platform::Image image;
  image.width = field.width;
  image.height = field.height;
  image.rgba.resize(field.cells.size() * 4);
  std::vector<std::pair<Strength, std::size_t>> rare;
  for (std::size_t i = 0; i < field.cells.size(); ++i) {
    const FieldCell cell = field.cells[i];
    std::memcpy(&image.rgba[i * 4], pixels[cell.code].data(), sizeof(Pixel));
    if (cell.strongest() >= Strength::cancelled) rare.emplace_back(cell.strongest(), i);
  }
  std::ranges::sort(rare);
  for (const auto& [strength, place] : rare) {
    const int x = static_cast<int>(place) % field.width;
    const int y = static_cast<int>(place) / field.width;
    for (int py = std::max(0, y - 1); py <= std::min(field.height - 1, y + 1); ++py) {
      for (int px = std::max(0, x - 1); px <= std::min(field.width - 1, x + 1); ++px)
        std::memcpy(&image.rgba[static_cast<std::size_t>(py * field.width + px) * 4],
                    pixels[field.cells[place].code].data(), sizeof(Pixel));
    }
  }
  return image;
}

}  // namespace

FieldCells lay_out_field(const Chronicle& run, const LaneRows& rows, const Axis& axis, bool by_time,
                         int width, int height) {
  return Layout(run, rows, axis, by_time, width, height).run();
}

void LaneField::draw(const Canvas& canvas, const Rect& room, const Chronicle& run, const LaneRows& rows,
                     const Axis& axis, bool by_time) {
  const int width = static_cast<int>(room.width());
  const int height = static_cast<int>(room.height());
  if (width < 1 || height < 1) return;
  const Drawn wanted{run.latest().position,
                     axis.begin(),
                     axis.end(),
                     by_time,
                     rows.order(),
                     rows.is_sorted(),
                     rows.version(),
                     width,
                     height,
                     canvas.theme.is_dark,
                     platform::GuiHost::current()};
  if (!(wanted == drawn_)) {
    texture_.update(paint(canvas.theme, lay_out_field(run, rows, axis, by_time, width, height)));
    drawn_ = wanted;
  }
  const ImVec2 corner(std::round(room.left), std::round(room.top));
  Canvas::list()->AddImage(texture_.id(), corner,
                           {corner.x + static_cast<float>(width), corner.y + static_cast<float>(height)});
}

}  // namespace loopglass
