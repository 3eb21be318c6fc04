// Ways to a moment: carries out the commands that run to a target, mark a moment or go back to one, and keeps
// what they share among runs: the target chosen last, the breakpoints of each scenario, and the bookmarks of
// runs by their recipes. Those of a run on the real clock are of that run alone: no other has its moments.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/session/remembered.hpp"
#include "app/views/viewing.hpp"

namespace loopglass {

class Jumping {
 public:
  /// Where playing stops, in every run of the scenario.
  const std::vector<Target>& stops() const { return stops_; }

  /// What was kept in another session. Call it before enter().
  void recall(const Remembered& remembered);
  /// Puts what is marked in the run that is watched to what was marked in others.
  void keep(const Viewing& viewing, Remembered& remembered);

  /// The run that is watched gives way to another: keeps its bookmarks.
  void leave(const Viewing& viewing);
  /// Another run is watched: it has the bookmarks that its recipe had, and the breakpoints of its scenario.
  void enter(Viewing& viewing);

  // Each moves the viewer, and returns what there is to say about it: nothing if it did what was asked.
  std::string carry_out(const command::RunTo& run, Viewing& viewing);
  std::string carry_out(const command::RunAgain& run, Viewing& viewing);
  std::string carry_out(const command::RunToBreakpoint& run, Viewing& viewing);
  std::string carry_out(const command::ToggleBreakpoint& toggled, Viewing& viewing);
  std::string carry_out(const command::Revisit& revisit, Viewing& viewing);
  std::string carry_out(const command::SetBookmark& set, Viewing& viewing);
  std::string carry_out(const command::GoToBookmark& go, Viewing& viewing);
  std::string carry_out(const command::RemoveBookmark& removed, Viewing& viewing);
  std::string carry_out(const command::WriteNote& write, Viewing& viewing);
  std::string carry_out(const command::LookFor& look, Viewing& viewing);
  std::string carry_out(const command::FindAll& find, Viewing& viewing);
  std::string carry_out(const command::RunToFound& run, Viewing& viewing);

  /// Why playing stopped at this event: the breakpoints that match it.
  std::string why_stopped(const Viewing& viewing) const;

 private:
  std::vector<Target> stops_;
  Target last_ = Happening::wake;
  std::string scenario_;
  std::map<std::string, Bookmarks> kept_;                  // by recipe
  std::map<std::string, std::vector<Target>> kept_stops_;  // by scenario
};

}  // namespace loopglass
