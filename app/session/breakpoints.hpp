// Breakpoints: the targets at which playing stops, and every event of one run that they match.
//
// Invariant: the hits are in order, and each event is among them once, however many breakpoints match it.
#pragma once
#include <vector>

#include "app/session/target.hpp"

namespace loopglass {

class Breakpoints {
 public:
  /// Takes in the events that it does not know yet, and all of them again where the targets are others.
  /// Always the same chronicle.
  void follow(const std::vector<Target>& targets, const Chronicle& chronicle);

  const std::vector<Target>& targets() const { return targets_; }
  bool has(const Target& target) const;
  /// Where playing stops.
  const std::vector<EventNumber>& hits() const { return hits_; }
  bool is_hit(EventNumber n) const;
  /// The nearest hit after `n`, or before it; 0 if there is none.
  EventNumber next(EventNumber n) const;
  EventNumber previous(EventNumber n) const;

 private:
  std::vector<Target> targets_;
  std::vector<EventNumber> hits_;
  EventNumber known_ = 0;
};

/// Adds the target, or takes it away if it is there.
void toggle(std::vector<Target>& targets, const Target& target);

}  // namespace loopglass
