// The moments of one run that matter to the person who watches it: where playing stops, where they jumped
// from, what they marked, and what they look for.
#pragma once
#include "app/session/bookmarks.hpp"
#include "app/session/breakpoints.hpp"
#include "app/session/finder.hpp"
#include "app/session/trail.hpp"

namespace loopglass {

struct Waypoints {
  Breakpoints breakpoints;
  Tally tally;
  Trail trail;
  Bookmarks bookmarks;
  Finder finder;

  /// Takes in what the run has recorded since. `stops` are the breakpoints.
  void follow(const std::vector<Target>& stops, const Chronicle& chronicle) {
    breakpoints.follow(stops, chronicle);
    tally.follow(chronicle);
    finder.follow(chronicle);
  }
};

}  // namespace loopglass
