// When the next frame is due: at once after input, at most some 60 a second while something moves, never
// while nothing does. Pure arithmetic on seconds, so that it is tested without a window or a clock.
#pragma once

#include "app/platform/frontend.hpp"

namespace loopglass::platform {

class Pacing {
 public:
  /// A little less than a sixtieth, so that a screen that throttles by itself is never missed by a hair.
  static constexpr double shortest = 0.0158;

  /// Something happened that a frame must show; `frames` more frames follow it, as ImGui needs to settle.
  void wake(int frames) { owed_ = frames > owed_ ? frames : owed_; }

  /// A frame began at `now`.
  void began(double now) { last_ = now; }

  /// A frame ended with this wish.
  void ended(Redraw wish) {
    moving_ = wish == Redraw::soon;
    if (owed_ > 0) --owed_;
  }

  /// True if some frame is due, now or soon; false: sleep until woken.
  [[nodiscard]] bool due() const { return moving_ || owed_ > 0; }

  /// Seconds to wait before the next frame may begin; 0 if it may begin now. With a backlog there is no wait.
  [[nodiscard]] double wait(double now, bool backlog) const {
    const double left = last_ + shortest - now;
    return backlog || left <= 0 ? 0 : left;
  }

 private:
  double last_ = -1;
  int owed_ = 1;  // the first frame
  bool moving_ = false;
};

}  // namespace loopglass::platform
