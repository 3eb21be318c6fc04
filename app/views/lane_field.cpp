#include "app/views/lane_field.hpp"

#include <algorithm>
#include <cmath>

#include "app/platform/gui_host.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr double small = 2;  // columns: a bucket that is wider is looked into

/// Puts the events of a run into cells.
class Layout {
 public:
  Layout(const Chronicle& run, const LaneRows& rows, Axis axis, bool by_time, int width, int height)
      : run_(run), rows_(rows), axis_(axis), by_time_(by_time) {
    axis_.set_place(0, static_cast<float>(width));
    field_.width = width;
    field_.height = height;
    field_.cells.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    lanes_ = run.density().lives().size();
  }

  FieldCells run() {
    if (lanes_ == 0) return std::move(field_);
    lives();
    const Density& density = run_.density();
    // Whole buckets from the coarsest level on, then those that are left on each finer one.
    EventNumber done = 0;
    for (std::size_t level = Density::levels; level-- > 0;) {
      for (auto i = static_cast<std::size_t>(done / Density::width(level)); i < density.buckets(level); ++i) {
        bucket(level, i);
        done = Density::width(level) * (i + 1);
      }
    }
    events(done + 1, run_.trace().size());
    return std::move(field_);
  }

 private:
  float x(EventNumber n) const {
    n = std::clamp<EventNumber>(n, 1, std::max<EventNumber>(run_.trace().size(), 1));
    return axis_.to_pixel(by_time_ ? static_cast<double>(run_.trace()[n].time_ns) : static_cast<double>(n));
  }
  int row(std::size_t lane) const {
    const std::size_t place = rows_.row_of(static_cast<TaskId>(lane + 1));
    return static_cast<int>(std::min(place, lanes_ - 1) * static_cast<std::size_t>(field_.height) / lanes_);
  }
  bool as_spawned() const { return rows_.order() == LaneOrder::spawn; }

  /// Where tasks are: of those that fall into one row, from the first to the last.
  void lives() {
    std::vector<std::pair<EventNumber, EventNumber>> spans(static_cast<std::size_t>(field_.height),
                                                           {~EventNumber{0}, 0});
    const auto& lives = run_.density().lives();
    for (std::size_t lane = 0; lane < lives.size(); ++lane) {
      auto& [begin, end] = spans[static_cast<std::size_t>(row(lane))];
      begin = std::min<EventNumber>(begin, lives[lane].begin);
      end = std::max<EventNumber>(end, lives[lane].end == 0 ? run_.trace().size() : lives[lane].end);
    }
    for (int y = 0; y < field_.height; ++y) {
      const auto [begin, end] = spans[static_cast<std::size_t>(y)];
      if (end == 0) continue;
      const int last = column(x(end));
      for (int at = std::max(0, column(x(begin))); at <= std::min(last, field_.width - 1); ++at)
        field_.at(at, y).alive = true;
    }
  }

  int column(float at) const {
    return static_cast<int>(std::floor(std::clamp(at, -4.0f, static_cast<float>(field_.width) + 4)));
  }

  void bucket(std::size_t level, std::size_t place) {
    const Density::Bucket b = run_.density().bucket(level, place);
    const float left = x(b.first);
    const float right = x(b.last + 1);
    if (right < 0 || left > static_cast<float>(field_.width)) return;
    // Neighbouring lanes stand together only as they were spawned.
    const bool fits = b.lanes_each == 1 || as_spawned();
    if (static_cast<double>(right - left) <= small && fits) {
      for (const Density::Entry& entry : b.entries) {
        mark(entry.lane, b.lanes_each, left, left, static_cast<Strength>(entry.strongest),
             static_cast<std::uint8_t>(entry.amount));
      }
      return;
    }
    if (level == 0) return events(b.first, b.last);
    for (std::size_t i = place * 8; i < place * 8 + 8; ++i) bucket(level - 1, i);
  }

