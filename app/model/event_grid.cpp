#include "app/model/event_grid.hpp"

#include <algorithm>
#include <cmath>

#include "app/model/gallop.hpp"

namespace loopglass {

void EventGrid::follow(const Trace& trace, bool by_time, double begin, double end, double widest) {
  const double width = std::exp2(std::floor(std::log2(widest)));
  const auto first_cell = static_cast<std::int64_t>(std::floor(begin / width));
  const auto cells =
      static_cast<std::size_t>(std::floor(end / width)) + 1 - static_cast<std::size_t>(first_cell);
  const std::int64_t passed = first_cell - first_cell_;
  if (width == width_ && by_time == by_time_ && passed >= 0 && trace.size() >= known_) {
    // Where no event was known to be, there may be some now.
    while (!firsts_.empty() && firsts_.back() > known_) firsts_.pop_back();
    const auto gone = std::min(static_cast<std::size_t>(passed), firsts_.size());
    firsts_.erase(firsts_.begin(), firsts_.begin() + static_cast<std::ptrdiff_t>(gone));
  } else {
    firsts_.clear();
  }
  by_time_ = by_time;
  width_ = width;
  first_cell_ = first_cell;
  known_ = trace.size();
  if (firsts_.size() > cells + 1) firsts_.resize(cells + 1);
  firsts_.reserve(cells + 1);
  while (firsts_.size() <= cells) {
    const std::size_t cell = firsts_.size();
    const EventNumber near = cell > 0 ? firsts_[cell - 1] : 1;
    const EventNumber stride = cell > 1 ? near - firsts_[cell - 2] : 1;
    firsts_.push_back(first_event_at(trace, value(cell), near, stride));
  }
}

/// The first event from `near` on that does not come before `value`; one more than there are if none is.
EventNumber EventGrid::first_event_at(const Trace& trace, double value, EventNumber near,
                                      EventNumber stride) const {
  const EventNumber end = trace.size() + 1;
  if (!by_time_) return std::clamp<EventNumber>(static_cast<EventNumber>(std::ceil(value)), near, end);
  return gallop(
      near, end, [&](EventNumber n) { return static_cast<double>(trace[n].time_ns) < value; },
      std::max<EventNumber>(stride, 1));
}

std::size_t EventGrid::cell_of(EventNumber n, std::size_t from) const {
  return gallop(from, size(), [&](std::size_t cell) { return first(cell + 1) <= n; });
}

}  // namespace loopglass
