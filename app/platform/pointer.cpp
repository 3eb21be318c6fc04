#include "app/platform/pointer.hpp"

#include <GLFW/glfw3.h>

#include <cstddef>

namespace loopglass::platform {
namespace {

int standard_shape(ImGuiMouseCursor wanted) {
  switch (wanted) {
    case ImGuiMouseCursor_TextInput: return GLFW_IBEAM_CURSOR;
    case ImGuiMouseCursor_ResizeNS: return GLFW_VRESIZE_CURSOR;
    case ImGuiMouseCursor_ResizeEW: return GLFW_HRESIZE_CURSOR;
    case ImGuiMouseCursor_Hand: return GLFW_HAND_CURSOR;
    case ImGuiMouseCursor_ResizeAll: return GLFW_CROSSHAIR_CURSOR;
    default: return GLFW_ARROW_CURSOR;
  }
}

}  // namespace

Pointer::~Pointer() {
  for (GLFWcursor* shape : shapes_) {
    if (shape != nullptr) glfwDestroyCursor(shape);
  }
}

void Pointer::show(ImGuiMouseCursor wanted) {
  if (wanted == shown_) return;
  if (wanted < 0 || shown_ < 0)
    glfwSetInputMode(window_, GLFW_CURSOR, wanted < 0 ? GLFW_CURSOR_HIDDEN : GLFW_CURSOR_NORMAL);
  shown_ = wanted;
  if (wanted < 0) return;
  GLFWcursor*& shape = shapes_.at(static_cast<std::size_t>(wanted));
  if (shape == nullptr) shape = glfwCreateStandardCursor(standard_shape(wanted));
  glfwSetCursor(window_, shape);
}

}  // namespace loopglass::platform
