// Where two runs part: the first event at which they do not do the same.
//
// Invariant: events are compared by what they mean, time, kind, task, and the names of what they touch, and
// not by ids or source lines. The order in which ids were given, and where in a file a line stands, are no
// difference.
#pragma once
#include <optional>
#include <string>

#include "app/model/chronicle.hpp"

namespace loopglass {

/// Up to here both runs have gone the same way; the event of this number is the first that differs.
struct Divergence {
  EventNumber event = 0;
  bool in_a = true;  // false: that run was over by then
  bool in_b = true;
};

/// None if the runs are the same from the first event to the last.
std::optional<Divergence> first_divergence(const Chronicle& a, const Chronicle& b);

/// Whether each task is polled, works and ends at the same times in both: on an axis of time the runs look
/// alike, and only the order at each time tells them apart. Not looked for in very long runs.
bool same_times(const Chronicle& a, const Chronicle& b);

/// What happens in the run at the event that parts it from the other, as a sentence.
std::string what_happens(Chronicle& run, const Divergence& divergence, bool in_run);

}  // namespace loopglass
