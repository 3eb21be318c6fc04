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

 private:
  int followed_ = 0;  // the line that was last brought into sight
};

/// A task and the line it is at: suspended there, or running there.
struct LineBadge {
  int line = 0;
  TaskId task{};
};

/// Where each live task is in `file`: the innermost await that stands there; for the task that is polled, the
/// last line of it that the trace names.
std::vector<LineBadge> badges(const Stage& stage, std::string_view file);
/// The line of `file` that the present moment is about; 0 if none.
int present_line(const Stage& stage, std::string_view file);

}  // namespace loopglass
