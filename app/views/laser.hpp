// A laser pointer for who explains something on a projector: a soft bright spot that follows the mouse, with
// a short tail. It is seen on every theme and points at things without covering them.
#pragma once
#include <deque>

#include "app/views/canvas.hpp"

namespace loopglass {

class Laser {
 public:
  /// Of the spot itself; its heart is white.
  static constexpr Colour colour = Colour::hex(0xEB1446);

  void toggle();
  bool is_on() const { return is_on_; }
  /// Draws it where the mouse is, over everything, and hides the arrow of the mouse; with `has_tail` false,
  /// as for who wants no movement, the spot alone. `now` is in seconds.
  void draw(const Canvas& canvas, double now, bool has_tail);
  /// Whether the tail still shrinks.
  bool is_moving() const { return trail_.size() > 1; }

 private:
  struct Spot {
    ImVec2 at;
    double time;
  };
  bool is_on_ = false;
  std::deque<Spot> trail_;  // the last is where the mouse is
};

}  // namespace loopglass
