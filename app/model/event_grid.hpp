// A stretch of a run in cells of equal width, and the first event of each: tells where in a picture an event
// falls without a look into the trace.
//
// The cells stand still in the run, and their width is a power of two: while the view scrolls over them, or
// the run grows, those that are known stay good.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

class EventGrid {
 public:
  /// Covers the values from `begin` to `end`, which are nanoseconds or, if not `by_time`, numbers of events;
  /// no cell is wider than `widest`. Precondition: 0 <= begin <= end, widest > 0.
  void follow(const Trace& trace, bool by_time, double begin, double end, double widest);
  /// For another run.
  void reset() { *this = {}; }

  /// How many cells there are.
  std::size_t size() const { return firsts_.empty() ? 0 : firsts_.size() - 1; }
  /// Where a cell begins; that of size() is the end of the last one.
  double value(std::size_t cell) const {
    return static_cast<double>(first_cell_ + static_cast<std::int64_t>(cell)) * width_;
  }
  double width() const { return width_; }
  /// The first event in a cell, or behind it where it has none; that of size() is the first one behind all.
  EventNumber first(std::size_t cell) const { return firsts_[cell]; }
  /// The cell of event `n`, which is not in one before `from`; 0 if it is before all, size() if it is behind.
  std::size_t cell_of(EventNumber n, std::size_t from = 0) const;

 private:
  EventNumber first_event_at(const Trace& trace, double value, EventNumber near, EventNumber stride) const;

  bool by_time_ = true;
  double width_ = 0;                 // of a cell
  std::int64_t first_cell_ = 0;      // its number, from that of value 0 on
  std::vector<EventNumber> firsts_;  // by cell
  EventNumber known_ = 0;            // how many events there were
};

}  // namespace loopglass
