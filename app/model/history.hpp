// The world at any position of a trace, quickly: worlds put away on the way, and one world that moves.
//
// Invariants:
// 1. at(n) equals the fold of the first n events, whatever was asked for before.
// 2. What is put away takes some bytes an event and no more: most of it is what has changed since the last
// time,
//    and where that is much, it is done more seldom.
#pragma once
#include <deque>
#include <vector>

#include "app/model/keyframe.hpp"

namespace loopglass {

class History {
 public:
  /// Borrows the trace, which may grow.
  explicit History(const Trace& trace) : trace_(trace) {}
  History(const History&) = delete;
  History& operator=(const History&) = delete;

  /// Precondition: n <= trace.size(). The reference is good until the next call.
  const World& at(EventNumber n);
  /// Takes a world that somebody else has folded, so that seeking need not. Costs nothing where none is due.
  /// `changes` are those of this world; where it is put away they begin anew.
  void pass(const World& world, Changes& changes) {
    if (world.position < due_) return;
    keep(world, changes);
    changes.begin(world.position);
  }
  /// Roughly the memory that it takes, and how many worlds are put away.
  std::size_t bytes() const;
  std::size_t kept() const { return keyframes_.size(); }

 private:
  void keep(const World& world, const Changes& changes);
  const World* nearest(EventNumber n) const;

  const Trace& trace_;
  World world_;
  World spare_;                     // where it was before: memory for the next place
  Changes changes_;                 // of it
  std::deque<Keyframe> keyframes_;  // by position
  std::vector<World> visited_;      // worlds near which somebody was lately, the last at the back
  EventNumber due_ = 1024;          // where the next keyframe is put away
};

}  // namespace loopglass
