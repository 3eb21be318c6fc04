// The bar at the top: which scenario runs and how, the transport, and how the window looks.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "app/platform/icons.hpp"
#include "app/views/browser_view.hpp"
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class BarView {
 public:
  /// Borrows both; see BrowserView.
  BarView(const std::vector<Scenario>& scenarios, const std::set<std::string>& seen)
      : browser_(scenarios, seen) {}

  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, const PanelLayout& layout,
            Commands& commands);
  void open_scenarios(bool beside) { browser_.open(beside); }
  bool is_moving() const { return browser_.is_moving(); }
  bool is_choosing() const { return browser_.is_open(); }
  void open_go_menu() { go_menu_wanted_ = true; }
  void open_compare_menu() { compare_wanted_ = true; }
  void open_parameters() { parameters_wanted_ = true; }

 private:
  BrowserView browser_;
  bool go_menu_wanted_ = false;
  bool compare_wanted_ = false;
  bool parameters_wanted_ = false;
};

}  // namespace loopglass
