// What the program may ask of the place it is shown on: a window or a picture without a screen.
// Changes of theme and scale take effect before the next frame, never in the middle of one. Everything here
// is called on the thread that draws, from inside Frontend::frame. Drawing itself goes through ImGui, not
// through this.
#pragma once

#include <functional>
#include <string>

#include "app/platform/fonts.hpp"
#include "app/platform/image.hpp"
#include "app/platform/theme.hpp"

namespace loopglass::platform {

/// A rectangle of one colour, in pixels of the surface.
struct Patch {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  Colour colour;
};

class Surface {
 public:
  /// The smallest and largest interface scale; set_scale clamps to them.
  static constexpr float min_scale = 0.75F;
  static constexpr float max_scale = 4.0F;

  Surface() = default;
  virtual ~Surface();
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;

  /// The fonts of this frame, and a notice if one had to be replaced.
  [[nodiscard]] virtual const Fonts& fonts() const = 0;

  [[nodiscard]] virtual const Theme& theme() const = 0;
  virtual void set_theme(const Theme& theme) = 0;

  /// Pixels per unit of design: a hairline is 1, a step of spacing 4 × scale.
  [[nodiscard]] virtual float scale() const = 0;
  virtual void set_scale(float scale) = 0;
  /// The scale that suits the screen, where nobody chooses one.
  [[nodiscard]] virtual float screen_scale() const { return 1; }

  /// Lays an opaque rectangle below all that ImGui draws in this frame; later ones cover earlier ones.
  /// Without a graphics card this costs next to nothing, while the same fill through ImGui costs more than
  /// all else together.
  virtual void underlay(const Patch& patch) = 0;

  virtual void set_title(const std::string& title) = 0;
  [[nodiscard]] virtual std::string clipboard() const = 0;
  virtual void set_clipboard(const std::string& text) = 0;

  virtual void toggle_fullscreen() = 0;
  [[nodiscard]] virtual bool is_fullscreen() const = 0;

  /// Clicks at a place in the next frames, as the mouse would, and puts the pointer back where it was.
  virtual void press(float x, float y, bool with_control) = 0;

  /// Ends run_window after this frame. A headless surface only remembers it.
  virtual void request_quit() = 0;

  /// Hands over the pixels of the present frame once it is drawn; called once, before the next frame.
  virtual void request_picture(std::function<void(const Image&)> receive) = 0;

  /// Seconds since some start, never going back. Without a screen: the sum of the steps, so that it repeats.
  [[nodiscard]] virtual double now() const = 0;
};

}  // namespace loopglass::platform
