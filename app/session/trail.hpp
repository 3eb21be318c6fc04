// The trail of jumps: where a person stood before each of them, to go back there and forward again, as in a
// browser. Steps and playing leave no trail.
//
// Invariant: no place stands in it twice in a row.
#pragma once
#include <optional>
#include <vector>

#include "app/session/recipe.hpp"

namespace loopglass {

class Trail {
 public:
  /// So many places are kept; the oldest are forgotten first.
  static constexpr std::size_t most = 200;

  /// A jump leaves `place`. What could be gone forward to is forgotten.
  void leave(const Position& place);
  /// Where the last jump came from; none if there is no such place. `here` can then be gone forward to.
  std::optional<Position> back(const Position& here);
  std::optional<Position> forward(const Position& here);
  bool has_back() const { return !back_.empty(); }
  bool has_forward() const { return !forward_.empty(); }

 private:
  std::vector<Position> back_;
  std::vector<Position> forward_;
};

}  // namespace loopglass
