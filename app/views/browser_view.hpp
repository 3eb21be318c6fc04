// The scenario browser: a page over the window. On its left are the ways through the scenarios (chapters, and
// lessons for a class), on its right the scenarios of the way that is chosen, with those that were seen to
// their end ticked off. A word that is typed finds scenarios in all of them. A scenario is opened, or set
// beside the run that is watched: with Shift, or by the sign at the end of its row.
#pragma once
#include <array>
#include <set>
#include <string>
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class BrowserView {
 public:
  /// Borrows both. `seen`: the names of scenarios that were seen to their end.
  BrowserView(const std::vector<Scenario>& scenarios, const std::set<std::string>& seen);

  /// To open a scenario, or to set one beside the run that is watched.
  void open(bool beside) {
    wanted_ = true;
    beside_ = beside;
  }
  /// Whether its field is about to take the keys: that needs a few frames more.
  bool is_moving() const { return wanted_ || settling_ > 0; }
  /// Whether it was there when it was drawn last.
  bool is_open() const { return is_open_; }
  /// Below `top`, the lower edge of the bar. `current` is the scenario that is open.
  void draw(const Canvas& canvas, float top, const Scenario& current, Commands& commands);

 private:
  struct Way {
    std::string title;
    std::string heading;  // stands above it; empty: none
    int minutes = 0;      // how long a lesson takes; 0: nobody says
    std::vector<const Scenario*> scenarios;
  };

  void draw_find(const Canvas& canvas);
  void draw_ways(const Canvas& canvas);
  void draw_scenarios(const Canvas& canvas, const Scenario& current, Commands& commands);
  enum class Wish { nothing, open, beside };
  Wish draw_row(const Canvas& canvas, const Scenario& scenario, bool is_current, bool is_chosen,
                bool comes_into_view);
  std::vector<const Scenario*> found() const;
  void add_control(const Canvas& canvas, const std::string& name) const;
  bool is_searching() const { return find_[0] != '\0'; }

  const std::set<std::string>& seen_;
  std::vector<Way> ways_;
  std::size_t way_ = 0;
  int chosen_ = -1;  // the place of the row that Enter opens; -1: none
  bool wanted_ = false;
  bool beside_ = false;  // it was opened for a comparison: a plain click does what Shift does else
  bool is_open_ = false;
  int settling_ = 0;
  bool placed_ = false;  // a popup finds its place in its first frame, unseen
  std::array<char, 40> find_{};
};

}  // namespace loopglass
