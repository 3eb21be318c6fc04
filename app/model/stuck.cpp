#include "app/model/stuck.hpp"

#include <algorithm>
#include <vector>

#include "app/model/await_stack.hpp"
#include "app/model/wait_cycle.hpp"

namespace loopglass {
namespace {

/// The first thing that the task waits for; null if it does not say.
const Await* wanted(const TaskState& task, const World& world) {
  const std::vector<const Await*> ends = ends_of(task, world);
  return ends.empty() ? nullptr : ends.front();
}

bool waits_for_a_task(const TaskState& task, const World& world) {
  const Await* await = wanted(task, world);
  return await && await->kind == AwaitKind::join;
}

std::string waits(const TaskState& task, const World& world, const Names& names) {
  const Await* await = wanted(task, world);
  return names.task(task.id) + " waits for " +
         (await ? names.object(await->kind, await->object) : std::string("something that never comes"));
}

/// ", which bob has and never gives back", or that nobody is left. Nothing where it is a task, whose own wait
/// says it.
std::string why_it_never_comes(const TaskState& task, const World& world, const Names& names) {
  const Await* await = wanted(task, world);
  const auto nobody = [](const char* gives) {
    return std::string(", and nobody who could ") + gives + " can run any more";
  };
  if (!await) return nobody("wake it");
  switch (await->kind) {
    case AwaitKind::join: return "";
    case AwaitKind::token: return nobody("cancel it");
    case AwaitKind::channel_send: return nobody("receive from it");
    case AwaitKind::channel_receive: return nobody("send into it");
    case AwaitKind::notify: return nobody("notify it");
    case AwaitKind::barrier: return ", and no other task can come to it any more";
    case AwaitKind::lock:
    case AwaitKind::semaphore:
    case AwaitKind::once: break;
    default: return nobody("wake it");
  }
  const ResourceState* resource = world.resource(static_cast<ResourceId>(await->object));
  if (!resource || resource->holders.empty()) return nobody("give it");
  const TaskId holder = resource->holders.front().task;
  return holder == task.id ? ", which it holds itself"
                           : ", which " + names.task(holder) + " holds and never gives back";
}

/// Those that wait; first those that wait for something else than a task.
std::vector<const TaskState*> all_stuck(const World& world) {
  std::vector<const TaskState*> all;
  for (const bool for_a_task : {false, true}) {
    for (const TaskState& task : world.tasks) {
      if (task.status == TaskStatus::waiting && waits_for_a_task(task, world) == for_a_task)
        all.push_back(&task);
    }
  }
  return all;
}

}  // namespace

bool gets_stuck(const Event& event) {
  return event.kind == EventKind::shutdown_began &&
         static_cast<RunResult>(event.detail) == RunResult::deadlock;
}

EventNumber stuck_at(const Trace& trace) {
  // Only what drops the tasks comes behind it.
  for (EventNumber n = trace.size(); n > 0 && trace[n].kind != EventKind::parked; --n) {
    if (gets_stuck(trace[n])) return n;
  }
  return 0;
}

std::string who_is_stuck(const World& world, const Names& names) {
  if (const WaitCycle cycle = find_wait_cycle(world, Certainty::possible); !cycle.empty())
    return describe(cycle, names);
  constexpr std::size_t most = 2;
  const std::vector<const TaskState*> all = all_stuck(world);
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text += (i == 0 ? "" : "; ") + waits(*all[i], world, names) + why_it_never_comes(*all[i], world, names);
  if (const std::size_t more = all.size() - std::min(all.size(), most); more > 0)
    text += "; and " + std::to_string(more) + (more == 1 ? " more task waits" : " more tasks wait");
  return text;
}

std::string first_stuck(const World& world, const Names& names) {
  const std::vector<const TaskState*> all = all_stuck(world);
  return all.empty() ? "" : waits(*all.front(), world, names);
}

std::string who_is_stuck_in_brief(const World& world, const Names& names) {
  constexpr std::size_t most_named = 3;
  const WaitCycle cycle = find_wait_cycle(world, Certainty::possible);
  if (cycle.size() > most_named)
    return std::to_string(cycle.size()) + " tasks wait for one another in a ring";
  if (cycle.size() > 1) {
    std::string text = names.task(cycle.front().task);
    for (std::size_t i = 1; i < cycle.size(); ++i)
      text += (i + 1 < cycle.size() ? ", " : " and ") + names.task(cycle[i].task);
    return text + (cycle.size() == 2 ? " wait for each other" : " wait for one another");
  }
  const std::string first = first_stuck(world, names);
  const std::size_t all = all_stuck(world).size();
  if (all < 2) return first;
  return first + ", and " + std::to_string(all - 1) + (all == 2 ? " more waits" : " more wait");
}

}  // namespace loopglass
