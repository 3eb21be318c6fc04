#include "app/model/wait_cycle.hpp"

#include <algorithm>
#include <unordered_set>

namespace loopglass {
namespace {

/// One task keeps another from going on.
struct Edge {
  WaitLink link;
  TaskId to{};
};

bool may_be_blocked(const TaskState& task) {
  return task.status == TaskStatus::waiting || task.status == TaskStatus::polling;
}

/// Whether the locks and the task that it waits for are the only thing that can wake it: no timeout, no
/// choice.
bool has_one_way(const TaskState& task) {
  const auto is_wait = [](const Await& a) { return a.kind != AwaitKind::future; };
  return std::ranges::count_if(task.awaits, is_wait) == 1;
}

class Ring {
 public:
  Ring(const World& world, Certainty certainty) : w_(world), certainty_(certainty) {}

  /// The shortest way from `start` back to it, breadth first.
  WaitCycle through(TaskId start) const {
    struct Step {
      Edge edge;
      std::size_t before;
    };
    constexpr std::size_t none = ~std::size_t{0};
    std::vector<Step> steps;
    std::unordered_set<TaskId> seen;
    const auto go_on = [&](TaskId from, std::size_t before) {
      for (const Edge& edge : edges(from)) {
        if (w_.task(edge.to) && seen.insert(edge.to).second) steps.push_back({edge, before});
      }
    };
    go_on(start, none);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].edge.to != start) {
        go_on(steps[i].edge.to, i);
        continue;
      }
      WaitCycle cycle;
      for (std::size_t at = i; at != none; at = steps[at].before) cycle.push_back(steps[at].edge.link);
      std::ranges::reverse(cycle);
      return cycle;
    }
    return {};
  }

 private:
  std::vector<Edge> edges(TaskId id) const {
    std::vector<Edge> found;
    const TaskState* task = w_.task(id);
    if (!task || !may_be_blocked(*task)) return found;
    if (certainty_ == Certainty::certain && !has_one_way(*task)) return found;
    for (const Await& await : task->awaits) {
      if (await.kind == AwaitKind::join) {
        found.push_back(
            {{id, await.kind, await.object, await.since, true}, static_cast<TaskId>(await.object)});
      } else if (is_resource(await.kind)) {
        if (const ResourceState* resource = w_.resource(static_cast<ResourceId>(await.object))) {
          keepers(*resource, id, found);
        }
      }
    }
    return found;
  }

  /// Who has to give the resource back, or be served, before the task is.
  void keepers(const ResourceState& resource, TaskId id, std::vector<Edge>& found) const {
    const Waiter* waiter = resource.waited_for_by(id);
    if (!waiter) return;
    // Any of the holders of a semaphore's permits may do.
    if (resource.kind == ResourceKind::semaphore && certainty_ == Certainty::certain) return;
    const auto in_the_way = [&](Access other) {
      return resource.kind == ResourceKind::semaphore || waiter->access == Access::exclusive ||
             other == Access::exclusive;
    };
    const WaitLink link{id, waiter->kind, raw(resource.id), waiter->event, true};
    for (const Holder& holder : resource.holders) {
      if (in_the_way(holder.access)) found.push_back({link, holder.task});
    }
    if (resource.kind == ResourceKind::once_cell) return;
    for (const Waiter& ahead : resource.waiters) {
      if (&ahead == waiter) break;
      if (!in_the_way(ahead.access)) continue;
      found.push_back({link, ahead.task});
      found.back().link.holds = false;
    }
  }

  const World& w_;
  Certainty certainty_;
};

}  // namespace

WaitCycle wait_cycle_of(const World& world, TaskId task, Certainty certainty) {
  return Ring(world, certainty).through(task);
}

WaitCycle find_wait_cycle(const World& world, Certainty certainty) {
  const Ring ring(world, certainty);
  for (const TaskState& task : world.tasks) {
    if (!may_be_blocked(task)) continue;
    if (WaitCycle cycle = ring.through(task.id); !cycle.empty()) return cycle;
  }
  return {};
}

std::string describe(const WaitCycle& cycle, const Names& names) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const WaitLink& link = cycle[i];
    const bool is_itself = cycle.size() == 1;
    const std::string next = is_itself ? "it" : names.task(cycle[(i + 1) % cycle.size()].task);
    text +=
        (i == 0 ? "" : "; ") + names.task(link.task) + " waits for " +
        (link.kind == AwaitKind::join && is_itself ? "its own end" : names.object(link.kind, link.object));
    if (link.kind == AwaitKind::join) continue;
    text += link.holds ? ", which " + next + " holds" + (is_itself ? " itself" : "")
                       : ", where " + next + " stands before it";
  }
  return text;
}

}  // namespace loopglass
