// What somebody may do to a run by hand at one moment of it.
#pragma once
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/world.hpp"
#include "app/session/deeds.hpp"

namespace loopglass {

struct Offer {
  Act act;
  char key = 0;       // the letter that chooses it
  std::string words;  // "Delay timer 3 by 200 ms"
  std::string what;   // what comes of it, in a sentence
};

/// What can be done to a task and to what it waits for, and the tokens that can be cancelled. In a world that
/// has ended, nothing. No letter stands twice; what has none left over is not offered.
///
/// What is done while a task is polled happens after that poll. Where `trace`, that of the run, has the
/// poll's end already and the task ends with it, an abort would come too late and is not offered.
std::vector<Offer> offers(const Trace& trace, const World& world, const Names& names, TaskId task);

}  // namespace loopglass
