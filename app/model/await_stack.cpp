#include "app/model/await_stack.hpp"

#include <algorithm>

namespace loopglass {
namespace {

bool stands_below(const Await& below, const Await& above) {
  return waits_inside(above.kind) && above.object == raw(below.by);
}

const Await* await_above(const TaskState& task, const Await& below) {
  const auto it = std::ranges::find_if(task.awaits, [&](const Await& a) { return stands_below(below, a); });
  return it == task.awaits.end() ? nullptr : &*it;
}

bool is_end(const TaskState& task, const Await& await) {
  return !waits_inside(await.kind) ||
         std::ranges::none_of(task.awaits, [&](const Await& other) { return raw(other.by) == await.object; });
}

void add_below(const TaskState& task, const Await* above, int depth, std::vector<AwaitRow>& rows) {
  for (const Await& await : task.awaits) {
    if (await_above(task, await) != above || rows.size() >= task.awaits.size()) continue;
    const bool is_branch = above && (above->kind == AwaitKind::all || above->kind == AwaitKind::any ||
                                     above->kind == AwaitKind::timeout);
    rows.push_back({&await, depth, is_branch, is_end(task, await)});
    if (waits_inside(await.kind)) add_below(task, &await, depth + 1, rows);
  }
}

}  // namespace

std::vector<AwaitRow> await_rows(const TaskState& task) {
  std::vector<AwaitRow> rows;
  add_below(task, nullptr, 0, rows);
  return rows;
}

std::vector<const Await*> ends_of(const TaskState& task, const World& world) {
  std::vector<const Await*> ends;
  for (const Await& await : task.awaits) {
    const ResourceState* resource =
        await.kind == AwaitKind::once ? world.resource(static_cast<ResourceId>(await.object)) : nullptr;
    if (is_end(task, await) && !(resource && resource->held_by(task.id))) ends.push_back(&await);
  }
  return ends;
}

bool are_both_needed(const TaskState& task, const Await& one, const Await& other) {
  for (const Await* a = await_above(task, one); a; a = await_above(task, *a)) {
    for (const Await* b = await_above(task, other); b; b = await_above(task, *b)) {
      if (a == b) return a->kind == AwaitKind::all;
    }
  }
  return false;
}

}  // namespace loopglass
