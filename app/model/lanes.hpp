// The timeline of a run: for each task the stretches of time it spends in one state, and the wakes that
// lead from one task to another.
#pragma once
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

/// What a lane shows; `blocking` is a part of a poll.
enum class LaneState : std::uint8_t { queued, polling, waiting, blocking, returned, cancelled, panicked };

/// A stretch of one state. It begins with event `first` and lasts until event `last` ends it; `last` is 0
/// while it goes on. A finished task's last stretch never ends and is drawn as a mark.
struct Segment {
  LaneState state{};
  EventNumber first = 0;
  EventNumber last = 0;
  Instant begin{};
  Instant end{};
};

/// A stretch from when a timer was due to when it fired, because the loop was busy.
struct Lateness {
  EventNumber fired = 0;
  Instant due{};
  Instant end{};
};

struct Lane {
  TaskId task{};
  std::vector<Segment> segments;
  std::vector<Lateness> late;
};

/// A stretch of one job on a worker: `polling` stands for running, `blocking` for a part of that.
struct WorkerSegment : Segment {
  JobId job{};
};

struct WorkerLane {
  std::vector<WorkerSegment> segments;
};

struct WakeArrow {
  EventNumber event = 0;
  EventNumber cause = 0;
  Instant time{};
  TaskId from{};  // whose poll did it; none: the reactor, or a worker
  TaskId to{};
  WakeReason reason{};
  WakeOutcome outcome{};
  std::uint16_t worker = 0;  // whose job did it
};

class Lanes {
 public:
  /// Takes in the event that led to `after`.
  void observe(const World& after, const Event& event);

  const std::vector<Lane>& lanes() const { return lanes_; }
  /// By number: workers()[0] is worker 1. Empty if nothing was handed to them.
  const std::vector<WorkerLane>& workers() const { return workers_; }
  const std::vector<WakeArrow>& wakes() const { return wakes_; }

 private:
  Lane& lane(TaskId task);
  void enter(TaskId task, LaneState state, const World& world);

  void observe_worker(const World& after, const Event& event);

  std::vector<Lane> lanes_;
  std::vector<WorkerLane> workers_;
  std::vector<WakeArrow> wakes_;
};

}  // namespace loopglass
