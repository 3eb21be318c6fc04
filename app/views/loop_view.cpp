#include "app/views/loop_view.hpp"

#include <algorithm>

#include "app/views/loop_frame.hpp"
#include "app/views/resource_scene.hpp"
#include "app/views/sentence_view.hpp"

namespace loopglass {

namespace {

void draw_picture(const Canvas& canvas, const Rect& room, const Stage& stage, const LoopNeeds& needs,
                  Commands& commands) {
  const LoopPlaces places =
      arrange_places(room.inset(canvas.px(12), canvas.px(room.height() < canvas.px(260) ? 6.0f : 12.0f)),
                     canvas.scale, needs);
  const LoopFrame frame(canvas, places, stage);
  draw_places(frame);
  draw_resources(frame, commands);
  draw_actors(frame, commands);
  canvas.controls.list("loop.task.");
  canvas.controls.add("loop", room);
}

}  // namespace

LoopNeeds needs_of(const Stage& stage) {
  const World& last = stage.chronicle.latest();
  return {.longest_wait = stage.longest_wait,
          .timers = stage.chronicle.peaks().timers,
          .workers = stage.chronicle.lanes().workers().size(),
          .sources = stage.most_sources,
          .resources = last.resources.size(),
          .long_lines = has_long_lines(last),
          .wide_waiting = !last.resources.empty() && stage.most_sources == 0,
          .ready = stage.chronicle.peaks().ready,
          .longest_late = stage.chronicle.peaks().late};
}

LoopNeeds needs_beside(const std::vector<Stage>& stages, std::size_t i) {
  LoopNeeds needs = needs_of(stages[i]);
  for (const Stage& stage : stages) {
    const LoopNeeds other = needs_of(stage);
    needs.longest_wait = std::max(needs.longest_wait, other.longest_wait);
    needs.timers = std::max(needs.timers, other.timers);
    needs.ready = std::max(needs.ready, other.ready);
    needs.longest_late = std::max(needs.longest_late, other.longest_late);
    needs.wide_waiting = needs.wide_waiting || other.wide_waiting;
  }
  if (std::ranges::any_of(stages, [](const Stage& stage) { return stage.most_sources > 0; }))
    needs.wide_waiting = false;
  return needs;
}

void draw_loop_picture(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  draw_picture(canvas, room, stage, needs_of(stage), commands);
}

void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  draw_loop(canvas, room, stage, needs_of(stage), commands);
}

void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, const LoopNeeds& needs,
               Commands& commands) {
  Rect rest = room;
  const float wanted = sentence_height(canvas, room.width(), canvas.fonts.title);
  const Rect sentence = rest.take_bottom(std::min(wanted, std::max(room.height() * 0.2f, canvas.px(40))));
  canvas.line({room.left, sentence.top}, {room.right, sentence.top}, canvas.theme.hairline,
              canvas.hairline());
  draw_picture(canvas, rest, stage, needs, commands);
  draw_sentence(canvas, sentence, stage, canvas.fonts.title, &commands);
}

}  // namespace loopglass
