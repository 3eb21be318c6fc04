// Why a task is where it is, in sentences: what brought it there, and what would move it on.
//
// Invariant: it says only what the world at that moment shows; it does not look ahead in the trace.
#pragma once
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

struct Why {
  std::string because;          // one sentence
  std::string moves_on;         // one or more; empty for a task that is done
  EventNumber since = 0;        // the event that led to it
  std::vector<TaskId> keepers;  // the tasks that keep it from going on, if the world knows them
};

/// Why `task` does what it does at the time `now`, which is that of the world or later. Precondition: the
/// world has the task.
Why why(const Trace& trace, const Names& names, const World& world, TaskId task, Instant now);

}  // namespace loopglass
