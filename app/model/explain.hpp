// An event in words: one plain sentence with its cause and its effect, in the words of the field.
#pragma once
#include <string>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

/// What the event does, and why. `before` is the world it finds. Present tense, one line, ends with a full
/// stop.
std::string explain(const Trace& trace, const Names& names, const World& before, const Event& event);

/// The task that this sentence begins with, or is about: who wakes another one, or else the event's task.
/// None if it is about the loop.
TaskId subject_of(const Event& event, const World& before);

}  // namespace loopglass
