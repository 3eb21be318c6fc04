// A few words that stand over the window for a moment and go away by themselves: where they cover no title
// and no sentence.
#pragma once
#include <string>

#include "app/views/canvas.hpp"

namespace loopglass {

class Toast {
 public:
  /// Shows `text` for three seconds from the next frame on.
  void say(std::string text) {
    text_ = std::move(text);
    until_ = -1;
  }
  /// Draws what is said at the time `now`, in seconds; returns whether there is something, or was until now:
  /// the next frame then shows what else has its place.
  bool draw(const Canvas& canvas, const Rect& window, double now);
  /// Takes in the time of this frame, in seconds: what has been there long enough goes away.
  void pass(double now) {
    if (until_ >= 0 && now >= until_) text_.clear();
  }
  /// Whether draw() will draw something.
  bool is_shown() const { return !text_.empty(); }
  /// What was drawn last; empty if nothing was.
  const std::string& shown() const { return shown_; }

 private:
  std::string text_;
  std::string shown_;
  double until_ = 0;
};

}  // namespace loopglass
