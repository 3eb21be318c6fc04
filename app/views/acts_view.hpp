// What can be done to the run by hand at this moment: as buttons below the name of a task, and as a menu that
// opens where a task is pressed with the right button.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

/// Buttons side by side, in as many lines as they need, as items of the ImGui window that is being built.
/// Nothing if there is nothing to be done.
void draw_act_buttons(const Canvas& canvas, const Stage& stage, Commands& commands);

class ActMenu {
 public:
  /// Opens it for a task of the run with this number, of those that are shown; 0 is the one that is watched.
  void open(std::size_t run, TaskId task) {
    run_ = run;
    task_ = task;
    wanted_ = true;
  }
  std::size_t run() const { return run_; }
  /// Draws it if it is open. `stage` is that of run().
  void draw(const Canvas& canvas, const Stage& stage, Commands& commands);

 private:
  std::size_t run_ = 0;
  TaskId task_{};
  bool wanted_ = false;
  ImVec2 at_{};
};

}  // namespace loopglass
