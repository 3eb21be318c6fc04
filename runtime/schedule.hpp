// Which of the tasks that are ready is polled next, and when a task must let the others go first.
//
// A policy chooses out of the whole ready queue, which stands in the order in which the tasks came.
//
//     fifo    the head of the queue. Every task gets its poll before any gets a second one.
//     lifo    the back of the queue, which is what was woken last. Two tasks that wake one another can keep
//             a third waiting for ever.
//     random  any, each as likely. Where chance goes on for long enough, everybody gets a poll.
//
// Under these three a turn polls as many tasks as are ready when it begins, those included that are woken in
// it, and between turns the timers are looked at. So none of them starves a timer.
//
// Three more take tasks in the order in which the loop of another runtime does. What they model is where that
// loop looks at its timers and what it puts off; they know nothing of its threads, its callbacks or its I/O.
//
//     tokio    The current_thread runtime of Tokio 1.47. main is not in the queue with the others: at the
//              start of a turn it is polled if it was woken. Then up to 61 polls, first in first out, those
//              included that are woken meanwhile. Then the timers. A task that yields is put off until the
//              timers were looked at, and stands behind those that they wake.
//              https://github.com/tokio-rs/tokio/blob/tokio-1.47.0/tokio/src/runtime/scheduler/current_thread/mod.rs
//     asyncio  CPython 3.11. As fifo; but a timer has a callback that stands in the queue, and only that
//              wakes the task: so the tasks of timers that are due when a turn begins are woken at its end.
//              https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/base_events.py (_run_once)
//     node     Node.js 20, a CommonJS script. What is woken is a microtask: all of them run, first in first
//              out, those included that are woken meanwhile, before anything else does. Only then the next
//              timer that is due, with the microtasks that follow from it; and after the timers the tasks
//              that yielded, one by one in the same way (a yield is a setImmediate). An endless chain of
//              microtasks starves the timers.
//              https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
//
// Invariant: what a policy does is decided by the schedule and the seed alone.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/random.hpp"
#include "runtime/ready_queue.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

/// After so many polls Tokio looks at its timers, whoever is ready.
inline constexpr std::size_t tokio_event_interval = 61;

/// A value: how an executor is to choose.
struct Schedule {
  Policy policy = Policy::fifo;
  /// The first decisions of the run, each a place in the ready queue, 0 for its head; one that lies past the
  /// end of the queue takes the back. There is a decision where more than one task is ready. After the last
  /// of these the policy decides.
  std::vector<std::uint32_t> choices{};
  /// After so many awaits that were ready in one poll, a task is made to yield. 0: never.
  std::uint32_t budget = 0;

  bool operator==(const Schedule&) const = default;
};

/// A schedule at work.
class Scheduler {
 public:
  Scheduler(Schedule schedule, std::uint64_t seed);

  /// Whether it is the head of the queue that is always taken.
  bool takes_the_head() const { return takes_the_head_; }
  /// What makes the next decision.
  Policy policy() const {
    return !takes_the_head_ && chosen_ < schedule_.choices.size() ? Policy::choices : schedule_.policy;
  }
  /// What goes on when the choices have run out.
  Policy given_policy() const { return schedule_.policy; }
  /// What decides how a turn goes, for the trace.
  Policy turn_policy() const { return schedule_.policy >= Policy::tokio ? schedule_.policy : policy(); }
  /// The place of the task that is polled next. Precondition: more than one is ready.
  std::size_t choose(const ReadyQueue& queue);

  // For policies that keep tasks in several lines, though they stand in one ready queue.

  bool has_lines() const { return has_lines_; }
  /// Says in which line a task stands that comes into the queue. Precondition: has_lines().
  void enter(Task& task, bool yields, bool is_woken_by_timer) const;
  /// Whether nobody in the queue may be polled before the loop has done something else.
  bool is_turn_over(const ReadyQueue& queue) const;
  /// Those that were put off may come now, behind the others.
  void let_in(const ReadyQueue& queue) const;
  /// Of those, the first may be polled; whether there is one.
  static bool call_one(const ReadyQueue& queue);

 private:
  Schedule schedule_;
  std::size_t chosen_ = 0;
  // Not the generator of the program's own numbers: a policy does not change what a program draws.
  SplitMix64 random_;
  bool takes_the_head_;
  bool has_lines_;
};

}  // namespace loopglass
