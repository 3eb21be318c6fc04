// The bar at the top: which scenario runs and how, the transport, and how the window looks.
#pragma once
#include <array>
#include <vector>

#include "app/platform/icons.hpp"
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class BarView {
 public:
  /// Borrows the scenarios.
  explicit BarView(const std::vector<Scenario>& scenarios) : scenarios_(scenarios) {}

  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
  void open_scenarios() { scenarios_wanted_ = true; }
  void open_go_menu() { go_menu_wanted_ = true; }

 private:
  const std::vector<Scenario>& scenarios_;
  bool scenarios_wanted_ = false;
  bool go_menu_wanted_ = false;
  std::array<char, 40> find_{};  // what the list of scenarios is narrowed down by
};

}  // namespace loopglass
