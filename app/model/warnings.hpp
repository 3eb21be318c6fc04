// Warnings: what a run does that would hurt in a real program, each with its evidence.
//
// Invariant: a warning is drawn from the events alone and is never false; where it is not sure, it is silent.
#pragma once
#include <string>
#include <vector>

#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {

struct Warning {
  std::string id;            // for programs: "blocked-loop", "wait-cycle"
  TaskId task{};             // who did it
  std::string text;          // one sentence: what happened, and to whom
  EventNumber event = 0;     // where it became certain
  EventNumber evidence = 0;  // where it began
  SiteId site{};             // the line that did it, if it is known
};

/// A poll longer than this holds up the loop noticeably: the limit that asyncio's debug mode uses, too.
/// https://docs.python.org/3/library/asyncio-dev.html#debug-mode
inline constexpr Duration blocked_loop_limit = std::chrono::milliseconds(100);

/// Finds polls (and drops) that hold the loop past the limit, and says how many other tasks had to wait
/// meanwhile: those that were ready, and those whose timers came due. Finds tasks that wait for one another
/// in a ring, as soon as it closes.
class Warnings {
 public:
  /// Takes in the next event; `before` is the world without it.
  void observe(const World& before, const Event& event, const Names& names);

  const std::vector<Warning>& all() const { return all_; }

 private:
  void judge(const World& before, const Event& event, const Names& names, const std::string& how);

  void judge_wait(const World& before, const Event& event, const Names& names);

  SiteId longest_site_{};
  Duration longest_{};
  std::vector<Warning> all_;
};

}  // namespace loopglass
