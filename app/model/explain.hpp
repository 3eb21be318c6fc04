// A run in words: one plain sentence for an event, with its cause and its effect, in the words of the field.
#pragma once
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/warnings.hpp"
#include "app/model/world.hpp"

namespace loopglass {

/// What the event does, and why. `before` is the world it finds. Present tense, ends with a full stop.
std::string explain(const Trace& trace, const Names& names, const World& before, const Event& event);

/// One line of a story: an event of meaning with its sentence.
struct StoryLine {
  EventNumber event = 0;
  Instant time{};
  std::string text;
  bool is_warning = false;
};

/// The run told from the first event to the last, leaving out what only serves the event that follows it.
std::vector<StoryLine> tell(const Trace& trace, const std::vector<Warning>& warnings);

}  // namespace loopglass
