// Why each event happened: the one event that led to it, and the events that it led to.
//
// What a task does is caused by its poll; a poll by what queued the task; a wake by what it names; a timer
// that fires by its setting, or, where it fires late, by what held the thread when it was due; what somebody
// does from outside begins a chain, or stands in the chain of the timer or the poll that it changes. An event
// of a kind that is not listed in the code is caused by the poll it happens in.
//
// Invariants:
// 1. A cause comes before its effect: going from cause to cause ends, at an event without one.
// 2. Nothing is said twice: an event has one cause, and is an effect of that one only.
// 3. An event costs some six bytes.
#pragma once
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "runtime/trace/trace.hpp"

namespace loopglass {

class Causes {
 public:
  /// Takes in the events of `trace` that it does not know yet, at most so many; always the same trace.
  void follow(const Trace& trace, EventNumber most = ~EventNumber{0});

  /// The event that led to event `n`; 0 if nothing inside the run did. An `n` past what was taken in has
  /// none.
  EventNumber cause_of(EventNumber n) const;
  /// The events that `n` led to directly, first to last.
  std::vector<EventNumber> effects_of(EventNumber n) const;
  /// `n`, its cause, the cause of that, and so on; at most `most` of them.
  std::vector<EventNumber> chain(EventNumber n, std::size_t most) const;
  /// Where the chain of `n` ends.
  EventNumber root_of(EventNumber n) const;
  /// The effect of `n` to look at next: one that reaches another task comes before a timer, a timer before
  /// what leads nowhere. 0 if `n` led to nothing.
  EventNumber next_effect(EventNumber n, const Trace& trace) const;
  /// The last event that was taken in.
  EventNumber known() const { return cause_.size() - 1; }
  /// Roughly the memory that it takes.
  std::size_t bytes() const;

 private:
  using Short = std::uint32_t;  // an event number; a run has less than 2^32 events
  struct Task {
    Short queued = 0;   // by this event it is in the ready queue
    Short woken = 0;    // the wake during its own poll
    Short aborted = 0;  // the first abort that reached it
  };
  /// A packet on its way; what arrives first is what was sent first of the same.
  struct Sent {
    std::uint32_t source = 0;
    std::uint16_t bytes = 0;
    std::uint8_t kind = 0;
    Short event = 0;
    bool goes_to(std::uint32_t whom) const {
      return source == whom && static_cast<Packet>(kind) != Packet::request;
    }
    bool is(const Event& arrival) const {
      return source == arrival.subject && bytes == arrival.extra && kind == arrival.detail;
    }
  };

  /// A stretch in which the loop could not look at its timers: a poll or drop, or a call in it that holds
  /// the thread.
  struct Stretch {
    Instant begin{};
    Instant end{};
    Short event = 0;
  };

  EventNumber find(const Event& event);
  EventNumber firing(const Event& event) const;
  void remember(const Event& event, Short n);
  EventNumber last_of_job(std::uint32_t job) const;
  EventNumber sending_of(const Event& arrival) const;
  EventNumber interfered_with(const Event& event);
  Task& task(TaskId id);

  /// A cause and an effect that is far from it. The effects that are near are found by looking through the
  /// events behind it.
  struct Link {
    Short cause = 0;
    Short effect = 0;
    auto operator<=>(const Link&) const = default;
  };
  static constexpr Short near = 256;                                // events
  static constexpr std::size_t sorted_part = std::size_t{1} << 16;  // links

  bool has_effects(EventNumber n) const;

  // Not vectors: those take twice the memory while they grow.
  std::deque<Short> cause_{0};  // by event
  std::deque<Link> far_;        // in parts of so many, each sorted by cause once it is full

  std::vector<Task> tasks_;
  std::unordered_map<std::uint32_t, Short> timers_;  // set and neither fired nor cancelled
  std::unordered_map<std::uint32_t, Short> jobs_;    // the last event of each that is not over
  std::vector<Sent> packets_;                        // on their way, in the order of sending
  std::vector<Stretch> held_;                        // since the loop looked at its timers
  Instant opened_at_{};                              // when `opener_` happened
  Instant work_at_{};                                // when `work_` began
  bool opener_is_arrival_ = false;
  TaskId running_{};
  Short opener_ = 0;  // what the events of this stretch follow from: a poll, a drop, a task's end, an arrival
  Short queued_ = 0;  // the last event that put a task into the ready queue
  Short work_ = 0;    // the work or block that goes on
  Short rested_ = 0;  // the last end of a poll or task
  Short parked_ = 0;
  Short shutdown_ = 0;
  Short shared_ = 0;  // the last change of a resource in this stretch
  std::uint32_t shared_id_ = 0;
};

}  // namespace loopglass
