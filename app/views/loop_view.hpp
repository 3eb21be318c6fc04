// The loop, the heart of the picture: ready queue, executor, reactor, waiting room, done; and the sentence
// that says what just happened.
#pragma once
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/loop_scene.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// What its run needs room for.
LoopNeeds needs_of(const Stage& stage);
/// As needs_of for the run with this number, but with one time axis for the reactors of all: as long, and in
/// rooms of one size as wide. Precondition: i < stages.size().
LoopNeeds needs_beside(const std::vector<Stage>& stages, std::size_t i);

/// The picture alone, without its sentence.
void draw_loop_picture(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
/// With room for other needs than its own.
void draw_loop(const Canvas& canvas, const Rect& room, const Stage& stage, const LoopNeeds& needs,
               Commands& commands);

}  // namespace loopglass
