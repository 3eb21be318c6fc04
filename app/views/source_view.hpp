// The scenario's own code, as it was compiled, with the tasks at the lines where they are.
#pragma once
#include <string>
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class SourceView {
 public:
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
  /// Brings a line into sight and marks it, until the run goes to another line.
  void show(int line) { asked_ = line, asked_is_new_ = true; }
  /// The line that is marked; 0: none.
  int marked() const { return asked_; }

 private:
  int followed_ = 0;      // the line that was last brought into sight; 0 where a moment has none
  EventNumber seen_ = 0;  // the moment of the last frame
  int asked_ = 0;         // the line that is marked; 0: none
  bool asked_is_new_ = false;
  float height_ = 0;  // of its room, in the last frame
};

/// Where each live task is in the scenario's file: the innermost await that stands there; for the task that
/// is polled, the last line of it that the trace names.
const std::vector<LineBadge>& badges(const Stage& stage);
/// The line of `file` that the present moment is about; 0 if none.
int present_line(const Stage& stage, std::string_view file);

}  // namespace loopglass
