#include "app/views/jumping.hpp"

#include <algorithm>

#include "app/session/stopping_line.hpp"

namespace loopglass {
namespace {

std::string recipe_of(const Viewing& viewing) {
  Recipe recipe = viewing.run().order().recipe();
  recipe.position.reset();
  return recipe.text();
}

/// " of reader", " at line 42", " of this kind: a task is woken".
std::string which(const Target& target) {
  if (std::holds_alternative<TaskTarget>(target)) return " of " + words_of(target);
  if (std::holds_alternative<LineTarget>(target)) return " at " + words_of(target);
  return " of this kind: " + words_of(target);
}

/// Of a run that is still recorded, nobody knows what comes.
std::string none_there(const Viewing& viewing, const std::string& what, int direction) {
  if (direction < 0) return "There is no earlier " + what + ".";
  return (viewing.run().is_over() ? "There is no later " : "So far there is no later ") + what + ".";
}

}  // namespace

void Jumping::recall(const Remembered& remembered) {
  kept_ = remembered.bookmarks;
  kept_stops_ = remembered.breakpoints;
}

void Jumping::keep(const Viewing& viewing, Remembered& remembered) {
  leave(viewing);
  remembered.bookmarks = kept_;
  remembered.breakpoints = kept_stops_;
}

void Jumping::leave(const Viewing& viewing) {
  if (stops_.empty()) {
    kept_stops_.erase(scenario_);
  } else {
    kept_stops_[scenario_] = stops_;
  }
  if (viewing.run().clock() == ClockKind::real_time) return;
  if (!viewing.waypoints().bookmarks.all().empty()) {
    kept_[recipe_of(viewing)] = viewing.waypoints().bookmarks;
  } else {
    kept_.erase(recipe_of(viewing));
  }
}

void Jumping::enter(Viewing& viewing) {
  const std::string& scenario = viewing.run().order().scenario->name;
  if (scenario_ != scenario) {
    const auto kept = kept_stops_.find(scenario);
    stops_ = kept == kept_stops_.end() ? std::vector<Target>() : kept->second;
  }
  scenario_ = scenario;
  if (viewing.run().clock() == ClockKind::real_time) return;
  if (const auto kept = kept_.find(recipe_of(viewing)); kept != kept_.end())
    viewing.waypoints().bookmarks = kept->second;
}

std::string Jumping::carry_out(const command::RunTo& run, Viewing& viewing) {
  last_ = run.target;
  const EventNumber n =
      find_match(run.target, viewing.run().chronicle(), viewing.playback().at(), run.direction);
  if (n == 0) return none_there(viewing, "event" + which(run.target), run.direction);
  viewing.jump(n);
  return "";
}

std::string Jumping::carry_out(const command::RunAgain& run, Viewing& viewing) {
  return carry_out(command::RunTo{last_, run.direction}, viewing);
}

std::string Jumping::carry_out(const command::RunToBreakpoint& run, Viewing& viewing) {
  if (stops_.empty()) return "There is no breakpoint. Click a line number, or choose one in Go to (G).";
  const Breakpoints& breakpoints = viewing.waypoints().breakpoints;
  const EventNumber at = viewing.playback().at();
  const EventNumber n = run.direction > 0 ? breakpoints.next(at) : breakpoints.previous(at);
  if (n == 0) return none_there(viewing, "event with a breakpoint", run.direction);
  viewing.jump(n);
  return "";
}

std::string Jumping::carry_out(const command::ToggleBreakpoint& toggled, Viewing& viewing) {
  const Run& run = viewing.run();
  Target target = toggled.target;
  const auto is_set = [&] { return std::ranges::find(stops_, target) != stops_.end(); };
  // Nothing happens at an empty line: the next one is meant. One that is there all the same can be taken
  // away.
  std::uint32_t clicked = 0;
  if (auto* place = std::get_if<LineTarget>(&target);
      place && !is_set() && place->file == run.order().scenario->file) {
    const std::uint32_t line =
        stopping_line(*run.order().scenario, run.chronicle(), run.is_over(), place->line);
    if (line == 0) return "No line from " + std::to_string(place->line) + " on can stop this run.";
    if (line != place->line) clicked = std::exchange(place->line, line);
  }
  toggle(stops_, target);
  viewing.follow(stops_);
  if (clicked != 0) {
    return "Line " + std::to_string(clicked) + " has no code: the breakpoint at " + words_of(target) +
           (is_set() ? ", the next that can stop, is set." : " is taken away.");
  }
  if (!is_set() || !run.is_over() || find_match(target, run.chronicle(), 0, 1) != 0) return "";
  return "This run has no event" + which(target) + ", so it does not stop there.";
}

std::string Jumping::carry_out(const command::Revisit& revisit, Viewing& viewing) {
  if (viewing.revisit(revisit.direction)) return "";
  return revisit.direction < 0 ? "There is no jump to go back from." : "There is no jump to go forward to.";
}

std::string Jumping::carry_out(const command::SetBookmark&, Viewing& viewing) {
  viewing.playback().pause();
  const Position place = viewing.place();
  const auto* time = std::get_if<Instant>(&place);
  const EventNumber at = viewing.playback().at();
  viewing.waypoints().bookmarks.set(at, time ? *time : at > 0 ? viewing.trace()[at].time() : Instant());
  return "";
}

std::string Jumping::carry_out(const command::GoToBookmark& go, Viewing& viewing) {
  const auto& all = viewing.waypoints().bookmarks.all();
  if (go.bookmark < all.size()) viewing.jump(position_of(all[go.bookmark], viewing.trace()));
  return "";
}

std::string Jumping::carry_out(const command::RemoveBookmark& removed, Viewing& viewing) {
  Bookmarks& bookmarks = viewing.waypoints().bookmarks;
  if (removed.bookmark < bookmarks.all().size()) bookmarks.remove(removed.bookmark);
  return "";
}

std::string Jumping::carry_out(const command::WriteNote& write, Viewing& viewing) {
  Bookmarks& bookmarks = viewing.waypoints().bookmarks;
  if (write.bookmark < bookmarks.all().size()) bookmarks.write(write.bookmark, write.note);
  return "";
}

std::string Jumping::carry_out(const command::LookFor& look, Viewing& viewing) {
  viewing.waypoints().finder.look_for(look.words);
  return "";
}

std::string Jumping::carry_out(const command::FindAll& find, Viewing& viewing) {
  viewing.waypoints().finder.take_all(find.all);
  return "";
}

std::string Jumping::carry_out(const command::RunToFound& run, Viewing& viewing) {
  const EventNumber n = viewing.waypoints().finder.next(viewing.playback().at(), run.direction);
  if (n != 0 && n != viewing.playback().at()) viewing.jump(n);
  return "";
}

std::string Jumping::why_stopped(const Viewing& viewing) const {
  std::string words;
  for (const Target& target : stops_) {
    if (!matches(target, viewing.run().chronicle(), viewing.playback().at())) continue;
    words += (words.empty() ? "" : ", ") + words_of(target);
  }
  return "Breakpoint: " + words;
}

}  // namespace loopglass
