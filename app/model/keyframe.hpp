// A world put away small, to go on from later.
//
// Most of a task, a timer or an await can be read again from the event that led to it, so only that event's
// number is kept, as the difference to a number nearby: some 15 bytes a task instead of 140. What else the
// world holds is shared with it.
#pragma once
#include <cstdint>
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

class Keyframe {
 public:
  /// Precondition: `world` is the fold of the first events of `trace`. `before` is the keyframe before this
  /// one, which shares memory with it, or null.
  Keyframe(const World& world, const Trace& trace, const Keyframe* before);

  EventNumber position() const { return rest_.position; }
  /// Makes `world` that world again. Precondition: it is the same trace, which may have grown.
  void restore(World& world, const Trace& trace) const;
  /// How much memory it takes, without what it shares with the one before it.
  std::size_t bytes() const { return bytes_; }

 private:
  World rest_;  // without what is in `packed_`
  std::vector<std::uint8_t> packed_;
  std::size_t bytes_ = 0;
};

}  // namespace loopglass
