// Why a run is stuck, in words: who waits for what, and that nobody is left who could give it.
#pragma once
#include <string>

#include "app/model/names.hpp"
#include "app/model/world.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

/// Whether with this event a run stops because it is stuck.
bool gets_stuck(const Event& event);

/// The event with which a run that got stuck ends, before its tasks are dropped; 0 if it ended otherwise, or
/// has not ended.
EventNumber stuck_at(const Trace& trace);

/// "main waits for the result of worker; worker waits for news from channel boxes, and nobody who could send
/// into it can run any more". Of many tasks the first few; where some wait for one another in a ring, those.
/// Empty if no task waits. Precondition: no task is ready and nothing is set that could wake one.
std::string who_is_stuck(const World& world, const Names& names);

/// "worker waits for news from channel boxes": the first that waits for something else than a task, or the
/// first that waits. Empty if none does.
std::string first_stuck(const World& world, const Names& names);

/// The same in few words: "ann and ben wait for each other", "reader waits for channel boxes, and 2 more
/// wait". Empty if nobody waits.
std::string who_is_stuck_in_brief(const World& world, const Names& names);

}  // namespace loopglass
