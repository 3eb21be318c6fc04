// The details of what is selected: who or what it is, why it is so, and what it has.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class DetailView {
 public:
  /// Precondition: the selection asks for something.
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

 private:
  void draw_head(const Canvas& canvas, Rect head, const Stage& stage, Commands& commands);
};

}  // namespace loopglass
