#include "app/platform/screens.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

namespace loopglass::platform {
namespace {

int overlap(const Rectangle& one, const Rectangle& other) {
  const int width = std::min(one.x + one.width, other.x + other.width) - std::max(one.x, other.x);
  const int height = std::min(one.y + one.height, other.y + other.height) - std::max(one.y, other.y);
  return std::max(0, width) * std::max(0, height);
}

Rectangle whole_area(GLFWmonitor* screen) {
  Rectangle area;
  if (screen == nullptr) return area;
  glfwGetMonitorPos(screen, &area.x, &area.y);
  if (const GLFWvidmode* mode = glfwGetVideoMode(screen); mode != nullptr) {
    area.width = mode->width;
    area.height = mode->height;
  }
  return area;
}

}  // namespace

Rectangle work_area(GLFWmonitor* screen) {
  Rectangle area;
  if (screen != nullptr) glfwGetMonitorWorkarea(screen, &area.x, &area.y, &area.width, &area.height);
  return area;
}

float content_scale(GLFWmonitor* screen) {
  float x = 1;
  float y = 1;
  if (screen != nullptr) glfwGetMonitorContentScale(screen, &x, &y);
  return std::isfinite(x) && x > 1 ? x : scale_for_height(whole_area(screen).height);
}

GLFWmonitor* screen_showing(const Rectangle& window) {
  int count = 0;
  GLFWmonitor** screens = glfwGetMonitors(&count);
  GLFWmonitor* best = glfwGetPrimaryMonitor();
  int most = 0;
  for (int n = 0; n < count; ++n) {
    if (const int shared = overlap(window, whole_area(screens[n])); shared > most) {
      most = shared;
      best = screens[n];
    }
  }
  return best;
}

}  // namespace loopglass::platform