  /// One by one; what takes time is as long as it takes.
  void events(EventNumber first, EventNumber last) {
    const Trace& trace = run_.trace();
    const float edge = static_cast<float>(field_.width);
    for (EventNumber n = first; n <= last; ++n) {
      const Event& event = trace[n];
      const Strength strength = strength_of(event);
      if (strength == Strength::none || event.task == TaskId::none) continue;
      const float left = x(n);
      if (left > edge) continue;
      const bool lasts = strength == Strength::polled || strength == Strength::blocked;
      const float right = lasts ? x(end_of(n)) : left;
      if (right >= 0) mark(raw(event.task) - 1, 1, left, right, strength, 0);
    }
  }

  /// The event that ends the poll or call that begins with event `n`, if it is near.
  EventNumber end_of(EventNumber n) const {
    const Trace& trace = run_.trace();
    const EventNumber last = std::min<EventNumber>(trace.size(), n + 64);
    const bool is_call = trace[n].kind == EventKind::work_began;
    for (EventNumber m = n + 1; m <= last; ++m) {
      const EventKind kind = trace[m].kind;
      if (is_call ? kind == EventKind::work_ended
                  : kind == EventKind::poll_ended || kind == EventKind::task_finished)
        return m;
    }
    return last;
  }

  void mark(std::size_t lane, std::size_t lanes, float left, float right, Strength strength,
            std::uint8_t amount) {
    if (lane >= lanes_) return;
    const int top = row(lane);
    const int bottom = lanes == 1 ? top : row(std::min(lane + lanes, lanes_) - 1);
    // A group that takes several rows is drawn in all of them; what is rare takes one.
    const int end = strength >= Strength::cancelled ? top : bottom;
    const int from = std::max(0, column(left));
    const int to = std::min(field_.width - 1, column(right));
    for (int y = top; y <= end; ++y) {
      for (int at = from; at <= to; ++at) {
        FieldCell& cell = field_.at(at, y);
        cell.strongest = std::max(cell.strongest, strength);
        cell.amount = std::max(cell.amount, amount);
      }
    }
  }

  const Chronicle& run_;
  const LaneRows& rows_;
  Axis axis_;
  bool by_time_;
  std::size_t lanes_ = 0;
  FieldCells field_;
};

Colour colour_of(const Theme& theme, const FieldCell& cell) {
  const Colour ground = cell.alive ? theme.background.mix(theme.waiting, 0.28f) : theme.background;
  switch (cell.strongest) {
    case Strength::none: return ground;
    case Strength::woken: return ground.mix(theme.queued, 0.35f);
    // The more polls, the stronger.
    case Strength::polled:
      return ground.mix(theme.polling, 0.35f + 0.65f * static_cast<float>(std::min<int>(cell.amount, 8)) / 8);
    case Strength::returned: return loopglass::colour_of(theme, LaneState::returned);
    case Strength::cancelled: return theme.cancelled;
    case Strength::blocked: return theme.blocking;
    case Strength::panicked: return theme.panicked;
  }
  return ground;
}

/// What is rare is seen however small it is: it takes three pixels each way.
platform::Image paint(const Theme& theme, const FieldCells& field) {
  platform::Image image;
  image.width = field.width;
  image.height = field.height;
  image.rgba.resize(field.cells.size() * 4);
  const auto put = [&](int x, int y, Colour colour) {
    if (x < 0 || y < 0 || x >= field.width || y >= field.height) return;
    const ImU32 value = colour.u32();
    for (unsigned i = 0; i < 4; ++i) {
      image.rgba[static_cast<std::size_t>(y * field.width + x) * 4 + i] =
          static_cast<std::uint8_t>(value >> (8 * i));
    }
  };
  for (int y = 0; y < field.height; ++y) {
    for (int x = 0; x < field.width; ++x) put(x, y, colour_of(theme, field.at(x, y)));
  }
  for (const Strength rare : {Strength::cancelled, Strength::blocked, Strength::panicked}) {
    for (int y = 0; y < field.height; ++y) {
      for (int x = 0; x < field.width; ++x) {
        if (field.at(x, y).strongest != rare) continue;
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) put(x + dx, y + dy, colour_of(theme, field.at(x, y)));
        }
      }
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
