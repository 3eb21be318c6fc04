#include "app/views/loop_view.hpp"

#include "app/views/loop_frame.hpp"
#include "app/views/resource_scene.hpp"
#include "app/views/sentence_view.hpp"

namespace loopglass {

void draw_loop_picture(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  const LoopPlaces places = arrange_places(
      room.inset(canvas.px(12), canvas.px(room.height() < canvas.px(260) ? 6.0f : 12.0f)), canvas.scale,
      {.longest_wait = stage.longest_wait,
       .timers = stage.most_timers,
       .workers = stage.chronicle.lanes().workers().size(),
       .sources = stage.most_sources,
       .resources = stage.chronicle.latest().resources.size(),
       .long_lines = has_long_lines(stage.chronicle.latest())});
  const LoopFrame frame(canvas, places, stage);
  draw_places(frame);
  draw_resources(frame, commands);
  draw_actors(frame, commands);
  canvas.controls.list("loop.task.");
  canvas.controls.add("loop", room);
}

void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  Rect rest = room;
  const float two_lines = canvas.fonts.title->FontSize * 2 + canvas.px(26);
  const Rect sentence = rest.take_bottom(std::min(two_lines, std::max(room.height() * 0.2f, canvas.px(40))));
  canvas.line({room.left, sentence.top}, {room.right, sentence.top}, canvas.theme.hairline,
              canvas.hairline());
  draw_loop_picture(canvas, rest, stage, commands);
  draw_sentence(canvas, sentence, stage, canvas.fonts.title);
}

}  // namespace loopglass
