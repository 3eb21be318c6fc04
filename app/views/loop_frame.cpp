#include "app/views/loop_frame.hpp"

namespace loopglass {

LoopFrame::LoopFrame(const Canvas& frame_canvas, const LoopPlaces& frame_places, const Stage& frame_stage)
    : canvas(frame_canvas),
      places(frame_places),
      stage(frame_stage),
      world(frame_stage.world()),
      moment(frame_stage.moment),
      to(arrange(frame_places, frame_canvas.scale, frame_stage.moment.after, frame_stage.moment.time)),
      from(world.tasks.size() > crowd ? Scene(to)
                                      : arrange(frame_places, frame_canvas.scale, frame_stage.moment.before,
                                                frame_stage.moment.time)) {}

std::string rough(Duration d) {
  using namespace std::chrono;
  if (d >= 10s) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d) / 100 * 100));
  if (d >= 10ms) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d)));
  if (d >= 10us) return to_text(duration_cast<Duration>(duration_cast<microseconds>(d)));
  return to_text(d);
}

}  // namespace loopglass
