#include "app/model/await_stack.hpp"

#include <algorithm>
#include <iterator>

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

bool is_group(AwaitKind kind) {
  return kind == AwaitKind::all || kind == AwaitKind::any || kind == AwaitKind::timeout;
}

StackRow branch_row(const Event& began, EventNumber n) {
  return {.await = {static_cast<AwaitKind>(began.extra), began.subject, static_cast<FutureId>(began.value),
                    began.site, static_cast<EventIndex>(n)},
          .is_end = true,
          .branch = StackRow::Branch::pending};
}

/// Puts the branches that the world has forgotten back to those that it knows.
class Stack {
 public:
  Stack(const Trace& trace, const World& world, const TaskState& task) : task_(task) {
    look_back(trace, world.position);
  }

  std::vector<StackRow> rows() {
    add_below(nullptr, 0);
    std::ranges::copy_if(branches_, std::back_inserter(rows_),
                         [](const StackRow& row) { return row.branch == idle; });
    return std::move(rows_);
  }

 private:
  static constexpr auto idle = StackRow::Branch::idle;

  /// One pass over what the task did: the branches of the groups that it awaits now, and the futures that
  /// stayed half-way when their group ended.
  void look_back(const Trace& trace, EventNumber position) {
    for (EventNumber n = 1; n <= std::min(position, trace.size()); ++n) {
      const Event& e = trace[n];
      if (e.task != task_.id) continue;
      if (e.kind == EventKind::await_began) {
        begin(e, n);
      } else if (e.kind == EventKind::await_ended || e.kind == EventKind::future_dropped) {
        end(e, n);
      }
    }
    std::erase_if(branches_, [&](const StackRow& row) {
      return std::ranges::find(task_.awaits, row.await) != task_.awaits.end();
    });
  }

  void begin(const Event& e, EventNumber n) {
    const auto kind = static_cast<AwaitKind>(e.extra);
    if (kind == AwaitKind::future) {
      std::erase_if(branches_, [&](const StackRow& r) { return is_of(r, e.subject) && r.branch == idle; });
    }
    if (is_group(kind)) {
      groups_.push_back(e.subject);
    } else if (std::ranges::find(groups_, e.value) != groups_.end()) {
      branches_.push_back(branch_row(e, n));
    }
  }

  void end(const Event& e, EventNumber n) {
    const auto kind = static_cast<AwaitKind>(e.extra);
    if (e.kind == EventKind::future_dropped) {
      std::erase_if(branches_, [&](const StackRow& r) { return is_of(r, e.subject) && r.branch == idle; });
      for (StackRow& row : branches_) {
        if (is_of(row, e.subject) && row.ended == 0) row.ended = n, row.branch = StackRow::Branch::dropped;
      }
    } else if (is_group(kind)) {
      end_group(e.subject);
    } else {
      for (StackRow& row : branches_) {
        if (row.await.kind == kind && row.await.object == e.subject && raw(row.await.by) == e.value &&
            row.ended == 0)
          row.ended = n, row.branch = StackRow::Branch::ready;
      }
    }
  }

  /// A future that has not come to its end lives on where its owner keeps it; nothing polls it now.
  void end_group(std::uint32_t group) {
    std::erase(groups_, group);
    std::erase_if(branches_, [&](const StackRow& row) {
      return raw(row.await.by) == group && (row.ended != 0 || row.await.kind != AwaitKind::future);
    });
    for (StackRow& row : branches_) {
      if (raw(row.await.by) == group) row.branch = idle;
    }
  }

  static bool is_of(const StackRow& row, std::uint32_t future) {
    return row.await.kind == AwaitKind::future && row.await.object == future;
  }

  void add_below(const Await* above, int depth) {
    // A damaged trace may close a ring.
    if (depth > static_cast<int>(task_.awaits.size())) return;
    const bool in_group = above && is_group(above->kind);
    std::vector<StackRow> below;
    for (const Await& await : task_.awaits) {
      if (await_above(task_, await) != above) continue;
      below.push_back({.await = await,
                       .depth = depth,
                       .is_end = is_end(task_, await),
                       .branch = in_group ? StackRow::Branch::pending : StackRow::Branch::none});
    }
    for (const StackRow& row : branches_) {
      if (!in_group || raw(row.await.by) != above->object || row.ended == 0) continue;
      below.push_back(row);
      below.back().depth = depth;
    }
    std::ranges::sort(below, {}, [](const StackRow& row) { return row.await.since; });
    for (const StackRow& row : below) {
      rows_.push_back(row);
      const auto it = std::ranges::find(task_.awaits, row.await);
      if (it != task_.awaits.end() && waits_inside(it->kind)) add_below(&*it, depth + 1);
    }
  }

  const TaskState& task_;
  std::vector<std::uint64_t> groups_;  // those that are awaited
  std::vector<StackRow> branches_;
  std::vector<StackRow> rows_;
};

}  // namespace

std::vector<StackRow> stack_rows(const Trace& trace, const World& world, TaskId task) {
  const TaskState* state = world.task(task);
  return state ? Stack(trace, world, *state).rows() : std::vector<StackRow>{};
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

PollStage poll_stage(const TaskState& task) {
  const Await* innermost = task.innermost_await();
  if (!innermost || innermost->kind == AwaitKind::future) return PollStage::runs;
  const bool is_new = std::ranges::any_of(
      task.awaits, [&](const Await& a) { return a.since > task.last_poll && a.kind != AwaitKind::future; });
  return is_new ? PollStage::awaits : PollStage::asks_again;
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
