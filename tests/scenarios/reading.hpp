// Reads a played scenario: who was polled how often, woken by what, done when.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"

namespace loopglass {

using Lines = std::vector<std::string>;

/// Reads a played scenario.
class Reading {
 public:
  explicit Reading(Played played) : played_(std::move(played)) {}

  const Lines& output() const { return played_.output; }
  RunResult result() const { return played_.result; }
  const Trace& trace() const { return played_.trace; }
  Duration took() const { return trace()[trace().size()].time().time_since_epoch(); }

  TaskId task(std::string_view name) const {
    for (const Event& e : events(EventKind::task_spawned)) {
      if (trace().string(static_cast<StringId>(e.value >> 32)) == name) return e.task;
    }
    FAIL("no task " << name);
    return TaskId::none;
  }
  std::string name(TaskId id) const {
    for (const Event& e : events(EventKind::task_spawned)) {
      if (e.task == id) return std::string(trace().string(static_cast<StringId>(e.value >> 32)));
    }
    return {};
  }
  std::vector<Event> events(EventKind kind) const {
    std::vector<Event> found;
    for (EventNumber n = 1; n <= trace().size(); ++n) {
      if (trace()[n].kind == kind) found.push_back(trace()[n]);
    }
    return found;
  }
  std::vector<Event> events(EventKind kind, std::string_view of) const {
    auto found = events(kind);
    std::erase_if(found, [id = task(of)](const Event& e) { return e.task != id; });
    return found;
  }
  std::size_t polls(std::string_view of) const { return events(EventKind::poll_began, of).size(); }
  FinishKind finish(std::string_view of) const {
    return static_cast<FinishKind>(events(EventKind::task_finished, of).at(0).detail);
  }
  Duration finished_at(std::string_view of) const {
    return events(EventKind::task_finished, of).at(0).time().time_since_epoch();
  }
  /// How late, at most, a task was polled after one of its timers was due.
  Duration latest_tick(std::string_view of) const {
    Duration worst{};
    const TaskId id = task(of);
    for (EventNumber n = 1; n <= trace().size(); ++n) {
      if (trace()[n].kind != EventKind::timer_fired || trace()[n].task != id) continue;
      const Instant due(Duration(static_cast<std::int64_t>(trace()[n].value)));
      EventNumber polled = n;
      while (trace()[polled].kind != EventKind::poll_began || trace()[polled].task != id) ++polled;
      worst = std::max(worst, trace()[polled].time() - due);
    }
    return worst;
  }
  std::size_t tasks() const { return events(EventKind::task_spawned).size(); }

 private:
  Played played_;
};

inline Reading reading(const Play& order) { return Reading(play(order)); }

}  // namespace loopglass
