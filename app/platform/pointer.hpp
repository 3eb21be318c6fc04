// The shape of the mouse pointer over a window: an arrow, a text bar, a hand, a splitter.
// Shapes are made when first shown and freed with this; it must go before its window and GLFW do.
#pragma once

#include <imgui.h>

#include <array>

struct GLFWcursor;
struct GLFWwindow;

namespace loopglass::platform {

class Pointer {
 public:
  explicit Pointer(GLFWwindow* window) : window_(window) {}
  ~Pointer();
  Pointer(const Pointer&) = delete;
  Pointer& operator=(const Pointer&) = delete;

  /// Shows the shape that ImGui wishes; does nothing if it is there already.
  void show(ImGuiMouseCursor wanted);

 private:
  GLFWwindow* window_;
  std::array<GLFWcursor*, ImGuiMouseCursor_COUNT> shapes_{};
  ImGuiMouseCursor shown_ = ImGuiMouseCursor_Arrow;
};

}  // namespace loopglass::platform
