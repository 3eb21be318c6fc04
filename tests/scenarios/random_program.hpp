// A program that is made up from a seed: tasks that sleep, compute, share, send, wait for one another, spawn,
// panic and are aborted, have work done by other threads, and talk over the network in memory. Played under
// any schedule, and looked at while and after it runs.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/schedule.hpp"

namespace loopglass {

struct RandomProgram {
  std::uint64_t seed = 0;
  Schedule schedule{};
  /// Calm: nobody is aborted, and every wait has somebody who ends it. So every task must come to its end,
  /// and a wake that is lost is found out. Wild: tasks are aborted at any moment, by others and from
  /// outside, and the executor may be dropped in the middle of it all.
  bool wild = false;
};

struct ProgramOutcome {
  std::uint64_t hash = 0;
  std::size_t events = 0;
  std::size_t tasks = 0;
  /// What was wrong, in words: with the program's own books, with what was destroyed, with the trace.
  std::vector<std::string> faults;
};

/// Plays the program to its end.
ProgramOutcome play(const RandomProgram& program);

}  // namespace loopglass
