// A wait cycle: tasks that wait for one another in a ring, for locks, permits or results, so that none of
// them can ever go on.
//
// It is drawn from who holds what and who stands in which line. Channels, barriers and notifications have no
// holder, so a ring that goes through one of them is not found.
#pragma once
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

enum class Certainty {
  certain,   // no member has another way to go on: only an abort from outside can end it
  possible,  // members may wait for other things, too; at a deadlock those will not come either
};

/// The shortest cycle that `task` is a member of; empty if there is none.
WaitCycle wait_cycle_of(const World& world, TaskId task, Certainty certainty);
/// The cycle of the first task that is in one; empty if there is none.
WaitCycle find_wait_cycle(const World& world, Certainty certainty);

/// "a waits for mutex x, which b holds; b waits for mutex y, which a holds".
std::string describe(const WaitCycle& cycle, const Names& names);

}  // namespace loopglass
