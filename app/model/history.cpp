#include "app/model/history.hpp"

#include <algorithm>
#include <cassert>

namespace loopglass {

const World& History::at(EventNumber n) {
  assert(n <= trace_.size());
  const EventNumber nearest = std::min<EventNumber>(n / stride, checkpoints_.size() - 1);
  // Go on from where the world is, unless it is past n or a checkpoint is nearer.
  if (world_.position > n || world_.position < nearest * stride) world_ = checkpoints_[nearest];
  while (world_.position < n) step(world_);
  return world_;
}

void History::step(World& world) {
  apply(world, trace_[world.position + 1]);
  if (world.position == checkpoints_.size() * stride) checkpoints_.push_back(world);
}

}  // namespace loopglass
