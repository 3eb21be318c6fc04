#include "app/platform/gui_host.hpp"

#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "app/platform/keys.hpp"

namespace loopglass::platform {
namespace {

constexpr double longest_step = 0.1;

// Global as ImGui's and OpenGL's current contexts are.
std::uint64_t current_host = 0;
std::uint64_t last_host = 0;

/// Tells ImGui which of our key numbers move its text cursor and so on. Tab is left out: it moves the focus
/// of the frontend.
void map_keys(ImGuiIO& io) {
  const std::pair<ImGuiKey_, int> keys[] = {
      {ImGuiKey_LeftArrow, key::left},
      {ImGuiKey_RightArrow, key::right},
      {ImGuiKey_UpArrow, key::up},
      {ImGuiKey_DownArrow, key::down},
      {ImGuiKey_PageUp, key::page_up},
      {ImGuiKey_PageDown, key::page_down},
      {ImGuiKey_Home, key::home},
      {ImGuiKey_End, key::end},
      {ImGuiKey_Insert, key::insert},
      {ImGuiKey_Delete, key::del},
      {ImGuiKey_Backspace, key::backspace},
      {ImGuiKey_Space, key::space},
      {ImGuiKey_Enter, key::enter},
      {ImGuiKey_Escape, key::escape},
      {ImGuiKey_KeyPadEnter, key::kp_enter},
      {ImGuiKey_A, key::a},
      {ImGuiKey_C, key::c},
      {ImGuiKey_V, key::v},
      {ImGuiKey_X, key::x},
      {ImGuiKey_Y, key::y},
      {ImGuiKey_Z, key::z},
  };
  for (const auto& [name, code] : keys) io.KeyMap[name] = code;
}

void clear(Colour colour) {
  const auto channel = [](std::uint8_t value) { return static_cast<float>(value) / 255.0F; };
  glClearColor(channel(colour.r), channel(colour.g), channel(colour.b), 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

std::uint64_t GuiHost::current() { return current_host; }

GuiHost::GuiHost(Theme theme, float scale)
    : serial_(++last_host), theme_(std::move(theme)), scale_(std::clamp(scale, min_scale, max_scale)) {}

GuiHost::~GuiHost() {
  if (current_host == serial_) current_host = 0;
  if (context_ == nullptr) return;
  ImGuiContext* other = ImGui::GetCurrentContext();
  ImGui::SetCurrentContext(context_);
  if (renderer_ready_) ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext(context_);
  ImGui::SetCurrentContext(other == context_ ? nullptr : other);
}

void GuiHost::set_scale(float scale) { next_scale_ = std::clamp(scale, min_scale, max_scale); }

void GuiHost::press(float x, float y, bool with_control) {
  const ImVec2 before = ImGui::GetIO().MousePos;
  if (with_control) input_.key(key::left_control, true);
  input_.click(static_cast<double>(x), static_cast<double>(y));
  if (with_control) input_.key(key::left_control, false);
  if (ImGui::IsMousePosValid(&before)) {
    input_.cursor(static_cast<double>(before.x), static_cast<double>(before.y));
  } else {
    input_.cursor_left();
  }
}

void GuiHost::request_picture(std::function<void(const Image&)> receive) {
  pictures_.push_back(std::move(receive));
}

bool GuiHost::start(std::string& error) {
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // nothing is kept between runs, and nothing is left on the disk
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // a blink would wake the window for ever
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.BackendPlatformUserData = this;
  map_keys(io);
  io.SetClipboardTextFn = [](void* self, const char* text) {
    static_cast<GuiHost*>(self)->set_clipboard(text);
  };
  io.GetClipboardTextFn = [](void* self) {
    auto* host = static_cast<GuiHost*>(self);
    host->clipboard_text_ = host->clipboard();
    return host->clipboard_text_.c_str();
  };
  io.ClipboardUserData = this;
  fonts_ = build_fonts(scale_);
  apply_style(theme_, scale_);
  renderer_ready_ = ImGui_ImplOpenGL3_Init("#version 330 core");
  if (!renderer_ready_) {
    error = "OpenGL could not be prepared for drawing; install libgl1 and libgl-dev";
    return false;
  }
  return true;
}

void GuiHost::apply_changes() {
  if (next_scale_ && *next_scale_ != scale_) {
    scale_ = *next_scale_;
    fonts_ = build_fonts(scale_);
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    apply_style(theme_, scale_);
  }
  if (next_theme_) {
    theme_ = *next_theme_;
    apply_style(theme_, scale_);
  }
  next_scale_.reset();
  next_theme_.reset();
}

Redraw GuiHost::draw(Frontend& frontend, FrameSize size, double elapsed, bool headless) {
  ImGui::SetCurrentContext(context_);
  current_host = serial_;
  apply_changes();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
  io.DeltaTime = static_cast<float>(std::max(elapsed, 1e-4));
  input_.feed(io);
  underlay_.clear();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  const FrameInput input{
      .dt = std::min(elapsed, longest_step), .scale = scale_, .acts = input_.acts(), .headless = headless};
  const Redraw wish = frontend.frame(input, *this);
  ImGui::Render();
  render(size);
  if (!pictures_.empty()) {
    const Image image = read_pixels(size);
    for (const auto& receive : std::exchange(pictures_, {})) receive(image);
  }
  return wish;
}

void GuiHost::render(FrameSize size) const {
  glViewport(0, 0, size.width, size.height);
  glDisable(GL_SCISSOR_TEST);
  clear(theme_.background);
  // A clear is the cheapest fill there is, and with scissors it fills any rectangle.
  glEnable(GL_SCISSOR_TEST);
  for (const Patch& patch : underlay_) {
    const auto pixel = [](float place, int end) {
      return std::clamp(static_cast<int>(std::lround(place)), 0, end);
    };
    const int left = pixel(patch.left, size.width);
    const int right = pixel(patch.right, size.width);
    const int top = pixel(patch.top, size.height);
    const int bottom = pixel(patch.bottom, size.height);
    if (left >= right || top >= bottom) continue;
    glScissor(left, size.height - bottom, right - left, bottom - top);  // OpenGL counts rows from below
    clear(patch.colour);
  }
  glDisable(GL_SCISSOR_TEST);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

Image GuiHost::read_pixels(FrameSize size) {
  Image image{.width = size.width, .height = size.height, .rgba = {}};
  const std::size_t row = static_cast<std::size_t>(size.width) * 4U;
  image.rgba.resize(row * static_cast<std::size_t>(size.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  // OpenGL's first row is the lowest, and blending leaves the alpha channel undefined for a viewer.
  for (int y = 0; y < size.height / 2; ++y) {
    auto* top = image.rgba.data() + row * static_cast<std::size_t>(y);
    std::swap_ranges(top, top + row, image.rgba.data() + row * static_cast<std::size_t>(size.height - 1 - y));
  }
  for (std::size_t n = 3; n < image.rgba.size(); n += 4) image.rgba[n] = 255;
  return image;
}

}  // namespace loopglass::platform
