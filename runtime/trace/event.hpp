// The closed set of events that a run consists of. All that the rest of the program knows of a run is a
// list of these.
//
// Invariants:
// 1. An event is 32 bytes, holds no address and no wall time, and means the same on every machine.
// 2. Time never goes back from one event to the next.
// 3. A task is polled only when it is queued; every wake names the event that caused it, if there is one.
#pragma once
#include <cstdint>

#include "runtime/ids.hpp"
#include "runtime/time.hpp"

namespace loopglass {

enum class StringId : std::uint32_t { none = 0 };
enum class SiteId : std::uint32_t { none = 0 };

/// What happened. The comments name what the fields of `Event` hold; a field not named is 0.
/// `task` is the task that was being polled or dropped, unless said otherwise (none: the loop itself).
enum class EventKind : std::uint8_t {
  task_spawned,       // task: the new one, now at the back of the ready queue; subject: parent task;
                      //   value: name (StringId) << 32 | root FutureId; site
  turn_began,         // value: how many queued tasks this turn polls; subject: the turn's number;
                      //   detail: Policy
  poll_began,         // task; it leaves the ready queue, where it is the head unless it was chosen
  poll_ended,         // task; detail: PollEnd
  future_created,     // subject: FutureId; value: name (StringId); site: where its function is written
  future_dropped,     // subject: FutureId; detail: 1 if it was polled at least once
  await_began,        // subject: object awaited; extra: AwaitKind; value: the FutureId that awaits; site
  await_ended,        // as await_began: the object is ready, the awaiting future goes on
  waker_registered,   // subject: object; extra: AwaitKind; detail: Access, in the line of a resource
  task_woken,         // task: the one woken; detail: WakeOutcome; extra: WakeReason; subject: the object
                      //   that wakes it; value: EventNumber of the cause
  timer_set,          // subject: TimerId; value: deadline in ns
  timer_fired,        // task: the one it wakes; subject: TimerId; value: deadline in ns
  timer_cancelled,    // subject: TimerId; value: deadline in ns
  ticks_missed,       // value: how many ticks of an interval are late; detail: MissedTicks
  parked,             // value: deadline in ns, or ~0 if none; the loop has nothing to do
  unparked,           // subject: 1 if the wait ended at the deadline
  work_began,         // detail: WorkKind; value: duration in ns; subject: ResourceId of the plain lock that
                      //   the thread is kept for, or 0; site
  work_ended,         // as work_began
  abort_requested,    // task: who asks; subject: the task to abort; detail: AbortOutcome; site
  cancel_began,       // task: the one whose future is now dropped; it leaves the ready queue for that
  task_finished,      // task; detail: FinishKind; value: message (StringId) of a panic
  result_taken,       // task: the joiner; subject: the joined task; detail: FinishKind
  handle_dropped,     // subject: the task it belonged to; detail: FinishKind, or FinishKind::none
  token_created,      // subject: TokenId; value: parent TokenId; site
  token_cancelled,    // subject: TokenId; detail: 1 if it follows from its parent; value: cause; site
  token_checked,      // subject: TokenId; detail: 1 if it was cancelled; site
  output,             // value: line (StringId); subject: the JobId that prints it, 0 for a task or the loop;
                      //   site
  shutdown_began,     // detail: RunResult; value: how many tasks are left to cancel
  resource_created,   // subject: ResourceId; detail: ResourceKind; value: name (StringId) << 32 | capacity,
                      //   or `no_capacity`; site
  resource_acquired,  // task: the new holder, who may still have to be polled; subject: ResourceId;
                      //   detail: Access; value: how much of it
  resource_released,  // task: the holder that gives it back; otherwise as resource_acquired
  resource_changed,   // subject: ResourceId; detail: ResourceChange; value: a number that goes with it
  message_sent,       // subject: ResourceId; value: how many messages it holds now
  message_received,   // subject: ResourceId; value: how many messages it holds now
  wait_cancelled,     // task: the one that waited; subject: ResourceId; extra: AwaitKind; it leaves
                      //   the line before its turn came, because its future is dropped; a SourceId
                      //   where the kind says so
  task_chosen,        // task: the one that is taken next out of the ready queue, where it is not the head;
                      //   detail: Policy; subject: its place, the head's being 0
  budget_spent,       // subject: object that is not polled; extra: AwaitKind; value: the budget
  job_queued,         // task: who hands it to the workers; subject: JobId; detail: JobKind;
                      //   value: name (StringId); site
  job_started,        // subject: JobId; extra: the worker; value: when, in ns by the worker's time
  job_work_began,     // subject: JobId; extra: the worker; detail: WorkKind; value: duration in ns; site
  job_work_ended,     // as job_work_began
  job_ended,          // subject: JobId; extra: the worker; detail: FinishKind; value: as job_started
  job_returned,       // subject: JobId; detail: FinishKind; value: message (StringId) of a panic;
                      //   the loop has its result from the worker
  job_aborted,        // task: who asks; subject: JobId; detail: JobAbort; site
  job_dropped,        // subject: JobId; it leaves the workers' queue, and will never start
  job_detached,       // subject: JobId; its handle is dropped; detail: 1 if its result was there
  source_opened,      // subject: SourceId; detail: SourceKind; extra: how many bytes it holds unread at
                      //   most, 0 if not known; value: name (StringId) << 32 | SourceId of the other end
  source_closed,      // subject: SourceId
  source_changed,     // subject: SourceId; detail: SourceChange; value: a number that goes with it
  source_ready,       // subject: SourceId; detail: Readiness bits; what the reactor sees
  would_block,        // subject: SourceId; extra: AwaitKind; an attempt in vain: readiness is forgotten
  bytes_read,         // subject: SourceId; value: how many; detail: 1 if less than there was room for, so
                      //   that readiness is forgotten
  bytes_written,      // subject: SourceId; value: how many; detail: 1 if not all of them, as above
  packet_sent,        // subject: SourceId it goes to, of a request the one it comes from; detail: Packet;
                      //   extra: how many bytes; value: when it arrives, in ns (virtual clock only)
  packet_arrived,     // subject, detail, extra: as when it was sent
  interfered,         // somebody acts on the run from outside, between two polls; task: none; detail:
                      //   Interference; subject: the TaskId, TokenId, TimerId or SourceId it is done to;
                      //   extra: 1 if it comes to nothing; value: the new deadline of a delayed timer, in ns
};
// What a worker reports (job_started to job_ended, and output) has task none whatever the loop is doing.
// On the real clock it is on record when the loop hears of it, which a long poll delays.
inline constexpr int event_kinds = static_cast<int>(EventKind::interfered) + 1;

/// Who says which task of the ready queue is polled next.
enum class Policy : std::uint8_t {
  fifo,
  lifo,
  random,
  choices,  // a list in the recipe
  tokio,    // from here on as the loop of that runtime does
  asyncio,
  node,
};

enum class AwaitKind : std::uint16_t {
  other,
  future,
  timer,
  join,
  yield,
  token,
  timeout,
  interval,
  all,              // of a group of futures that are polled side by side, as by `join`
  any,              // the first of such a group, as by `select`
  item,             // the next item of a stream that does not say what it waits for
  channel_send,     // from here on the object is a ResourceId
  channel_receive,  // a message, or a new value of a watch
  lock,
  semaphore,
  notify,
  barrier,
  once,
  job,       // work on a worker thread; the object is a JobId
  readable,  // from here on the object is a SourceId
  writable,
  accept,
  connect,
  signal,
};
/// Whether awaits of its own stand below it, under the FutureId that it is awaited by.
constexpr bool waits_inside(AwaitKind kind) {
  return kind == AwaitKind::future || kind == AwaitKind::timeout || kind == AwaitKind::all ||
         kind == AwaitKind::any;
}
/// Whether what is awaited is a resource.
constexpr bool is_resource(AwaitKind kind) {
  return kind >= AwaitKind::channel_send && kind <= AwaitKind::once;
}
/// Whether what is awaited is a source: something outside, which the reactor watches.
constexpr bool is_source(AwaitKind kind) { return kind >= AwaitKind::readable && kind <= AwaitKind::signal; }
enum class PollEnd : std::uint8_t {
  pending,
  pending_requeued,
  ready,
  panicked,
  pending_in_place,  // stands still until its work in place is done, whatever wakes it
};
enum class WakeOutcome : std::uint8_t {
  queued,      // was idle; goes to the back of the ready queue
  coalesced,   // was queued already: one poll serves both wakes
  after_poll,  // woken during its own poll: is queued when that poll ends
  stale,       // has finished: the wake does nothing
  held,        // stands still for its work in place, and is polled after that in any case
};
enum class WakeReason : std::uint16_t {
  other,
  timer,
  joined,
  yield,
  token,
  abort,
  resource,
  budget,
  job,
  thread,
  source,
  hand,  // somebody who interferes with the run
};
enum class WorkKind : std::uint8_t { work, block };
enum class AbortOutcome : std::uint8_t { queued, was_queued, after_poll, too_late, held };
/// Work handed to the worker threads: on its own, or with the task standing still for it.
enum class JobKind : std::uint8_t { spawned, in_place };
enum class JobAbort : std::uint8_t { dropped, already_started, already_ended };
enum class FinishKind : std::uint8_t { none, returned, panicked, cancelled, cancelled_unpolled };
enum class RunResult : std::uint8_t { finished, panicked, deadlock, stopped };
enum class MissedTicks : std::uint8_t { burst, delay, skip };
/// What tasks share and wait for in a line. A wake by a resource ends the wait of the task it wakes.
enum class ResourceKind : std::uint8_t {
  oneshot,
  channel,
  mutex,
  semaphore,
  notify,
  rw_lock,
  barrier,
  once_cell,
  watch,
  broadcast,
  plain_lock,  // as threads have it: who waits for it keeps the thread
};
enum class Access : std::uint8_t { exclusive, shared };
enum class ResourceChange : std::uint8_t {
  closed,        // no message will be sent any more
  dropped,       // the receiver is gone; value: how many messages went with it
  notified,      // value: 1 if nobody waited, so that the notification is stored
  notified_all,  // value: how many waited
  consumed,      // a stored notification is taken
  opened,        // a barrier lets its tasks go; value: how many
  initialised,   // a once cell has its value
  resized,       // value: the new capacity
  missed,        // value: how many messages a slow receiver has lost
};
/// What the reactor watches of the world outside.
enum class SourceKind : std::uint8_t { listener, stream, signal };
/// What is worth trying with a source. Bits, because a socket may be ready for both.
namespace readiness {
inline constexpr std::uint8_t readable = 1;
inline constexpr std::uint8_t writable = 2;
inline constexpr std::uint8_t ended = 4;   // the other side sends nothing more
inline constexpr std::uint8_t failed = 8;  // an error waits to be read
}  // namespace readiness
enum class SourceChange : std::uint8_t {
  connected,   // the other side has answered
  accepted,    // value: the SourceId of the listener
  write_shut,  // its own half is closed: the other side reads the end
  read_ended,  // a read has found the end of the stream
  failed,      // value: the error's number, as errno has it
  lost,        // a packet of it is lost and sent again; value: how much later, in ns
};
/// What travels through the network of the virtual clock.
enum class Packet : std::uint8_t {
  request,  // for a connection
  answer,   // the connection stands
  refusal,
  data,
  end,    // of the stream
  reset,  // the connection is broken off
  room,   // the other side has read: there is room for more
};
/// What somebody does to a run from outside. `interference.hpp` says what each comes to.
enum class Interference : std::uint8_t {
  abort,          // a task
  wake,           // a task, for nothing
  run_next,       // a task of the ready queue is polled before all others
  run_last,       // or goes to the back of the queue
  cancel,         // a token
  delay,          // a timer
  fail,           // a connection breaks off
  delay_job,      // work on a worker
  delay_packets,  // what is on its way to a connection
  fail_job,       // work on a worker
};
/// Whether it is done to a task.
constexpr bool acts_on_task(Interference what) { return what <= Interference::run_last; }
/// Whether it says by how much something comes later than it would have.
constexpr bool delays_by(Interference what) {
  return what == Interference::delay_job || what == Interference::delay_packets;
}
inline constexpr std::uint32_t no_capacity = 0xffffffff;

struct Event {
  std::int64_t time_ns = 0;
  EventKind kind{};
  std::uint8_t detail = 0;
  std::uint16_t extra = 0;
  TaskId task{};
  std::uint32_t subject = 0;
  SiteId site{};
  std::uint64_t value = 0;

  Instant time() const { return Instant(Duration(time_ns)); }
  bool operator==(const Event&) const = default;
};
static_assert(sizeof(Event) == 32);

/// The word a trace and a test use for a kind, for example "poll_began".
const char* name(EventKind kind);
/// The word for a kind of resource, for example "mutex".
const char* name(ResourceKind kind);
/// The word for a policy, as in a recipe: "lifo".
const char* name(Policy policy);
/// The word for a kind of source, for example "stream", and for what travels, for example "data".
const char* name(SourceKind kind);
const char* name(Packet packet);
/// The word for an interference, as in a recipe: "abort". All that delay have the same, and all that fail.
const char* name(Interference what);

}  // namespace loopglass
