// The timeline: a lane a task, below them one a worker thread, wakes as arrows, the playhead, and the whole
// run as a strip below.
//
// Its axis shows time, or events one by one: much can happen at one instant of the virtual clock.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {

class TimelineView {
 public:
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

  /// Forgets the zoom; for a new run.
  void reset();
  void toggle_axis() {
    by_time_ = !by_time_;
    chosen_ = true;
    axis_.show_all();
  }
  void show_all() { axis_.show_all(); }
  void zoom(double factor) { zoom_wanted_ *= factor; }

 private:
  Axis axis_;
  bool by_time_ = true;
  bool chosen_ = false;  // a person chose the axis
  double zoom_wanted_ = 1.0;
  float scroll_ = 0;
  bool dragging_ = false;
  bool panning_ = false;
  double followed_ = -1;
  TaskId selected_{};  // the task whose lane was last brought into sight
};

}  // namespace loopglass
