#include "app/model/lane_spans.hpp"

#include <algorithm>

namespace loopglass {
namespace {

class Spans {
 public:
  Spans(const Segments& stretches, const EventGrid& grid, std::size_t least)
      : all_(stretches), grid_(grid), least_(least) {}

  std::vector<LaneSpan> run() {
    if (all_.empty() || grid_.size() == 0) return {};
    std::size_t begin = 0;
    for (std::size_t i = all_.lasting_to(grid_.first(0), 0); i < all_.size();) {
      begin = grid_.cell_of(all_.first(i), begin);
      if (begin == grid_.size()) break;
      const EventNumber last = all_.last(i);
      const std::size_t end = last == 0 ? grid_.size() : grid_.cell_of(last, begin);
      const bool blocks = all_.state(i) == LaneState::blocking && begin >= blocked_;
      i = begin < end || blocks ? one(i, begin, end) : small(i, begin);
    }
    return std::move(spans_);
  }

 private:
  /// Shows stretch `i`; returns the next one to look at.
  std::size_t one(std::size_t i, std::size_t begin, std::size_t end) {
    const LaneState state = all_.state(i);
    switch (state) {
      case LaneState::polling:
        if (end - begin <= least_) {
          polled(begin);
          break;
        }
        spans_.push_back({state, begin, end, i});
        covered_ = end;
        break;
      case LaneState::blocking:
        spans_.push_back({state, begin, end, i});
        blocked_ = std::max(end, begin + least_);
        covered_ = std::max(covered_, blocked_);
        break;
      case LaneState::queued:
      case LaneState::waiting:
        if (covered_ < end) spans_.push_back({state, std::max(begin, covered_), end, i});
        break;
      case LaneState::returned:
      case LaneState::cancelled:
      case LaneState::panicked: spans_.push_back({state, begin, end, i}); break;
    }
    return i + 1;
  }

  /// Shows what shares the cell with stretch `i`: that there is a poll, if there is. Returns the first
  /// stretch that outlasts the cell, or those that are shown as polled or blocked from there on; but none
  /// that blocks is passed over.
  std::size_t small(std::size_t i, std::size_t cell) {
    // Of three that follow one another one is a poll.
    for (std::size_t k = i; k < std::min(i + 3, all_.size()); ++k) {
      if (all_.state(k) != LaneState::polling || all_.first(k) >= grid_.first(cell + 1)) continue;
      if (cell >= covered_) polled(cell);
      break;
    }
    const auto outlasting = [&](std::size_t end) {
      return all_.lasting_to(grid_.first(std::clamp(end, cell + 1, grid_.size())), i + 1);
    };
    const std::size_t next = outlasting(covered_);
    return std::min(next, all_.blocking_from(cell < blocked_ ? outlasting(blocked_) : i + 1));
  }

  void polled(std::size_t cell) {
    const std::size_t begin = std::max(cell, covered_);
    const std::size_t end = cell + least_;
    if (end <= covered_) return;
    covered_ = end;
    LaneSpan* last = spans_.empty() ? nullptr : &spans_.back();
    if (last && last->stretch == LaneSpan::several && last->end == begin) {
      last->end = end;
    } else {
      spans_.push_back({LaneState::polling, begin, end});
    }
  }

  const Segments& all_;
  const EventGrid& grid_;
  std::size_t least_;
  std::size_t covered_ = 0;  // up to this cell something is shown that hides what is small
  std::size_t blocked_ = 0;  // and up to this one it is that the loop is blocked
  std::vector<LaneSpan> spans_;
};

}  // namespace

std::vector<LaneSpan> lane_spans(const Segments& stretches, const EventGrid& grid, std::size_t least) {
  return Spans(stretches, grid, least).run();
}

}  // namespace loopglass
