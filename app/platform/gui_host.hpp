// The part that a window and a screenless surface share: an ImGui context with its fonts, style, input and
// renderer. Draws one frame of a frontend into the framebuffer that is bound. Pending changes of theme and
// scale are applied between frames. Derived classes add what only they have: title, clipboard, full screen.
// An OpenGL 3.3 context, with glad loaded, must be current from start() until destruction.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/frontend.hpp"
#include "app/platform/input_queue.hpp"

struct ImGuiContext;

namespace loopglass::platform {

class GuiHost : public Surface {
 public:
  /// Frames after the last input in which ImGui's hovering, focus and popups come to rest.
  static constexpr int settle_frames = 3;

  GuiHost(Theme theme, float scale);
  ~GuiHost() override;

  [[nodiscard]] const Fonts& fonts() const final { return fonts_; }
  [[nodiscard]] const Theme& theme() const final { return theme_; }
  void set_theme(const Theme& theme) final { next_theme_ = theme; }
  [[nodiscard]] float scale() const final { return scale_; }
  void set_scale(float scale) final;
  void underlay(const Patch& patch) final { underlay_.push_back(patch); }
  void press(float x, float y, bool with_control) final;
  void request_quit() final { quit_requested_ = true; }
  void request_picture(std::function<void(const Image&)> receive) final;

  [[nodiscard]] bool quit_requested() const { return quit_requested_; }
  void forget_quit() { quit_requested_ = false; }
  [[nodiscard]] InputQueue& input() { return input_; }

  /// A number of the host that is being drawn to, never given twice; 0 if there is none. Textures belong to
  /// one.
  [[nodiscard]] static std::uint64_t current();

  /// Makes the ImGui context and its renderer. Returns false with one line in `error`.
  [[nodiscard]] bool start(std::string& error);

  struct FrameSize {
    int width;
    int height;
  };

  /// Feeds input, lets the frontend build a frame and draws it. `elapsed` is the true time since the last
  /// frame.
  Redraw draw(Frontend& frontend, FrameSize size, double elapsed, bool headless);

  /// Reads the bound framebuffer.
  [[nodiscard]] static Image read_pixels(FrameSize size);

 private:
  void apply_changes();
  void render(FrameSize size) const;

  std::uint64_t serial_;
  Theme theme_;
  std::optional<Theme> next_theme_;
  float scale_;
  std::optional<float> next_scale_;
  Fonts fonts_;
  std::vector<Patch> underlay_;
  InputQueue input_;
  ImGuiContext* context_ = nullptr;
  bool renderer_ready_ = false;
  bool quit_requested_ = false;
  std::vector<std::function<void(const Image&)>> pictures_;
  std::string clipboard_text_;  // ImGui borrows it until it asks again
};

}  // namespace loopglass::platform
