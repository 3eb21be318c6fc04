#include "app/model/live_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace loopglass {
namespace {

using namespace std::chrono_literals;

constexpr Duration noticeable = 50ms;  // shorter states flicker by

/// So that a figure that grows can be read: 1.23 s, 250 ms.
std::string growing(Duration d) { return to_text(d - d % Duration(10ms)); }

std::string place(const Trace& trace, SiteId id) {
  const Site& site = trace.site(id);
  if (site.line == 0) return "";
  return fmt::format(" ({}:{})", site.file.substr(site.file.rfind('/') + 1), site.line);
}

std::string ready_words(std::size_t ready) {
  if (ready == 0) return "nothing else can run";
  return fmt::format("nothing else can run, and {} {} ready", ready, ready == 1 ? "task is" : "tasks are");
}

std::string waits(const World& world, Instant now) {
  std::string text = "The loop waits: no task is ready.";
  if (world.has_park_deadline && world.park_deadline > now)
    text += " Its next timer is due in " + growing(world.park_deadline - now) + ".";
  const auto running = std::ranges::count_if(world.workers, [](JobId job) { return job != JobId::none; });
  if (running > 0)
    text += fmt::format(" {} on the worker threads.", running == 1 ? "A job runs" : "Jobs run");
  if (!world.has_park_deadline && running == 0 && !world.sources.empty())
    text += " Something outside has to happen first.";
  return text;
}

}  // namespace

std::optional<Held> held(const World& world, Instant now) {
  if (world.polling == TaskId::none) return std::nullopt;
  Held held{.task = world.polling};
  if (world.occupied) {
    held.blocks = world.occupation.kind == WorkKind::block;
    held.lasts = now - world.occupation.since;
    held.site = world.occupation.site;
  } else if (const TaskState* task = world.task(world.polling)) {
    held.lasts = now - task->since;
    if (const Await* await = task->innermost_await()) held.site = await->site;
  }
  if (held.lasts < noticeable) return std::nullopt;
  return held;
}

std::string live_words(const World& world, const Trace& trace, const Names& names, Instant now) {
  if (const auto holds = held(world, now)) {
    const std::string name = names.task(holds->task);
    const std::string since = growing(holds->lasts);
    const std::string where = place(trace, holds->site);
    if (holds->blocks) {
      return fmt::format("{} blocks the thread for {} now{}: {}.", name, since, where,
                         ready_words(world.ready.size()));
    }
    if (world.occupied)
      return fmt::format("{} computes for {} now{}: {}.", name, since, where,
                         ready_words(world.ready.size()));
    return fmt::format("One poll of {} lasts for {} now{}: {}.", name, since,
                       where.empty() ? "" : ", last seen at" + where, ready_words(world.ready.size()));
  }
  if (world.parked && now - world.now >= noticeable) return waits(world, now);
  return fmt::format("The loop goes on: {} polls so far, {} {} ready.", world.polls, world.ready.size(),
                     world.ready.size() == 1 ? "task" : "tasks");
}

}  // namespace loopglass
