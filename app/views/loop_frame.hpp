// One frame of the loop, as its places and its actors are drawn: the scenes before and after the present
// event, and what both need to know of the moment.
#pragma once
#include <string>

#include "app/views/canvas.hpp"
#include "app/views/loop_scene.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Where the tasks stand in the world before the moment's event, and in the one after it. The moment keeps
/// them, for as long as it shows these worlds, in the same places at the same time.
const Scene& scene_before(const Moment& moment, const LoopPlaces& places, float scale, const Seats& seats);
const Scene& scene_after(const Moment& moment, const LoopPlaces& places, float scale, const Seats& seats);

/// Borrows all it is made from; lives for one frame.
struct LoopFrame {
  LoopFrame(const Canvas& canvas, const LoopPlaces& places, const Stage& stage);
  LoopFrame(const LoopFrame&) = delete;
  LoopFrame& operator=(const LoopFrame&) = delete;

  const Canvas& canvas;
  const LoopPlaces& places;
  const Stage& stage;
  const World& world;
  const Moment& moment;
  const Scene& to;
  const Scene& from;  // the same as `to` at rest, and of a crowd, where nothing moves

  bool is(EventKind kind) const { return moment.event && moment.event->kind == kind; }
  /// Whether a task holds the thread in work() or block(), or in block() only.
  bool is_occupied() const { return world.occupied; }
  bool is_blocking() const { return world.occupied && world.occupation.kind == WorkKind::block; }
};

/// The rows of words below the tokens of the ready queue.
struct QueueRows {
  float top = 0;          // of the first
  std::size_t count = 0;  // three at most
};
QueueRows queue_rows(const Canvas& canvas, const LoopPlaces& places);

/// A duration rounded to what the eye can use while time flows.
std::string rough(Duration d);

/// The five places and the ways between them, without the tasks.
void draw_places(const LoopFrame& frame);
/// What tasks share: who holds it, how full it is, and the way of those that wait for it.
void draw_resources(const LoopFrame& frame, Commands& commands);
/// The tasks where they stand or on their way, and what runs from a cause to its effect.
void draw_actors(const LoopFrame& frame, Commands& commands);

}  // namespace loopglass
