// The timeline of a whole run as a drawing of lines and words (SVG), for slides and paper: it can be scaled
// and edited, and needs no graphics driver.
//
// It says what the timeline of the window says: a lane for each task and each worker, its stretches of one
// state, how late timers fired, who woke whom, and how each task ended. Every shape has the class of its
// meaning.
#pragma once
#include <string>

#include "app/model/chronicle.hpp"
#include "app/platform/theme.hpp"

namespace loopglass {

struct SvgOptions {
  std::string title;  // says what is drawn, for readers that show it
  int width = 1600;   // in pixels at scale 1; the height follows from the lanes
  const platform::Theme* theme = nullptr;
};

/// Precondition: a theme is given. A run that takes no time is drawn by its events.
std::string timeline_svg(const Chronicle& chronicle, const SvgOptions& options);

}  // namespace loopglass
