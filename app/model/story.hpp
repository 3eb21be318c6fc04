// A run in words, for the terminal and for a person who cannot see the picture: its events of meaning, one a
// line.
//
// Left out is what only serves the event that follows it: that a timer is set is told by "waits for timer 1,
// due at 200 ms", that it fires by the wake it causes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/warnings.hpp"
#include "app/model/world.hpp"

namespace loopglass {

/// An event of meaning with its sentence, or a warning at the event that made it certain.
struct StoryLine {
  EventNumber event = 0;
  Instant time{};
  std::string text;
  bool is_warning = false;
};

/// Tells a run from its first event on. The trace may grow meanwhile.
class Storyteller {
 public:
  /// Borrows the trace.
  explicit Storyteller(const Trace& trace) : trace_(trace) {}

  /// Goes on to the end of the trace as it is now. `warnings` are all that its events have led to.
  std::vector<StoryLine> go_on(const std::vector<Warning>& warnings);

 private:
  void tell_event(const Event& event, std::vector<StoryLine>& story);

  const Trace& trace_;
  Names names_;
  World world_;
  std::size_t warnings_told_ = 0;
  // A future that was made. It deserves a line unless it is awaited or spawned at once.
  std::optional<StoryLine> held_;
  FutureId held_future_{};
};

/// The whole story of a trace.
std::vector<StoryLine> tell(const Trace& trace, const std::vector<Warning>& warnings);

}  // namespace loopglass
