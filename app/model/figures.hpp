// A run in figures: what it cost, and who had to wait. Two runs are compared by these.
//
// Figures are drawn from the events alone. Those of a run that goes on say how far it has come.
#pragma once
#include <string>
#include <vector>

#include "app/model/chronicle.hpp"

namespace loopglass {

struct TaskFigures {
  TaskId task{};
  std::string name;
  TaskStatus status{};
  std::uint64_t polls = 0;
  std::uint64_t wakes = 0;
  std::uint64_t self_wakes = 0;
  Duration busy{};
  Duration queued{};
  Duration idle{};
  Duration longest_poll{};
  Duration longest_queued{};  // the longest time in the ready queue before one poll
  Duration latest_timer{};    // how late the latest of its timers fired
  std::uint64_t late_timers = 0;
};

/// The worst of all tasks in one thing. Of several that are equally bad it is the first.
struct Worst {
  Duration span{};
  std::string task;       // empty if no task has any of it
  EventNumber event = 0;  // that ended it
  std::size_t tasks = 0;  // how many tasks have any of it
};

struct Figures {
  RunResult result{};  // meaningful once `ended`
  bool ended = false;
  Duration duration{};
  EventNumber events = 0;
  std::uint64_t polls = 0;
  std::uint64_t wakes = 0;
  std::uint64_t self_wakes = 0;
  std::uint64_t turns = 0;
  std::size_t returned = 0;  // tasks by how they ended
  std::size_t cancelled = 0;
  std::size_t panicked = 0;
  std::uint64_t late_timers = 0;      // how many fired after they were due
  Worst late_timer;                   // from when a timer was due to when it fired
  Worst queueing;                     // from when a task was ready to its poll
  Worst longest_poll;                 // drops count, too: they hold the loop as polls do
  std::vector<std::string> warnings;  // their texts
  std::vector<std::string> output;    // the lines
  std::vector<TaskFigures> tasks;     // by id
};

Figures figures_of(const Chronicle& chronicle);

/// With so many figures at most, three being what a column has room for as a rule: "1.23 ms".
std::string in_short(Duration d, int figures = 3);

/// The sums of a task at a moment, the stretch included that it is in.
struct Spans {
  Duration busy{};
  Duration queued{};
  Duration idle{};
  Duration longest_poll{};
};
Spans spans_of(const TaskState& task, Instant now);

/// Of all tasks together, at a moment.
struct LoopFigures {
  Duration busy{};  // somebody is polled
  Duration longest_poll{};
  std::uint64_t self_wakes = 0;
  std::size_t done = 0;
};
LoopFigures loop_figures(const World& world, Instant now);

}  // namespace loopglass
