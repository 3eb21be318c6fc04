// The screens that are plugged in: how large, how fine, and which of them shows a window.
// In GLFW's screen coordinates. GLFW must be ready; pointers to screens live until one is unplugged, so never
// keep them.
#pragma once

struct GLFWmonitor;

namespace loopglass::platform {

struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// Returns the part of a screen that no task bar covers; empty without a screen.
[[nodiscard]] Rectangle work_area(GLFWmonitor* screen);

/// Returns the scale at which the interface can be read on a screen so many pixels high that asks for none:
/// 1 up to 1600 pixels, 2 at 2160.
[[nodiscard]] constexpr float scale_for_height(int pixels) {
  if (pixels <= 1600) return 1;
  const auto halves = static_cast<float>(pixels / 540);  // 1080 pixels are 1
  return halves / 2 < 2.5F ? halves / 2 : 2.5F;
}

/// Returns the scale that a screen asks for where it is above 1, else one that suits its height.
[[nodiscard]] float content_scale(GLFWmonitor* screen);

/// Returns the screen that shows most of a window, so that a projector gets what stands on it; or nullptr.
[[nodiscard]] GLFWmonitor* screen_showing(const Rectangle& window);

}  // namespace loopglass::platform
