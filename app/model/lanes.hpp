// The timeline of a run: for each task the stretches of time it spends in one state, and the wakes that
// lead from one task to another.
//
// A run has millions of both, so of a stretch its state and first event are kept, of a wake its event and
// where it comes from; the rest is read from the trace when somebody asks.
#pragma once
#include <cstdint>
#include <vector>

#include "app/model/by_index.hpp"
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

/// The stretches of a lane, each beginning where the one before it ends.
class Segments {
 public:
  using value_type = Segment;

  explicit Segments(const Trace& trace) : trace_(&trace) {}

  void push_back(LaneState state, EventNumber first) {
    if (state == LaneState::blocking) blocking_.push_back(static_cast<std::uint32_t>(marks_.size()));
    marks_.push_back(static_cast<std::uint32_t>(first << state_bits) | static_cast<std::uint32_t>(state));
  }
  std::size_t size() const { return marks_.size(); }
  bool empty() const { return marks_.empty(); }
  LaneState state(std::size_t i) const { return static_cast<LaneState>(marks_[i] & (1u << state_bits) - 1); }
  EventNumber first(std::size_t i) const { return marks_[i] >> state_bits; }
  /// 0 while it goes on.
  EventNumber last(std::size_t i) const { return i + 1 < marks_.size() ? first(i + 1) : 0; }
  /// The first stretch from `from` on that lasts until event `n` or longer; the last one if none does.
  /// Precondition: from < size().
  std::size_t lasting_to(EventNumber n, std::size_t from) const;
  /// The first stretch from `from` on that blocks the loop; size() if none does.
  std::size_t blocking_from(std::size_t from) const;
  Segment operator[](std::size_t i) const;
  Segment front() const { return (*this)[0]; }
  Segment back() const { return (*this)[size() - 1]; }
  ByIndex<Segments> begin() const { return {*this, 0}; }
  ByIndex<Segments> end() const { return {*this, size()}; }
  std::size_t bytes() const {
    return marks_.capacity() * sizeof(marks_[0]) + blocking_.capacity() * sizeof(blocking_[0]);
  }

 private:
  static constexpr unsigned state_bits = 3;  // what is left holds the numbers of 500 million events

  const Trace* trace_;
  std::vector<std::uint32_t> marks_;
  std::vector<std::uint32_t> blocking_;  // which of them block
};

/// A stretch from when a timer was due to when it fired, because the loop was busy.
struct Lateness {
  EventNumber fired = 0;
  Instant due{};
  Instant end{};
};

/// Of all timers that have fired late up to a moment: how many, and the latest, the first of equals.
struct LateTimers {
  std::size_t count = 0;
  EventNumber worst = 0;  // the event at which it fired; 0: all were on time
  TaskId task{};          // whose it is
  Duration span{};        // by how much
};

struct Lane {
  TaskId task{};
  Segments segments;
  std::vector<Lateness> late;
};

/// A stretch of one job on a worker: `polling` stands for running, `blocking` for a part of that.
struct WorkerSegment : Segment {
  JobId job{};
};

struct WorkerLane {
  std::vector<WorkerSegment> segments;
};

/// Who wakes: a task, or a job's worker; neither is the reactor.
struct WokenBy {
  TaskId task{};
  std::uint16_t worker = 0;
};

/// Who did `wake`, an event of that kind; `after` is the world just after it. A task that is over wakes who
/// awaits its end, though its last poll has ended by then.
WokenBy woken_by(const Event& wake, const World& after);

struct WakeArrow {
  EventNumber event = 0;
  EventNumber cause = 0;
  Instant time{};
  TaskId from{};  // whose poll or end did it; none: the reactor, or a worker
  TaskId to{};
  WakeReason reason{};
  WakeOutcome outcome{};
  std::uint16_t worker = 0;  // whose job did it
};

/// The wakes of a run, first to last.
class WakeArrows {
 public:
  using value_type = WakeArrow;

  explicit WakeArrows(const Trace& trace) : trace_(&trace) {}

  void push_back(EventNumber event, const WokenBy& by) {
    wakes_.push_back(
        {static_cast<EventIndex>(event), by.worker != 0 ? from_worker | by.worker : raw(by.task)});
  }
  std::size_t size() const { return wakes_.size(); }
  EventNumber event(std::size_t i) const { return wakes_[i].event; }
  /// The first wake that does not come before event `n`.
  std::size_t first_from(EventNumber n) const;
  WakeArrow operator[](std::size_t i) const;
  ByIndex<WakeArrows> begin() const { return {*this, 0}; }
  ByIndex<WakeArrows> end() const { return {*this, size()}; }
  std::size_t bytes() const { return wakes_.capacity() * sizeof(wakes_[0]); }

 private:
  static constexpr std::uint32_t from_worker = 0x80000000;
  struct Wake {
    EventIndex event;
    std::uint32_t from;  // a task, or a worker
  };

  const Trace* trace_;
  std::vector<Wake> wakes_;
};

class Lanes {
 public:
  /// Borrows the trace, which may grow.
  explicit Lanes(const Trace& trace) : trace_(trace), wakes_(trace) {}

  /// Takes in the event that led to `after`.
  void observe(const World& after, const Event& event);

  const std::vector<Lane>& lanes() const { return lanes_; }
  /// By number: workers()[0] is worker 1. Empty if nothing was handed to them.
  const std::vector<WorkerLane>& workers() const { return workers_; }
  const WakeArrows& wakes() const { return wakes_; }
  /// Those of all tasks up to event n, and those of one.
  LateTimers late_to(EventNumber n) const;
  LateTimers late_of(TaskId task, EventNumber n) const;
  std::size_t bytes() const;

 private:
  Lane& lane(TaskId task);
  void enter(TaskId task, LaneState state, const World& world);

  void observe_worker(const World& after, const Event& event);

  const Trace& trace_;
  std::vector<Lane> lanes_;
  std::vector<WorkerLane> workers_;
  WakeArrows wakes_;
  struct LateMark {
    EventIndex fired;
    EventIndex worst;  // of this one and those before it
  };
  LateTimers late_at(EventNumber fired, std::size_t count) const;
  std::vector<LateMark> late_;
};

}  // namespace loopglass
