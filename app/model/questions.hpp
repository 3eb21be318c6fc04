// Questions about a run, with their answers drawn from it.
//
// Invariants:
// 1. An answer is read off the trace and never written down, so it stays right when parameters change.
// 2. Wrong choices come from the run as well: other tasks, lines and times that it has.
// 3. Which place the answer has among the choices says nothing: names stand in the order of spawning, numbers
//    in their own order, lines in an order that depends on their letters alone.
// A question whose cue does not come, or that has only one choice, is not asked.
#pragma once
#include <string>
#include <vector>

#include "app/model/chronicle.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

struct PosedQuestion {
  EventNumber at = 0;  // the position to ask it at: what decides it comes later
  std::string moment;  // what happens there, in a sentence with its time
  std::string text;
  std::vector<std::string> choices;  // 2 to 4, all different
  std::size_t answer = 0;            // an index into choices
  EventNumber decided = 0;           // the event that shows the answer
  std::string because;               // the same of that event
};

/// The questions of a scenario for a run that is over, in the order in which they are asked.
std::vector<PosedQuestion> pose(const Scenario& scenario, std::string_view variant, Chronicle& chronicle);

}  // namespace loopglass
