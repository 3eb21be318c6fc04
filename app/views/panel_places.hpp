// Where the panels stand: pure geometry, which knows neither what they show nor who draws them.
//
// Invariants: panels that are shown fill the room and do not overlap; one that is hidden has an empty place.
// A panel never gets smaller than it can be read, as long as the room allows it.
#pragma once
#include <array>
#include <vector>

#include "app/session/panel_layout.hpp"
#include "app/widgets/geometry.hpp"

namespace loopglass {

/// The line between two panels, and the room that its share is a part of.
struct SplitLine {
  Split split;
  bool is_upright;
  ImVec2 begin;
  ImVec2 end;
  float from;  // where the share is 0, on the axis that the line moves along
  float to;    // where it is 1

  /// The share if the line stood at the mouse.
  double share_at(ImVec2 mouse) const {
    return static_cast<double>(((is_upright ? mouse.x : mouse.y) - from) / (to - from));
  }
};

struct PanelPlaces {
  std::array<Rect, panel_count> panels{};
  std::vector<SplitLine> lines;

  const Rect& of(Panel panel) const { return panels[static_cast<std::size_t>(panel)]; }
  Rect& of(Panel panel) { return panels[static_cast<std::size_t>(panel)]; }
};

/// The heights that the content asks for, in pixels.
struct PanelWishes {
  float lesson = 0;
  float tasks = 0;
  float timeline = 0;
};

/// All panels at once: the loop in the middle, words to its left, lists to its right, the timeline below.
/// Without the loop the timeline stands in its place.
PanelPlaces place_panels(const Rect& room, float scale, const PanelLayout& layout, const PanelWishes& wishes);

/// Where there is little room: the loop, the timeline below it, and beside the loop, or instead of it, the
/// page of all other panels.
struct PagePlaces {
  // Empty where there is no room for it, or nothing to show in it.
  Rect loop;
  Rect timeline;
  Rect page;
  std::vector<SplitLine> lines;
};
PagePlaces place_pages(const Rect& room, float scale, const PanelLayout& layout);

}  // namespace loopglass
