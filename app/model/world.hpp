// The world: the state of a run after its first n events. World(n) = fold(apply, events 1 to n).
//
// Invariants:
// 1. It depends on the events alone. Live, replayed, stepped back to or sought: the same world.
// 2. It is a value, and its tables are shared by its copies: one of 100,000 tasks is copied in microseconds.
// 3. An event costs what it changes, whatever the size of the world.
// Names and places are not in here; `Names` keeps them, as they do not change from event to event.
#pragma once
#include <cstdint>
#include <vector>

#include "app/model/shared_log.hpp"
#include "app/model/shared_sequence.hpp"
#include "app/model/short_list.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

enum class TaskStatus : std::uint8_t { queued, polling, waiting, returned, cancelled, panicked };

/// An event's number where there are many of them: a run has less than 2^32 events.
using EventIndex = std::uint32_t;

/// The word for a status in a report, for example "queued".
const char* name(TaskStatus status);

/// Something a task waits for right now. The awaits of a task form its await stack: an entry's `by` is the
/// future that awaits, and its object, where that is a future, may await something itself.
struct Await {
  AwaitKind kind{};
  std::uint32_t object = 0;
  FutureId by{};
  SiteId site{};
  EventIndex since = 0;  // the await_began that says all this
  bool operator==(const Await&) const = default;
};

struct TaskState {
  TaskId id{};
  TaskId parent{};
  TaskStatus status = TaskStatus::queued;
  FinishKind finish = FinishKind::none;
  bool abort_requested = false;
  bool result_taken = false;
  bool detached = false;  // its handle is dropped
  bool being_dropped = false;
  bool in_place = false;  // stands still for its work on a worker: no wake queues it

  EventIndex status_since = 0;  // the event that led to the status
  EventIndex last_wake = 0;  // the event that put it into the ready queue: a wake, its spawn, its poll's end
  EventIndex last_poll = 0;  // the last poll_began
  Instant since{};           // when status_since was

  std::uint32_t polls = 0;
  std::uint32_t wakes = 0;       // all that reached it, coalesced ones included
  std::uint32_t self_wakes = 0;  // those during its own poll
  Duration busy{};
  Duration queued{};
  Duration idle{};
  Duration longest_poll{};

  ShortList<Await, 2> awaits;  // outermost first

  bool is_done() const {
    return status == TaskStatus::returned || status == TaskStatus::cancelled ||
           status == TaskStatus::panicked;
  }
  /// What it waits for at the end of its await stack; null if it is not inside an await.
  const Await* innermost_await() const { return awaits.empty() ? nullptr : &awaits.back(); }
  bool operator==(const TaskState&) const = default;
};

struct TimerState {
  TimerId id{};
  TaskId task{};
  Instant deadline{};
  Instant set_at{};
  EventNumber since = 0;
  bool operator==(const TimerState&) const = default;
};

struct TokenState {
  TokenId id{};
  TokenId parent{};
  bool cancelled = false;
  bool operator==(const TokenState&) const = default;
};

/// A task that has a lock, permits, or the making of a once cell's value.
struct Holder {
  TaskId task{};
  Access access{};
  std::uint32_t amount = 0;
  Instant since{};
  EventNumber event = 0;
  bool operator==(const Holder&) const = default;
};

/// A task in the line of a resource.
struct Waiter {
  TaskId task{};
  AwaitKind kind{};
  Access access{};
  Instant since{};
  EventNumber event = 0;
  bool operator==(const Waiter&) const = default;
};

/// Something that tasks share: a channel, a lock, a semaphore.
struct ResourceState {
  ResourceId id{};
  ResourceKind kind{};
  std::uint32_t capacity = no_capacity;  // messages, permits, or the tasks of a barrier
  std::uint32_t fill = 0;          // messages, permits in use, tasks at a barrier, or 1 for "there is one"
  bool closed = false;             // no message will be sent any more
  SharedSequence<Holder> holders;  // longest first
  // In the order in which they are served; of a plain lock who keeps the thread.
  SharedSequence<Waiter> waiters;

  const Holder* held_by(TaskId task) const;
  const Waiter* waited_for_by(TaskId task) const;
  bool operator==(const ResourceState&) const = default;
};

/// A listener, one end of a connection, or a signal: what the reactor watches. Gone once it is closed.
struct SourceState {
  SourceId id{};
  SourceKind kind{};
  std::uint16_t place = 0;   // the lowest number that no other open source had when it was opened
  SourceId other_end{};      // of a stream, where both ends are in this run
  std::uint16_t holds = 0;   // bytes unread at most; 0: not known
  std::uint32_t unread = 0;  // bytes that have arrived; known in the virtual network only
  std::uint64_t read = 0;
  std::uint64_t written = 0;
  std::uint8_t ready = 0;  // bits of `readiness` that the reactor has seen and no attempt has used up
  bool connected = false;  // of a stream
  bool write_shut = false;
  bool read_ended = false;
  int error = 0;                   // the last that a task has met; as errno has it
  SharedSequence<Waiter> waiters;  // all are woken at once

  const Waiter* waited_for_by(TaskId task) const;
  bool operator==(const SourceState&) const = default;
};

/// What is on its way through the virtual network.
struct PacketState {
  SourceId source{};  // where it goes; of a request, where it comes from
  Packet kind{};
  std::uint16_t bytes = 0;
  Instant sent{};
  Instant arrives{};
  EventNumber event = 0;
  bool operator==(const PacketState&) const = default;
};

