// What the window remembers from one session to the next: how it looks, what was open, what was seen and what
// was marked. Text is JSON; a file of an older or newer version is read as far as it is understood.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/bookmarks.hpp"
#include "app/session/panel_layout.hpp"
#include "app/session/target.hpp"

namespace loopglass {

struct Remembered {
  std::string recipe;                          // what was open, at its moment; empty: nothing
  std::string theme;                           // by name; empty: the standard one
  double scale = 0;                            // of the interface; 0: what suits the screen
  double screen_scale = 1;                     // what suited the screen on which `scale` was chosen
  double speed = 1;                            // of playing
  bool motion = true;                          // whether things move
  PanelLayout layout;                          // which panels are shown, and how large
  bool hides_finished = false;                 // whether the timeline leaves out tasks that are over
  std::set<std::string> seen;                  // scenarios that were seen to their end, by name
  std::map<std::string, Bookmarks> bookmarks;  // by the recipe of their run, without a moment
  std::map<std::string, std::vector<Target>> breakpoints;  // by the name of their scenario

  bool operator==(const Remembered&) const = default;
};

/// None if this is no such text. What is missing or of another kind has its standard value.
std::optional<Remembered> parse_remembered(std::string_view text);
std::string text_of(const Remembered& remembered);

}  // namespace loopglass
