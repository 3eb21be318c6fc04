// The world at any position of a trace, quickly: checkpoints, and one world that moves.
//
// Invariant: at(n) equals the fold of the first n events, whatever was asked for before.
#pragma once
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

class History {
 public:
  /// Borrows the trace, which may grow.
  explicit History(const Trace& trace) : trace_(trace) {}

  /// Precondition: n <= trace.size(). The reference is good until the next call.
  const World& at(EventNumber n);

 private:
  static constexpr EventNumber stride = 512;

  void step(World& world);

  const Trace& trace_;
  World world_;
  std::vector<World> checkpoints_{World{}};  // checkpoints_[i] is the world at i * stride
};

}  // namespace loopglass
