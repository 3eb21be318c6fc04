// The tour: six places of the window, one after the other, each lit and with a card beside it.
//
// The window below can be clicked meanwhile; the arrow keys go through the tour. It is left at any time,
// shows itself once, to whom has never been here, and is found again in Help.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "app/session/panel_layout.hpp"
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class Tour {
 public:
  bool is_open() const { return step_.has_value(); }
  void begin() { step_ = 0; }
  void leave() { step_.reset(); }
  /// To the next step (1) or the one before (-1); after the last it is over.
  void go(int direction);
  bool is_at_last() const;
  /// From 1 on; 0 if it is not open.
  std::size_t number() const { return step_ ? *step_ + 1 : 0; }
  /// Whether a world, just after an event, is a good one to show the present step at. Precondition:
  /// is_open().
  bool suits(const World& world, const Event& event) const;
  /// The panel that the present step speaks of; none: the bar. Precondition: is_open().
  std::optional<Panel> panel() const;

  /// Over all that was drawn in this frame; the places are found among its controls.
  void draw(const Canvas& canvas, const Rect& window, Commands& commands) const;

 private:
  std::optional<std::size_t> step_;
};

}  // namespace loopglass
