// What differs between two runs: where they part, their figures side by side, and the differences in
// sentences.
#pragma once
#include <string>

#include "app/views/canvas.hpp"
#include "app/views/comparing.hpp"

namespace loopglass {

/// Of the two runs that are compared. A click on where they part goes there.
void draw_differences(const Canvas& canvas, const Rect& room, const Comparing& comparing, Commands& commands);

/// The figures of one of all these runs on one line, in columns that all of them share; those that do not fit
/// are left out of all. Returns where they end.
float draw_figures_line(const Canvas& canvas, const Rect& room, const std::vector<Figures>& all,
                        std::size_t run);

/// The names of a run's tasks, in the order in which they end; empty of a run with more than twelve.
std::string tasks_as_they_end(const Chronicle& run);

}  // namespace loopglass
