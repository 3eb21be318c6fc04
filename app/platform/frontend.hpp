// What the program gives to the platform: something that builds one ImGui frame at a time.
// frame() runs between ImGui::NewFrame and ImGui::Render and never blocks; the platform decides when it is
// called, so that the same program runs in a window, without a screen, and in a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/platform/surface.hpp"

namespace loopglass::platform {

struct FrameInput {
  double dt = 0;    ///< seconds since the last frame, at most 0.1: time spent asleep is not animated
  float scale = 1;  ///< the same as surface.scale(): all coordinates are pixels, multiply sizes by this
  std::uint64_t acts = 0;  ///< see InputQueue::acts
  bool headless = false;   ///< nobody is watching: pictures and tests
};

/// When the frontend wants its next frame.
enum class Redraw {
  on_input,  ///< nothing moves: sleep until a person does something
  soon,      ///< something moves: the next frame please, at most some 60 a second
};

class Frontend {
 public:
  Frontend() = default;
  virtual ~Frontend();
  Frontend(const Frontend&) = delete;
  Frontend& operator=(const Frontend&) = delete;

  /// Builds one ImGui frame.
  virtual Redraw frame(const FrameInput& input, Surface& surface) = 0;

  /// Files were dropped on the window; called between frames. Does nothing unless overridden.
  virtual void dropped(std::vector<std::string> paths);

  /// The person closes the window. Return false to stay open (and ask something). True unless overridden.
  [[nodiscard]] virtual bool may_close();
};

}  // namespace loopglass::platform
