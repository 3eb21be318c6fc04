// A loop to test: an executor on the virtual clock with everything it does on record.
#pragma once
#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "runtime/loopglass.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

using namespace std::chrono_literals;

class Loop {
 public:
  explicit Loop(Schedule schedule = {}, std::uint64_t seed = 0)
      : executor_(Reactor::on_virtual_clock(),
                  {.sink = &recorder_,
                   .output = [this](std::string_view line) { output.emplace_back(line); },
                   .seed = seed,
                   .schedule = std::move(schedule)}),
        entered_(executor_) {}

  Executor& operator*() { return executor_; }
  Executor* operator->() { return &executor_; }

  template <Pollable F>
  JoinHandle<typename F::Output> spawn(F future, std::string_view name = {}) {
    return executor_.spawn(std::move(future), name);
  }
  Tick tick() { return executor_.tick(); }
  /// Until nothing can happen any more.
  void run() {
    while (executor_.tick() != Tick::stuck) {
    }
  }
  Duration time() const { return executor_.clock().now().time_since_epoch(); }

  const Trace& trace() const { return recorder_.trace(); }
  std::vector<Event> events(EventKind kind) const {
    std::vector<Event> found;
    for (EventNumber n = 1; n <= trace().size(); ++n) {
      if (trace()[n].kind == kind) found.push_back(trace()[n]);
    }
    return found;
  }
  std::vector<Event> events(EventKind kind, TaskId task) const {
    auto found = events(kind);
    std::erase_if(found, [&](const Event& e) { return e.task != task; });
    return found;
  }
  int polls(TaskId task) const { return static_cast<int>(events(EventKind::poll_began, task).size()); }
  /// The outcomes of all wakes of a task, in order.
  std::vector<WakeOutcome> wakes(TaskId task) const {
    std::vector<WakeOutcome> outcomes;
    for (const Event& e : events(EventKind::task_woken, task)) {
      outcomes.push_back(static_cast<WakeOutcome>(e.detail));
    }
    return outcomes;
  }

  std::vector<std::string> output;

 private:
  Recorder recorder_;
  Executor executor_;
  Executor::Entered entered_;
};

using Lines = std::vector<std::string>;

}  // namespace loopglass
