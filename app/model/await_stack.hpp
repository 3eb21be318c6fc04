// The await stack of a task as a tree: a future awaits one thing, or a group of branches side by side.
#pragma once
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

/// An await and how deep it stands below the task's own function.
struct AwaitRow {
  const Await* await = nullptr;
  int depth = 0;
  bool is_branch = false;  // of a group that is polled side by side
  bool is_end = false;     // nothing stands below it
};
/// From the outside in, each await above those that stand below it. Borrows the task.
std::vector<AwaitRow> await_rows(const TaskState& task);

/// What the task waits for at the ends of its await stack. Who makes the value of a once cell does not wait
/// for the cell. Borrows the task.
std::vector<const Await*> ends_of(const TaskState& task, const World& world);

/// Whether the awaits are branches of a group that needs all of them.
bool are_both_needed(const TaskState& task, const Await& one, const Await& other);

}  // namespace loopglass
