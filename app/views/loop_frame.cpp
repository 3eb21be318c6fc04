#include "app/views/loop_frame.hpp"

namespace loopglass {

namespace {

/// More are never seen in any room.
constexpr std::size_t most_done = crowd;

const RollCall& roll_of(const Memo<RollCall>& memo, const World& world) {
  return memo.get([&] { return call_roll(world, most_done); });
}

std::optional<Scene> scene_before(const LoopPlaces& places, float scale, const Moment& m) {
  if (m.movement >= 1.0f || m.after.tasks.size() > crowd) return std::nullopt;
  return arrange(places, scale, m.before, roll_of(m.roll_before, m.before), m.time);
}

}  // namespace

LoopFrame::LoopFrame(const Canvas& frame_canvas, const LoopPlaces& frame_places, const Stage& frame_stage)
    : canvas(frame_canvas),
      places(frame_places),
      stage(frame_stage),
      world(frame_stage.world()),
      moment(frame_stage.moment),
      to(arrange(places, canvas.scale, world, roll_of(moment.roll_after, world), moment.time)),
      moved_from(scene_before(places, canvas.scale, moment)),
      from(moved_from ? *moved_from : to) {}

std::string rough(Duration d) {
  using namespace std::chrono;
  if (d >= 10s) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d) / 100 * 100));
  if (d >= 10ms) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d)));
  if (d >= 10us) return to_text(duration_cast<Duration>(duration_cast<microseconds>(d)));
  return to_text(d);
}

}  // namespace loopglass
