// A task as it looks everywhere: a round token in its own hue with its letter, and a rim for its state.
#pragma once
#include "app/model/lanes.hpp"
#include "app/model/world.hpp"
#include "app/views/canvas.hpp"

namespace loopglass {

Colour hue_of(const Theme& theme, TaskId task);
Colour colour_of(const Theme& theme, TaskStatus status);
Colour colour_of(const Theme& theme, LaneState state);
/// "queued", "polling", "waiting", "done", "cancelled", "panicked".
const char* word_for(TaskStatus status);
const char* word_for(LaneState state);

struct TokenLook {
  TaskStatus status = TaskStatus::waiting;
  bool blocking = false;
  bool selected = false;
  float alpha = 1.0f;
};

void draw_token(const Canvas& canvas, ImVec2 centre, float radius, TaskId task, const TokenLook& look);

/// A filled badge with the letter, for tables and source lines.
void draw_badge(const Canvas& canvas, ImVec2 centre, float radius, TaskId task, float alpha = 1.0f);

/// A worker thread is square, so that nobody takes it for a task: its number in a frame.
void draw_worker_badge(const Canvas& canvas, ImVec2 centre, float radius, std::uint16_t worker);

}  // namespace loopglass
