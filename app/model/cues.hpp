// Where the cues of a scenario are in one run.
//
// Invariant: a cue is at the event it describes, whatever the parameters; one that has not come is nowhere.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

/// Whether an event is one that a cue describes, apart from its count.
bool fits(const Cue& cue, const Trace& trace, const Names& names, const Event& event);

/// The event of a cue; none if it does not come. `names` knows all tasks of the trace.
std::optional<EventNumber> find_cue(const Cue& cue, const Trace& trace, const Names& names);

/// A note at its place. It speaks of the present from its event to the end of the poll or the work in which
/// that happens, and of the past afterwards.
struct PlacedNote {
  EventNumber at = 0;
  EventNumber until = 0;  // the last event at which it speaks of the present, as far as the run is known
  std::string text;

  bool is_of(EventNumber n) const { return at <= n && n <= until; }
};

/// The notes of a scenario in a run that may still grow.
class Notes {
 public:
  /// Borrows the scenario. Takes the notes of this variant.
  Notes(const Scenario& scenario, std::string_view variant);

  /// Takes in the events that are new. `names` knows their tasks.
  void catch_up(const Trace& trace, const Names& names);
  /// In the order of the run.
  const std::vector<PlacedNote>& all() const { return placed_; }
  /// The note that is the latest at position n; null before the first.
  const PlacedNote* at(EventNumber n) const;

 private:
  struct Open {
    const Note* note;
    int left;  // how many events that fit are still to come
  };
  std::vector<Open> open_;
  std::vector<PlacedNote> placed_;
  EventNumber seen_ = 0;
  std::size_t past_ = 0;  // so many of those that are placed speak of the past
};

}  // namespace loopglass
