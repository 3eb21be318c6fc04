#include "app/model/seats.hpp"

#include <algorithm>

#include "app/model/sharing.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_futures = 4096;

/// Whether it waits for something that has no place of its own in a picture.
bool waits_in_the_room(const TaskState& task) {
  const Await* await = task.innermost_await();
  if (task.status != TaskStatus::waiting || !await || is_resource(await->kind) || is_source(await->kind))
    return false;
  return std::ranges::none_of(task.awaits, [](const Await& a) {
    return a.kind == AwaitKind::timer || a.kind == AwaitKind::interval;
  });
}

bool is_unpolled(const World& world, FutureId future) {
  const auto it = world.unpolled.partition_point([&](FutureId f) { return raw(f) < raw(future); });
  return it != world.unpolled.end() && *it == future;
}

}  // namespace

void Seats::note(std::vector<std::uint8_t>& numbers, std::size_t id, std::uint8_t number) {
  if (numbers.size() < id) numbers.resize(id, none);
  numbers[id - 1] = number;
}

std::uint8_t Seats::take(const World& world, Sitter sitter) {
  const auto free = std::ranges::find_if(sitters_, [&](const Sitter& s) {
    if (s.future != FutureId::none) return !is_unpolled(world, s.future);
    const TaskState* task = world.task(s.task);
    return !task || task->is_done();
  });
  if (free == sitters_.end()) return none;
  *free = sitter;
  return static_cast<std::uint8_t>(free - sitters_.begin());
}

void Seats::observe(const World& after, const Event& event) {
  switch (event.kind) {
    case EventKind::poll_ended: {
      const TaskState* task = after.task(event.task);
      if (!task || !waits_in_the_room(*task)) return;
      const std::size_t id = raw(task->id);
      if (asked_.size() < id) asked_.resize(id);
      if (asked_[id - 1]) return;
      asked_[id - 1] = true;
      note(tasks_, id, take(after, {.task = task->id}));
      return;
    }
    case EventKind::future_created:
      if (event.subject > 0 && event.subject <= most_futures)
        note(futures_, event.subject, take(after, {.future = static_cast<FutureId>(event.subject)}));
      return;
    case EventKind::resource_created: {
      // In a damaged trace there may be no such resource.
      if (!after.resource(static_cast<ResourceId>(event.subject))) return;
      const auto free = std::ranges::find_if(cards_, [&](ResourceId id) {
        const ResourceState* resource = after.resource(id);
        return !resource || is_over(*resource);
      });
      if (free == cards_.end()) return;
      *free = static_cast<ResourceId>(event.subject);
      note(resources_, event.subject, static_cast<std::uint8_t>(free - cards_.begin()));
      return;
    }
    default: return;
  }
}

}  // namespace loopglass
