// The presenter's picture, for a projector: the loop or the timeline as large as the window, the sentence
// below it in large type, and nothing else but one quiet line: what is run, and the breakpoint that it stands
// at. What is still to come is not there.
//
// It changes the scale of the interface while it is on, and gives back the one it found.
#pragma once
#include <string>
#include <vector>

#include "app/platform/surface.hpp"
#include "app/session/screen_request.hpp"
#include "app/views/canvas.hpp"
#include "app/views/comparison_view.hpp"
#include "app/views/timeline_view.hpp"

namespace loopglass {

/// The line at the lower edge.
struct QuietLine {
  std::string title;      // of what is run
  std::string stop;       // the breakpoint that the run stands at; empty: at none
  bool is_taken = false;  // what the program says stands there for a moment
};

class Presenter {
 public:
  bool is_on() const { return is_on_; }
  bool shows_loop() const { return shows_loop_; }
  void enter(const platform::Surface& surface);
  void leave(platform::Surface& surface);
  /// To the other of loop and timeline.
  void turn() { shows_loop_ = !shows_loop_; }
  /// Larger or smaller than it would be by itself.
  void set_scale(float scale) { chosen_scale_ = scale; }
  /// Sees to the scale that a window of this size needs, once a frame.
  void fit(const Rect& window, platform::Surface& surface) const;

  void draw(const Canvas& canvas, const Rect& window, const QuietLine& line, const Stage& stage,
            TimelineView& timeline, Commands& commands) const;
  /// The same for runs that are compared.
  void draw(const Canvas& canvas, const Rect& window, const QuietLine& line, const Comparing& comparing,
            const std::vector<Stage>& stages, ComparisonView& view, std::vector<Commands>& commands) const;

 private:
  bool is_on_ = false;
  bool shows_loop_ = true;
  float scale_before_ = 1;
  float chosen_scale_ = 0;  // 0: as the window needs it
};

/// The scale at which a picture for a projector fills a window of this size.
float presenter_scale(float width, float height);

}  // namespace loopglass
