// The controls of a frame by name, with where they are: so that a test can click what a person would click,
// the focus can walk from one to the next, and anything that points at a control finds it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/geometry.hpp"

namespace loopglass {

class Controls {
 public:
  struct Control {
    std::string name;
    Rect place;
    bool is_pressed = false;  // a click on it does something: the focus stops there
    bool is_active = false;   // it has the mouse or takes what is typed
    bool is_in_popup = false;
    bool is_listed = false;        // one of a list: the focus stops there once, and arrows choose among them
    bool is_out_of_sight = false;  // of a menu, scrolled away: it comes into sight when it has the focus
    Rect press{};                  // where a click on it goes, if that is not its whole place
  };

  void begin_frame() { all_.clear(); }
  /// A place that has a name.
  void add(std::string_view name, const Rect& place);
  /// A place that is pressed, such as a row of a table. One that is scrolled out of sight is only a place.
  void add_pressed(std::string_view name, const Rect& place);
  /// One of a list of places; a click of the keyboard goes to the middle of `press`. Those that are scrolled
  /// out of sight belong to it, too: who draws them brings the one that has the focus into sight.
  void add_listed(std::string_view name, const Rect& place, const Rect& press);
  /// Makes a list of those whose name begins so, up to the number or letters at its end.
  void list(std::string_view beginning);
  /// The ImGui item that was drawn last.
  void add_item(std::string_view name);
  /// The same of a menu, which brings the one that has the focus into sight: those out of sight belong to it.
  void add_item_of_menu(std::string_view name) {
    add_item(name);
    all_.back().is_out_of_sight = !all_.back().is_pressed;
    all_.back().is_pressed = true;
  }
  /// Stands before the names that are added from now on: for a second view of the same kind.
  void set_prefix(std::string prefix) { prefix_ = std::move(prefix); }
  const std::vector<Control>& all() const { return all_; }

  /// Whether what the mouse is on explains itself: not once it was clicked or a key pressed, until the mouse
  /// moves.
  bool explains() const { return explains_; }
  void set_explains(bool explains) { explains_ = explains; }

  /// What has the focus, as the view calls it that draws now; empty: nothing of this view.
  std::string_view focused() const;
  void set_focused(std::string_view name) { focused_ = name; }

 private:
  std::string prefix_;
  std::vector<Control> all_;
  std::string focused_;  // with its prefix
  bool explains_ = true;
};

}  // namespace loopglass
