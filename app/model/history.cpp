#include "app/model/history.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace loopglass {
namespace {

constexpr EventNumber shortest_stride = 1024;  // played again in no time
constexpr EventNumber longest_stride = 6144;   // and this is a tenth of a frame
constexpr std::size_t bytes_an_event = 4;      // of the changes; those that have all of a world come on top
constexpr std::size_t most_visited = 1;
constexpr EventNumber step_back = 256;  // so far before the place that was sought a world is kept

}  // namespace

const World& History::at(EventNumber n) {
  assert(n <= trace_.size());
  // Go on from the nearest world, but unpacking one costs as much as an event of every other task.
  const World* from = nearest(n);
  // From a little before the place, so that stepping back from there needs no other one.
  const EventNumber early = n - std::min(n, step_back);
  const auto behind = std::ranges::upper_bound(keyframes_, early, {}, &Keyframe::position);
  const Keyframe* packed = behind == keyframes_.begin() ? nullptr : &*std::prev(behind);
  if (packed && (!from || packed->position() > from->position + from->tasks.size() / 2)) {
    // What is left of the place before last is written over: nobody looks at that any more.
    visited_.clear();
    std::swap(world_, spare_);
    packed->restore(world_, trace_);
  } else if (!from) {
    world_ = {};
  } else if (from != &world_) {
    world_ = *from;
  }
  const bool is_far = n >= world_.position + step_back;
  changes_.begin(world_.position);
  while (world_.position < n) {
    if (is_far && world_.position + step_back == n) {
      if (visited_.size() == most_visited) visited_.erase(visited_.begin());
      visited_.push_back(world_);
    }
    // The events of a large world touch tasks that no cache holds: they are asked for ahead.
    if (const EventNumber ahead = world_.position + 8; ahead <= n) {
      const std::size_t task = raw(trace_[ahead].task) - std::size_t{1};
      if (task < world_.tasks.size()) {
        const TaskState* state = &world_.tasks[task];
        __builtin_prefetch(state);
        __builtin_prefetch(&state->awaits);
      }
    }
    apply(world_, trace_[world_.position + 1], &changes_);
    pass(world_, changes_);
  }
  return world_;
}

/// Of the unpacked worlds at or before `n` the last; null if there is none.
const World* History::nearest(EventNumber n) const {
  const World* best = world_.position <= n ? &world_ : nullptr;
  for (const World& world : visited_) {
    if (world.position <= n && (!best || world.position > best->position)) best = &world;
  }
  return best;
}

void History::keep(const World& world, const Changes& changes) {
  const Keyframe* before = keyframes_.empty() ? nullptr : &keyframes_.back();
  if (before && before->position() >= world.position) return;
  // Where it is not known what has changed all of the world is put away, and more seldom.
  const bool is_known = before && changes.since <= before->position();
  const bool goes_on = is_known && !before->is_long();
  keyframes_.emplace_back(world, trace_, before, goes_on ? &changes : nullptr);
  const Keyframe& kept = keyframes_.back();
  // What has changed grows with the stride, so that does not make it longer for ever; all of a world that
  // takes the place of many changes is paid for by those.
  const std::size_t changed = goes_on    ? std::min(kept.packed_bytes(), longest_stride * bytes_an_event)
                              : is_known ? 0
                                         : kept.packed_bytes();
  due_ = world.position + std::max(shortest_stride, (changed + kept.rest_bytes()) / bytes_an_event);
}

std::size_t History::bytes() const {
  std::size_t bytes = keyframes_.size() * sizeof(Keyframe);
  for (const Keyframe& keyframe : keyframes_) bytes += keyframe.bytes() - sizeof(World);
  bytes += world_.bytes();
  for (const World& world : visited_) {
    bytes += world.tasks.bytes_beside(world_.tasks) + world.timers.bytes_beside(world_.timers);
  }
  bytes += spare_.tasks.bytes() + spare_.timers.bytes();
  return bytes;
}

}  // namespace loopglass
