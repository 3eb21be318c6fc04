// The await stack of a task as a tree: a future awaits one thing, or a group of branches side by side.
#pragma once
#include <cstdint>
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

/// A row of the await stack, branches that have come to their end included.
struct StackRow {
  enum class Branch : std::uint8_t {
    none,     // it is no branch
    pending,  // it is polled each time that its group is
    ready,    // it has its value, and its group still waits for others
    dropped,  // it was dropped before it was ready
    idle,     // it is half-way, its group has ended, and nothing polls it
  };
  Await await;
  int depth = 0;        // below the task's own function
  bool is_end = false;  // nothing stands below it
  Branch branch = Branch::none;
  EventNumber ended = 0;  // the event that made it ready or dropped it
};
/// The await stack of a task in this world of the trace. The branches of a group that is awaited stay on
/// it, in the order of their first poll. Futures that are idle stand below, at depth 0. Empty if the world
/// has no such task.
std::vector<StackRow> stack_rows(const Trace& trace, const World& world, TaskId task);

/// What the task waits for at the ends of its await stack. Who makes the value of a once cell does not wait
/// for the cell. Borrows the task.
std::vector<const Await*> ends_of(const TaskState& task, const World& world);

/// How far the poll of a task has come.
enum class PollStage : std::uint8_t {
  runs,        // its code runs: what it last awaited was ready, or it has awaited nothing yet
  asks_again,  // it is where an earlier poll left it, and asks whether what it awaits is ready by now
  awaits,      // it awaits something since this poll
};
/// Precondition: the task is being polled.
PollStage poll_stage(const TaskState& task);

/// Whether the awaits are branches of a group that needs all of them.
bool are_both_needed(const TaskState& task, const Await& one, const Await& other);

}  // namespace loopglass
