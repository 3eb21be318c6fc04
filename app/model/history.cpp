#include "app/model/history.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace loopglass {
namespace {

constexpr EventNumber shortest_stride = 1024;  // played again in no time
constexpr std::size_t bytes_an_event = 8;
constexpr std::size_t most_visited = 1;
constexpr EventNumber step_back = 256;  // so far before the place that was sought a world is kept

}  // namespace

const World& History::at(EventNumber n) {
  assert(n <= trace_.size());
  // Go on from the nearest world, but unpacking one costs as much as some events of every task.
  const World* from = nearest(n);
  const auto behind = std::ranges::upper_bound(keyframes_, n, {}, &Keyframe::position);
  const Keyframe* packed = behind == keyframes_.begin() ? nullptr : &*std::prev(behind);
  if (packed && (!from || packed->position() > from->position + 2 * from->tasks.size())) {
    packed->restore(world_, trace_);
  } else if (!from) {
    world_ = {};
  } else if (from != &world_) {
    world_ = *from;
  }
  const bool is_far = n > world_.position + 2 * step_back;
  while (world_.position < n) {
    // The events of a large world touch tasks that no cache holds: they are asked for ahead.
    if (const EventNumber ahead = world_.position + 8; ahead <= n) {
      const std::size_t task = raw(trace_[ahead].task) - std::size_t{1};
      if (task < world_.tasks.size()) {
        const TaskState* state = &world_.tasks[task];
        __builtin_prefetch(state);
        __builtin_prefetch(&state->awaits);
      }
    }
    apply(world_, trace_[world_.position + 1]);
    pass(world_);
    if (is_far && world_.position + step_back == n) {
      if (visited_.size() == most_visited) visited_.erase(visited_.begin());
      visited_.push_back(world_);
    }
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

void History::keep(const World& world) {
  const Keyframe* before = keyframes_.empty() ? nullptr : &keyframes_.back();
  if (before && before->position() >= world.position) return;
  Keyframe keyframe(world, trace_, before);
  const std::size_t bytes = keyframe.bytes();
  keyframes_.push_back(std::move(keyframe));
  due_ = world.position + std::max<EventNumber>(shortest_stride, bytes / bytes_an_event);
}

std::size_t History::bytes() const {
  std::size_t bytes = keyframes_.size() * sizeof(Keyframe);
  for (const Keyframe& keyframe : keyframes_) bytes += keyframe.bytes() - sizeof(World);
  bytes += world_.bytes();
  for (const World& world : visited_) bytes += world.tasks.bytes() + world.timers.bytes();
  return bytes;
}

}  // namespace loopglass
