// A window on the desktop: opens it, feeds it input, draws when there is reason to, and closes it.
// Sleeps while nothing moves. Never aborts: what cannot be had (no display, no OpenGL 3.3) comes back as one
// line.
#pragma once

#include <string>

#include "app/platform/frontend.hpp"

namespace loopglass::platform {

struct WindowOptions {
  std::string title = "Loopglass";
  int width = 1600;  ///< in pixels at scale 1; made smaller where the screen is smaller
  int height = 900;
  float scale = 0;         ///< interface scale; 0: one that suits the screen
  float chosen_where = 0;  ///< `scale` counts only on a screen that this scale suits; 0: on each
  Theme theme = dark();
};

/// Runs the frontend in a window until it is closed. Returns 0, or 2 with one line in `error` if there can be
/// none.
[[nodiscard]] int run_window(const WindowOptions& options, Frontend& frontend, std::string& error);

}  // namespace loopglass::platform
