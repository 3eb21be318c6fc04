// The keyboard's way to every control: Tab goes from one to the next, F6 to the next group of them, arrows
// move in a menu or a list, and Enter or Space press what has the ring.
//
// Invariant: a press is a click at that place, so that a control need not know which of the two it was.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

  /// The ring stands there in the menu that opens now, so that Enter presses it; an Enter that comes before
  /// the menu is seen does so, too, and arrows before that move from there. The key that opened the menu goes
  /// on to the next line of it.
  void begin_menu_at(std::string name, int key) {
    first_in_menu_ = std::move(name);
    menu_key_ = key;
    moves_in_menu_ = 0;
    frames_to_menu_ = most_frames_to_menu;
    press_in_menu_ = false;
  }
  /// Whether it waits for a menu, or for a line of one to come into sight.
  bool is_moving() const { return !first_in_menu_.empty() || frames_to_sight_ > 0; }
  /// What has the ring; empty: nothing. A mouse button or Escape takes it away.
  std::string_view at() const { return shown_ ? std::string_view(name_) : std::string_view(); }

 private:
  using Stops = std::vector<const Controls::Control*>;
  bool await_menu(const Stops& stops);
  int moves_by_keys() const;
  void move(const Stops& stops, int direction, bool by_group);
  /// Within the list that has the ring; returns false if none has it.
  bool move_in_list(const Controls& last, int direction);
  void press(const Stops& stops, platform::Surface& surface);

  static constexpr int most_frames_to_menu = 8;

  std::string name_;
  std::string name_below_;  // where the focus was when a menu opened over it
  bool shown_ = false;
  bool shown_below_ = false;  // and whether it was seen
  bool in_popup_ = false;
  std::string first_in_menu_;  // what has the ring once a menu is there
  int frames_to_menu_ = 0;     // so many it may take to open, else there is none
  bool press_in_menu_ = false;
  int moves_in_menu_ = 0;    // lines down that were asked for before that
  int menu_key_ = 0;         // 0: no key opened the menu that is open
  int frames_to_sight_ = 0;  // so many frames the line that is to be pressed may take to come into sight
  bool pressing_ = false;    // its click is on the way
};

}  // namespace loopglass
