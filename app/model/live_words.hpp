// What a run that goes on at this moment is doing, in words: what holds the loop and since when, or what it
// waits for.
#pragma once
#include <optional>
#include <string>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

/// What holds the loop's thread for longer than a glance.
struct Held {
  TaskId task{};
  bool blocks = false;  // in a blocking call; else it computes, or is polled without end
  Duration lasts{};
  SiteId site{};  // none where the run does not say
};

/// None while no poll lasts for long. `now` is at or after the world's time.
std::optional<Held> held(const World& world, Instant now);

/// A sentence, such as "reader blocks the thread for 1.2 s now (blocking.cpp:31): nothing else can run, and 3
/// tasks are ready."
std::string live_words(const World& world, const Trace& trace, const Names& names, Instant now);

}  // namespace loopglass
