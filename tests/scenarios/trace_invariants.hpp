// What is true of every trace, whatever ran. Reusable: give it a trace, get back what is wrong with it.
#pragma once
#include <string>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

/// One line for each violation, with the number of the event; empty if the trace holds together.
///
///  1. Time never goes back.
///  2. Tasks, futures, timers and tokens are numbered from 1 without gaps, in order of creation.
///  3. A poll or a cancel begins with the head of the ready queue, or with the task that was chosen just
///     before, from the place that was said (at shutdown: of any task that is left). Polls do not overlap,
///     and an event that belongs to a task happens during its poll or its cancel.
///  4. A task finishes once; afterwards it is neither polled nor dropped, and every wake of it is stale.
///  5. A wake's outcome fits the task's state. A wake by a timer, a join, a token or an abort names an
///     earlier event of the right kind about the same object.
///  6. Awaits of one future nest, and end only after they began; none is open in a task that returned.
///  7. A timer that was set fires or is cancelled exactly once; it fires at or after its deadline, and none
///     is left at the end. Timers fire by (deadline, order of setting).
///  8. A turn polls as many tasks as it said, unless the run ends in the middle of it, or its policy is one
///     that has turns of another kind.
///  9. work and block come in pairs, and time moves only inside them, while the loop is parked, and up to
///     the report of a worker (virtual clock only).
/// 10. A result is taken once, and only of a task that has finished.
/// 11. A wait in the line of a resource ends once, by a wake or by leaving. What is exclusive has one holder,
///     and what is given back was held.
/// 12. A budget is spent at most once in a poll, after so many awaits have ended in it, and the task is
///     queued again when that poll ends.
/// 13. A job is queued, starts on a free worker in the order of the queue, ends and returns, or is dropped
///     before it starts. A worker has one job at a time. A task that stands still for a job is not polled
///     before that returns.
std::vector<std::string> violations(const Trace& trace, bool virtual_clock = true);

}  // namespace loopglass
