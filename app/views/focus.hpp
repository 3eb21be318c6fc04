// The keyboard's way to every control: Tab goes from one to the next, F6 to the next group of them, arrows
// move in a menu or a list, and Enter or Space press what has the ring.
//
// Invariant: a press is a click at that place, so that a control need not know which of the two it was.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/platform/surface.hpp"
#include "app/views/canvas.hpp"

namespace loopglass {

class Focus {
 public:
  /// Takes the keys that move the focus and press, out of sight of whoever reads keys after it. `last` are
  /// the controls of the frame before. Called at the beginning of a frame.
  void take_keys(const Controls& last, platform::Surface& surface);
  /// Draws the ring round the control that has the focus. Called at the end of a frame.
  void draw(const Canvas& canvas) const;

  /// What has the ring; empty: nothing. A mouse button or Escape takes it away.
  std::string_view at() const { return shown_ ? std::string_view(name_) : std::string_view(); }

 private:
  using Stops = std::vector<const Controls::Control*>;
  void move(const Stops& stops, int direction, bool by_group);
  /// Within the list that has the ring; returns false if none has it.
  bool move_in_list(const Controls& last, int direction);
  void press(const Stops& stops, platform::Surface& surface);

  std::string name_;
  std::string name_below_;  // where the focus was when a menu opened over it
  bool shown_ = false;
  bool in_popup_ = false;
  bool pressing_ = false;  // its click is on the way
};

}  // namespace loopglass
