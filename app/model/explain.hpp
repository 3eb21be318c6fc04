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

/// Tells a run from its first event on, leaving out what only serves the event that follows it. The trace may
/// grow meanwhile.
class Storyteller {
 public:
  /// Borrows the trace.
  explicit Storyteller(const Trace& trace) : trace_(trace) {}

  /// Goes on to the end of the trace as it is now. `warnings` are all that its events have led to.
  std::vector<StoryLine> go_on(const std::vector<Warning>& warnings);

 private:
  const Trace& trace_;
  Names names_;
  World world_;
  std::size_t warnings_told_ = 0;
};

/// The whole story of a trace.
std::vector<StoryLine> tell(const Trace& trace, const std::vector<Warning>& warnings);

}  // namespace loopglass
