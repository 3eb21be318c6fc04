// A lane with more stretches than there is room for, as what can be drawn of it: polls that stand side by
// side are one, and what is too small beside them is left to them. It is told from the cells of a grid,
// without a look into the trace for each stretch.
//
// Invariants:
// 1. Where the loop is blocked there is a span of that.
// 2. Where a task is polled there is a span of polling, or of a block.
#pragma once
#include <cstddef>
#include <vector>

#include "app/model/event_grid.hpp"
#include "app/model/lanes.hpp"

namespace loopglass {

/// From the beginning of a cell to that of another one, or of the same: then it is shorter than a cell.
struct LaneSpan {
  static constexpr std::size_t several = ~std::size_t{0};

  LaneState state{};
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t stretch = several;  // which one it is, if it is one
};

/// What a lane shows in the cells of the grid, from left to right. A poll that is shorter than `least` cells
/// is shown as long as that; `least` is 1 or more.
std::vector<LaneSpan> lane_spans(const Segments& stretches, const EventGrid& grid, std::size_t least);

}  // namespace loopglass
