#include "app/views/loop_frame.hpp"

#include <algorithm>

namespace loopglass {

namespace {

/// More are never seen in any room.
constexpr std::size_t most_done = crowd;

const Scene& scene_of(const World& world, const Memo<RollCall>& roll, const KeyedMemo<SceneKey, Scene>& scene,
                      const SceneKey& key, const Seats& seats) {
  return scene.get(key, [&] {
    return arrange(key.places, key.scale, world, roll.get([&] { return call_roll(world, most_done); }), seats,
                   key.now);
  });
}

bool moves(const Moment& m) { return m.movement < 1.0f && m.after.tasks.size() <= crowd; }

}  // namespace

const Scene& scene_before(const Moment& m, const LoopPlaces& places, float scale, const Seats& seats) {
  return scene_of(m.before, m.roll_before, m.scene_before, {places, scale, m.time}, seats);
}

const Scene& scene_after(const Moment& m, const LoopPlaces& places, float scale, const Seats& seats) {
  return scene_of(m.after, m.roll_after, m.scene_after, {places, scale, m.time}, seats);
}

LoopFrame::LoopFrame(const Canvas& frame_canvas, const LoopPlaces& frame_places, const Stage& frame_stage)
    : canvas(frame_canvas),
      places(frame_places),
      stage(frame_stage),
      world(frame_stage.world()),
      moment(frame_stage.moment),
      to(scene_after(moment, places, canvas.scale, stage.chronicle.seats())),
      from(moves(moment) ? scene_before(moment, places, canvas.scale, stage.chronicle.seats()) : to) {}

QueueRows queue_rows(const Canvas& canvas, const LoopPlaces& places) {
  const float top = places.belt_y + places.radius + canvas.px(5);
  const float room = places.queue.bottom - canvas.px(2) - top;
  return {top, static_cast<std::size_t>(std::clamp(room / canvas.fonts.small->FontSize, 0.0f, 3.0f))};
}

std::string rough(Duration d) {
  using namespace std::chrono;
  if (d >= 10s) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d) / 100 * 100));
  if (d >= 10ms) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d)));
  if (d >= 10us) return to_text(duration_cast<Duration>(duration_cast<microseconds>(d)));
  return to_text(d);
}

}  // namespace loopglass
