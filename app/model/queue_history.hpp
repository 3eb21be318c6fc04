// The ready queue through a run: how long it was after each event, and how long each task stood in it before
// it was polled. Drawn from the events alone; it follows a trace that grows.
//
// Whatever is asked of a part of the run costs no more than a look at some thousand entries, however long the
// run is.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

/// How many polls began so long after their task was ready. A bucket's longest delay is most[i]; the first is
/// for those that began at once, the last has no limit.
struct DelayHistogram {
  static constexpr std::size_t buckets = 9;
  static constexpr std::array<Duration, buckets> most = {
      Duration(0),           Duration(1'000),         Duration(10'000),
      Duration(100'000),     Duration(1'000'000),     Duration(10'000'000),
      Duration(100'000'000), Duration(1'000'000'000), Duration::max()};

  std::array<std::uint64_t, buckets> counts{};
  Duration longest{};
  EventNumber poll = 0;  // that ended the longest delay, the first of equals; 0: none waited

  void take_in(Duration delay, EventNumber at);
  std::uint64_t polls() const;
};

class QueueHistory {
 public:
  /// Takes in the events that are new, `most` of them. Precondition: always of the same trace.
  void follow(const Trace& trace, EventNumber most = std::numeric_limits<EventNumber>::max());
  /// How many events it has taken in.
  EventNumber seen() const { return seen_; }

  /// The queue's length after event n.
  std::uint32_t length_at(EventNumber n) const;
  /// The greatest length it has after any of the events from `first` to `last`, both included.
  std::uint32_t most_in(EventNumber first, EventNumber last) const;
  /// The delays of all polls up to event n.
  DelayHistogram delays_to(EventNumber n) const;
  /// The longest delay of one task up to event n. Looks at every poll: for a task that is asked about.
  Duration longest_delay_of(TaskId task, EventNumber n) const;

 private:
  static constexpr std::size_t stride = 1024;

  struct Step {
    EventNumber event;
    std::uint32_t length;
  };
  struct Delay {
    EventNumber poll;
    TaskId task;
    Duration span;
  };

  void enter(TaskId task, const Event& event, EventNumber n);
  void leave(TaskId task, const Event& event, EventNumber n);
  void step(EventNumber n, std::uint32_t length);
  /// The last step at or before event n; none before the first.
  std::size_t steps_to(EventNumber n) const;

  EventNumber seen_ = 0;
  std::uint32_t length_ = 0;
  std::vector<std::optional<Instant>> since_;  // of the tasks in the queue, by id
  std::vector<Step> steps_;                    // where the length changes
  std::vector<std::uint32_t> most_;            // of each stride of steps that is full
  std::vector<Delay> delays_;
  std::vector<DelayHistogram> totals_{DelayHistogram{}};  // before each stride of delays
};

}  // namespace loopglass
