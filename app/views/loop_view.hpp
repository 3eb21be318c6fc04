// The loop, the heart of the picture: ready queue, executor, reactor, waiting room, done; and the sentence
// that says what just happened.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/loop_scene.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class LoopView {
 public:
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
};

}  // namespace loopglass
