#include "app/model/cues.hpp"

#include <algorithm>

namespace loopglass {

bool fits(const Cue& cue, const Trace& trace, const Names& names, const Event& event) {
  if (event.kind != cue.kind) return false;
  if (!cue.task.empty() && (event.task == TaskId::none || names.task(event.task) != cue.task)) return false;
  if (cue.line.empty()) return true;
  return event.kind == EventKind::output &&
         trace.string(static_cast<StringId>(event.value)).starts_with(cue.line);
}

std::optional<EventNumber> find_cue(const Cue& cue, const Trace& trace, const Names& names) {
  int left = cue.nth;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (fits(cue, trace, names, trace[n]) && --left == 0) return n;
  }
  return std::nullopt;
}

namespace {

/// Whether a note that speaks of `then` does not speak of the present after this event. A poll that ends at
/// once is the poll of both.
bool is_later(const Event& then, const Event& event) {
  if (event.time() > then.time()) return true;
  switch (event.kind) {
    case EventKind::poll_began:
    case EventKind::poll_ended:
    case EventKind::turn_began:
    case EventKind::parked:
    case EventKind::work_ended: return true;
    default: return false;
  }
}

}  // namespace

Notes::Notes(const Scenario& scenario, std::string_view variant) {
  for (const Note& note : scenario.notes) {
    if (note.variant.empty() || note.variant == variant) open_.push_back({&note, note.cue.nth});
  }
}

void Notes::catch_up(const Trace& trace, const Names& names) {
  for (; seen_ < trace.size(); ++seen_) {
    const EventNumber n = seen_ + 1;
    for (std::size_t i = past_; i < placed_.size(); ++i) {
      PlacedNote& note = placed_[i];
      if (note.until + 1 == n && !is_later(trace[note.at], trace[n])) note.until = n;
    }
    while (past_ < placed_.size() && placed_[past_].until < n) ++past_;
    if (open_.empty()) continue;
    std::erase_if(open_, [&](Open& open) {
      if (!fits(open.note->cue, trace, names, trace[n]) || --open.left > 0) return false;
      placed_.push_back({n, n, open.note->text});
      return true;
    });
  }
}

const PlacedNote* Notes::at(EventNumber n) const {
  const auto after = std::ranges::upper_bound(placed_, n, {}, &PlacedNote::at);
  return after == placed_.begin() ? nullptr : &*(after - 1);
}

}  // namespace loopglass
