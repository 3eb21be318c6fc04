// A world put away small, to go on from later.
//
// Most of a task, a timer or an await can be read again from the event that led to it, so only that event's
// number is kept, as the difference to a number nearby: some 15 bytes a task instead of 140. What else the
// world holds is shared with it.
//
// A keyframe may have only what has changed since the one before it: then both of them make the world, and so
// on back to one that has all of it.
#pragma once
#include <cstdint>
#include <vector>

#include "app/model/changes.hpp"

namespace loopglass {

class Keyframe {
 public:
  /// Precondition: `world` is the fold of the first events of `trace`. `before` is the keyframe before this
  /// one, which shares memory with it, or null; it stays where it is. With `changes`, which are those since
  /// that one or an earlier moment, only what has changed is put away.
  Keyframe(const World& world, const Trace& trace, const Keyframe* before, const Changes* changes = nullptr);

  EventNumber position() const { return rest_.position; }
  /// Makes `world` that world again. Precondition: it is the same trace, which may have grown.
  void restore(World& world, const Trace& trace) const;
  /// How much memory it takes, without what it shares with the one before it.
  std::size_t bytes() const { return bytes_; }
  /// How much of that is the tasks and timers that it has packed, and how much all the rest.
  std::size_t packed_bytes() const { return packed_.size(); }
  std::size_t rest_bytes() const { return bytes_ - packed_.size(); }
  /// Whether what has changed since the last that has all of its world takes more than that: then it is time
  /// for another one.
  bool is_long() const { return changed_bytes_ > whole_bytes_ + whole_bytes_ / 2; }

 private:
  std::vector<const Keyframe*> chain() const;
  void restore_tasks(World& world, const Trace& trace) const;
  void restore_timers(World& world, const Trace& trace) const;

  World rest_;  // without what is in `packed_`
  std::uint32_t tasks_ = 0;
  std::vector<std::uint8_t> packed_;  // tasks, timers that are gone, and timers that have come
  std::size_t timers_at_ = 0;         // where in it the timers begin
  const Keyframe* before_ = nullptr;  // what it builds on
  std::size_t bytes_ = 0;
  std::size_t whole_bytes_ = 0;    // packed, of the last that has all of its world
  std::size_t changed_bytes_ = 0;  // packed, since then
};

}  // namespace loopglass
