#include "app/model/lateness.hpp"

namespace loopglass {
namespace {

constexpr EventNumber most_events = 20'000;  // looked at behind a timer

struct Poll {
  TaskId task{};
  Duration length{};
};

/// The longest poll that ended between when the timer was due and when it fired.
Poll longest_between(const Trace& trace, const Lateness& late) {
  Poll longest;
  Instant end = late.end;
  const EventNumber first = late.fired > most_events ? late.fired - most_events : 0;
  for (EventNumber n = late.fired; n > first; --n) {
    const Event& event = trace[n];
    if (event.kind == EventKind::poll_ended) end = event.time();
    if (end <= late.due) break;
    if (event.kind != EventKind::poll_began) continue;
    if (const Duration length = end - event.time(); length > longest.length) longest = {event.task, length};
  }
  return longest;
}

}  // namespace

std::optional<Lateness> worst_lateness(const Lane& lane, Instant now) {
  std::optional<Lateness> worst;
  for (const Lateness& late : lane.late) {
    if (late.end <= now && (!worst || late.end - late.due > worst->end - worst->due)) worst = late;
  }
  return worst;
}

std::string lateness_sentence(const Trace& trace, const Names& names, const Lateness& late) {
  std::string timer = Names::timer(static_cast<TimerId>(trace[late.fired].subject));
  if (!timer.empty() && timer[0] == 't') timer[0] = 'T';
  std::string text = timer + " was due at " + to_text(late.due) + " and fired at " + to_text(late.end) +
                     ", " + to_text(late.end - late.due) + " late";
  const Poll poll = longest_between(trace, late);
  if (poll.task == TaskId::none) return text + ".";
  return text + ": " + names.task(poll.task) + " had the thread for " + to_text(poll.length) + ".";
}

}  // namespace loopglass