/// What holds a thread: that of the loop during a poll, or that of a worker.
struct Occupation {
  WorkKind kind{};
  SiteId site{};
  Duration duration{};
  Instant since{};
  EventNumber event = 0;
  bool operator==(const Occupation&) const = default;
};

enum class JobStatus : std::uint8_t {
  unknown,   // its id is taken, and nothing has happened yet
  queued,    // waits for a free worker
  running,   // on a worker
  ended,     // the worker is through, and the loop does not know yet
  returned,  // the loop has its result
  dropped,   // it never started
};

/// Work that a task has handed to the worker threads.
struct JobState {
  JobId id{};
  TaskId task{};  // who handed it over; none: the loop itself
  JobKind kind{};
  JobStatus status = JobStatus::unknown;
  FinishKind finish = FinishKind::none;  // known once it has ended
  bool abort_ignored = false;            // somebody aborted it when it had started
  bool detached = false;                 // nobody waits for its result
  std::uint16_t worker = 0;              // known once it has started
  Instant since{};                       // when it came to its status, and the event
  EventNumber event = 0;
  bool occupied = false;  // inside work() or block()
  Occupation occupation{};
  bool operator==(const JobState&) const = default;
};

/// Stands for the awaiting task of a future that more than one task has awaited, or has awaited in.
inline constexpr TaskId several_tasks{0xffffffff};

/// `task` waits for the object, which the task of the next link keeps from it; the last link's next is the
/// first.
struct WaitLink {
  TaskId task{};
  AwaitKind kind{};
  std::uint32_t object = 0;
  EventNumber since = 0;
  bool holds = true;  // the next task has the object; otherwise it stands ahead in the same line
  bool operator==(const WaitLink&) const = default;
};
using WaitCycle = std::vector<WaitLink>;

inline constexpr std::uint8_t no_timer_place = 0xff;

struct World {
  EventNumber position = 0;
  Instant now{};
  SharedSequence<TaskState> tasks;          // by id: tasks[raw(id) - 1]
  SharedSequence<TaskId> ready;             // head first
  std::uint32_t first_by_hand = 0;          // so many at its head are next whatever the policy is
  TaskId polling{};                         // or being dropped
  SharedSequence<TimerState> timers;        // by (deadline, order of setting)
  SharedSequence<TokenState> tokens;        // by id
  SharedSequence<ResourceState> resources;  // by id
  SharedSequence<JobState> jobs;            // by id
  SharedSequence<JobId> job_queue;          // those that wait for a free worker, longest first
  std::vector<JobId> workers;             // what each worker does, none: nothing; those that had a job so far
  SharedSequence<SourceState> sources;    // those that are open, by id
  SharedSequence<PacketState> packets;    // on their way, in the order of sending
  SharedSequence<FutureId> unpolled;      // futures that exist and were never polled
  SharedSequence<EventNumber> output;     // the events that printed
  SharedLog<Instant> deadlines;           // by timer: when each that was ever set is due
  SharedLog<std::uint8_t> timer_places;   // by timer: see `timer_place`
  Duration longest_wait{};                // of all timers that were ever set
  SharedSequence<TaskId, 1024> awaiters;  // by future: whose awaits name it; see `several_tasks`
  bool occupied = false;                  // inside work() or block()
  Occupation occupation{};                // meaningful while occupied
  bool parked = false;
  bool has_park_deadline = false;
  Instant park_deadline{};
  std::uint32_t turn = 0;
  Policy policy{};                 // of this turn
  std::uint64_t left_in_turn = 0;  // polls until the next turn
  std::uint64_t polls = 0;
  std::uint64_t wakes = 0;
  bool ended = false;
  RunResult result{};  // meaningful once ended
  WaitCycle stuck;  // the tasks that wait for one another in a ring when a deadlock ends the run, if any do

  /// Null if there is no such task yet.
  const TaskState* task(TaskId id) const;
  const TimerState* timer(TimerId id) const;
  /// The lowest number that no timer due at about the same time had when this one was set. It keeps it, so
  /// that pictures of timers that are due together can leave each where it stands while others come and go.
  /// `no_timer_place` where very many are set.
  std::uint8_t timer_place(TimerId id) const;
  /// When it is due, or was; `now` if there is no such timer.
  Instant deadline_of(TimerId id) const;
  const TokenState* token(TokenId id) const;
  const ResourceState* resource(ResourceId id) const;
  const JobState* job(JobId id) const;
  /// How many tasks at the head of the ready queue are polled in this turn, and those behind them in the
  /// next one. 0 where no such line can be drawn: there is none behind, or the policy takes any task.
  std::size_t turn_boundary() const {
    return policy == Policy::fifo && left_in_turn < ready.size() ? static_cast<std::size_t>(left_in_turn) : 0;
  }
  const SourceState* source(SourceId id) const;

  /// Roughly the memory that it takes, if no other shares it.
  std::size_t bytes() const;
  /// The same number for equal worlds; used to show that seeking and replaying agree.
  std::uint64_t hash() const;
  bool operator==(const World&) const = default;
};

struct Changes;

/// Goes on by one event. Precondition: `event` is number `world.position + 1` of its trace.
/// An event that contradicts the world (from a damaged trace) changes only what it can.
/// Adds what changes to `changes`, if there are some.
void apply(World& world, const Event& event, Changes* changes = nullptr);

}  // namespace loopglass
