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
  };

  void begin_frame() { all_.clear(); }
  /// A place that has a name.
  void add(std::string_view name, const Rect& place);
  /// A place that is pressed, such as a row of a table. One that is scrolled out of sight is only a place.
  void add_pressed(std::string_view name, const Rect& place);
  /// The ImGui item that was drawn last.
  void add_item(std::string_view name);
  /// Stands before the names that are added from now on: for a second view of the same kind.
  void set_prefix(std::string prefix) { prefix_ = std::move(prefix); }
  const std::vector<Control>& all() const { return all_; }

 private:
  std::string prefix_;
  std::vector<Control> all_;
};

}  // namespace loopglass
