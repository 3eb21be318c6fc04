// The same drawing as in the window, without a screen: surfaceless EGL and a framebuffer object.
// Time passes only by step(), input comes only from input(): the same steps give the same picture.
// One host at a time is drawn to; several may exist. Needs no X server, no Wayland, no graphics card.
#pragma once

#include <memory>
#include <string>

#include "app/platform/frontend.hpp"
#include "app/platform/image.hpp"
#include "app/platform/input_queue.hpp"

namespace loopglass::platform {

class HeadlessHost {
 public:
  struct Options {
    int width = 1600;  ///< pixels
    int height = 900;
    float scale = 1;
    Theme theme = dark();
  };

  /// Opens a host, or returns nullptr with one line in `error`.
  [[nodiscard]] static std::unique_ptr<HeadlessHost> open(const Options& options, std::string& error);
  ~HeadlessHost();
  HeadlessHost(const HeadlessHost&) = delete;
  HeadlessHost& operator=(const HeadlessHost&) = delete;

  /// Feeds the input that fits into one frame and draws one frame, `dt` seconds after the last.
  Redraw step(Frontend& frontend, double dt = 1.0 / 60.0);

  /// Steps until all input has been fed and ImGui has settled (three frames more). Returns the frames drawn.
  int settle(Frontend& frontend, double dt = 1.0 / 60.0);

  /// Where scripted keys and clicks are put.
  [[nodiscard]] InputQueue& input();

  [[nodiscard]] Surface& surface();
  [[nodiscard]] bool quit_requested() const;
  [[nodiscard]] const std::string& title() const;

  /// Returns the last drawn frame, opaque.
  [[nodiscard]] Image pixels() const;

 private:
  struct Impl;
  explicit HeadlessHost(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace loopglass::platform
