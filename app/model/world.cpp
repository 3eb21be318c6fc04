#include "app/model/world.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "app/model/changes.hpp"
#include "app/model/wait_cycle.hpp"

namespace loopglass {
namespace {

constexpr std::uint64_t no_deadline = std::numeric_limits<std::uint64_t>::max();

template <class State, class Id>
const State* find_by_id(const SharedSequence<State>& states, Id id) {
  const std::size_t index = raw(id);
  return index == 0 || index > states.size() ? nullptr : &states[index - 1];
}
template <class State, class Id>
State* edit_by_id(SharedSequence<State>& states, Id id) {
  const std::size_t index = raw(id);
  return index == 0 || index > states.size() ? nullptr : &states.edit(index - 1);
}

/// Where the value with this id stands or would stand, among values in the order of their ids.
template <class State, class Id>
auto place_of(const SharedSequence<State>& states, Id id) {
  return states.partition_point([&](const State& s) { return raw(s.id) < raw(id); });
}

Instant instant(std::uint64_t ns) { return Instant(Duration(static_cast<std::int64_t>(ns))); }

/// In nanoseconds; the times of a damaged trace may be further apart than a Duration can say.
std::uint64_t apart(Instant earlier, Instant later) {
  return static_cast<std::uint64_t>(later.time_since_epoch().count()) -
         static_cast<std::uint64_t>(earlier.time_since_epoch().count());
}

/// As long as a Duration can be at most.
Duration wait(Instant from, Instant to) {
  constexpr auto most = static_cast<std::uint64_t>(Duration::max().count());
  return Duration(static_cast<std::int64_t>(std::min(apart(from, to), most)));
}

TaskStatus status_of(FinishKind finish) {
  switch (finish) {
    case FinishKind::panicked: return TaskStatus::panicked;
    case FinishKind::cancelled:
    case FinishKind::cancelled_unpolled: return TaskStatus::cancelled;
    default: return TaskStatus::returned;
  }
}

/// One event at work on a world.
class Step {
 public:
  Step(World& world, const Event& event, Changes* changes) : w_(world), e_(event), changes_(changes) {}

  void run() {
    ++w_.position;
    w_.now = std::max(w_.now, e_.time());  // only a damaged trace goes back
    switch (e_.kind) {
      case EventKind::task_spawned: spawned(); break;
      case EventKind::turn_began:
        w_.turn = e_.subject;
        w_.policy = static_cast<Policy>(e_.detail);
        w_.left_in_turn = e_.value;
        break;
      case EventKind::poll_began: poll_began(); break;
      case EventKind::poll_ended: poll_ended(); break;
      case EventKind::future_created: w_.unpolled.push_back(static_cast<FutureId>(e_.subject)); break;
      case EventKind::future_dropped: future_dropped(); break;
      case EventKind::await_began: await_began(); break;
      case EventKind::await_ended: await_ended(); break;
      case EventKind::task_woken: woken(); break;
      case EventKind::timer_set: timer_set(); break;
      case EventKind::timer_fired:
      case EventKind::timer_cancelled:
        if (const auto timer = find_timer(instant(e_.value)); timer != w_.timers.end()) take_out(timer);
        break;
      case EventKind::parked:
        w_.parked = true;
        w_.has_park_deadline = e_.value != no_deadline;
        w_.park_deadline = w_.has_park_deadline ? instant(e_.value) : Instant{};
        break;
      case EventKind::unparked: w_.parked = false; break;
      case EventKind::work_began:
        w_.occupied = true;
        w_.occupation = {static_cast<WorkKind>(e_.detail), e_.site,
                         Duration(static_cast<std::int64_t>(e_.value)), w_.now, w_.position};
        if (ResourceState* lock = subject_resource())
          lock->waiters.push_back({e_.task, AwaitKind::lock, Access::exclusive, w_.now, w_.position});
        break;
      case EventKind::work_ended:
        stop_waiting_for_resource();
        w_.occupied = false;
        w_.occupation = {};
        break;
      case EventKind::abort_requested:
        if (TaskState* task = find(static_cast<TaskId>(e_.subject)); task && !task->is_done()) {
          task->abort_requested = true;
        }
        break;
      case EventKind::cancel_began: cancel_began(); break;
      case EventKind::task_finished: finished(); break;
      case EventKind::result_taken:
        if (TaskState* task = find(static_cast<TaskId>(e_.subject))) task->result_taken = true;
        break;
      case EventKind::handle_dropped:
        if (TaskState* task = find(static_cast<TaskId>(e_.subject))) task->detached = true;
        break;
      case EventKind::token_created:
        w_.tokens.push_back(
            {static_cast<TokenId>(e_.subject), static_cast<TokenId>(e_.value), token_born_cancelled()});
        break;
      case EventKind::token_cancelled:
        if (TokenState* token = edit_by_id(w_.tokens, static_cast<TokenId>(e_.subject))) {
          token->cancelled = true;
        }
        break;
      case EventKind::output: w_.output.push_back(w_.position); break;
      case EventKind::shutdown_began:
        if (static_cast<RunResult>(e_.detail) == RunResult::deadlock)
          w_.stuck = find_wait_cycle(w_, Certainty::possible);
        w_.ended = true;
        w_.result = static_cast<RunResult>(e_.detail);
        w_.parked = false;
        w_.left_in_turn = 0;
        break;
      case EventKind::resource_created: resource_created(); break;
      case EventKind::resource_acquired: resource_acquired(); break;
      case EventKind::resource_released: resource_released(); break;
      case EventKind::resource_changed: resource_changed(); break;
      case EventKind::message_sent:
      case EventKind::message_received:
        if (ResourceState* resource = subject_resource()) resource->fill = amount();
        break;
      case EventKind::wait_cancelled:
        if (is_source(static_cast<AwaitKind>(e_.extra))) {
          stop_waiting_for_source();
        } else {
          stop_waiting_for_resource();
        }
        break;
      case EventKind::waker_registered: waker_registered(); break;
      case EventKind::job_queued: job_queued(); break;
      case EventKind::job_started: job_started(); break;
      case EventKind::job_work_began:
        if (JobState* job = subject_job()) {
          job->occupied = true;
          job->occupation = {static_cast<WorkKind>(e_.detail), e_.site,
                             Duration(static_cast<std::int64_t>(e_.value)), w_.now, w_.position};
        }
        break;
      case EventKind::job_work_ended:
        if (JobState* job = subject_job()) {
          job->occupied = false;
          job->occupation = {};
        }
        break;
      case EventKind::job_ended: job_ended(); break;
      case EventKind::job_returned: settle_job(JobStatus::returned); break;
      case EventKind::job_dropped: settle_job(JobStatus::dropped); break;
      case EventKind::job_aborted:
        if (JobState* job = subject_job();
            job && static_cast<JobAbort>(e_.detail) == JobAbort::already_started) {
          job->abort_ignored = true;
        }
        break;
      case EventKind::job_detached:
        if (JobState* job = subject_job()) job->detached = true;
        break;
      case EventKind::source_opened: source_opened(); break;
      case EventKind::source_closed:
        if (const auto source = find_source(); source != w_.sources.end()) w_.sources.erase(source);
        drop_packets();
        break;
      case EventKind::source_changed: source_changed(); break;
      case EventKind::source_ready:
        if (SourceState* source = subject_source()) source->ready |= e_.detail;
        break;
      case EventKind::would_block: forget_readiness(static_cast<AwaitKind>(e_.extra)); break;
      case EventKind::bytes_read:
        if (SourceState* source = subject_source()) {
          source->read += e_.value;
          source->unread -= std::min(source->unread, amount());
        }
        if (e_.detail == 1) forget_readiness(AwaitKind::readable);
        break;
      case EventKind::bytes_written:
        if (SourceState* source = subject_source()) source->written += e_.value;
        if (e_.detail == 1) forget_readiness(AwaitKind::writable);
        break;
      case EventKind::packet_sent:
        w_.packets.push_back({static_cast<SourceId>(e_.subject), static_cast<Packet>(e_.detail), e_.extra,
                              w_.now, instant(e_.value), w_.position});
        break;
      case EventKind::packet_arrived: packet_arrived(); break;
      case EventKind::interfered:
        if (e_.extra == 0) interfered();
        break;
      case EventKind::ticks_missed:
      case EventKind::token_checked:
      case EventKind::task_chosen:
      case EventKind::budget_spent: break;
    }
  }

 private:
  /// To change it: whatever becomes of a task goes through here.
  TaskState* find(TaskId id) {
    if (changes_ && (changes_->tasks.empty() || changes_->tasks.back() != id)) changes_->tasks.push_back(id);
    return edit_by_id(w_.tasks, id);
  }
  EventIndex number() const { return static_cast<EventIndex>(w_.position); }

  void spawned() {
    // Ids count from 1 without gaps; a damaged trace must not make room for four billion tasks.
    if (raw(e_.task) != w_.tasks.size() + 1) return;
    TaskState task;
    task.id = e_.task;
    task.parent = static_cast<TaskId>(e_.subject);
    w_.tasks.push_back(std::move(task));
    forget_unpolled(static_cast<FutureId>(e_.value & 0xffffffffu));
    enqueue(*find(e_.task));
  }

  void poll_began() {
    TaskState* task = leave_queue();
    if (!task) return;
    ++task->polls;
    ++w_.polls;
    task->last_poll = number();
    change(*task, TaskStatus::polling);
  }

  void poll_ended() {
    w_.polling = TaskId::none;
    TaskState* task = find(e_.task);
    if (!task) return;
    task->longest_poll = std::max(task->longest_poll, w_.now - task->since);
    switch (static_cast<PollEnd>(e_.detail)) {
      case PollEnd::pending_requeued: enqueue(*task); break;
      case PollEnd::pending_in_place: task->in_place = true; [[fallthrough]];
      case PollEnd::pending: change(*task, TaskStatus::waiting); break;
      case PollEnd::ready: change(*task, TaskStatus::returned); break;
      case PollEnd::panicked: change(*task, TaskStatus::panicked); break;
    }
  }

  void cancel_began() {
    if (TaskState* task = leave_queue()) {
      task->being_dropped = true;
      change(*task, TaskStatus::polling);
    }
  }

  void finished() {
    if (w_.polling == e_.task) w_.polling = TaskId::none;
    TaskState* task = find(e_.task);
    if (!task) return;
    task->finish = static_cast<FinishKind>(e_.detail);
    task->being_dropped = false;
    task->awaits.clear();
    if (task->status != status_of(task->finish)) change(*task, status_of(task->finish));
  }

  void woken() {
    TaskState* task = find(e_.task);
    if (!task) return;
    ++w_.wakes;
    ++task->wakes;
    if (static_cast<WakeReason>(e_.extra) == WakeReason::resource) stop_waiting_for_resource();
    if (static_cast<WakeReason>(e_.extra) == WakeReason::source) stop_waiting_for_source();
    const auto outcome = static_cast<WakeOutcome>(e_.detail);
    if (outcome == WakeOutcome::after_poll) ++task->self_wakes;
    if (outcome == WakeOutcome::queued) enqueue(*task);
  }

  void timer_set() {
    const TimerState timer{static_cast<TimerId>(e_.subject), e_.task, instant(e_.value), w_.now, w_.position};
    put_in(timer);
  }
  void put_in(const TimerState& timer) {
    if (changes_) changes_->timers.push_back({timer, false});
    if (timer.deadline > w_.now) w_.longest_wait = std::max(w_.longest_wait, wait(w_.now, timer.deadline));
    const auto behind = behind_timers_due(timer.deadline);
    const std::uint8_t place = free_place(timer.deadline, behind);
    w_.timers.insert(behind, timer);
    note_timer(timer.deadline, place);
  }
  /// `behind` is the first timer that is due later.
  std::uint8_t free_place(Instant deadline, SharedSequence<TimerState>::const_iterator behind) const {
    constexpr std::size_t most = 200;  // timers that can be seen beside each other
    if (w_.timers.size() > most) return no_timer_place;
    // As close as their pictures touch where the longest wait fills the room.
    const std::uint64_t near = static_cast<std::uint64_t>(w_.longest_wait.count()) / 4;
    std::array<bool, most + 1> taken{};
    const auto take = [&](const TimerState& t) {
      if (const std::uint8_t place = w_.timer_place(t.id); place < taken.size()) taken[place] = true;
    };
    for (auto it = behind; it != w_.timers.end() && apart(deadline, it->deadline) <= near; ++it) take(*it);
    for (auto it = behind; it != w_.timers.begin() && apart(std::prev(it)->deadline, deadline) <= near; --it)
      take(*std::prev(it));
    return static_cast<std::uint8_t>(std::ranges::find(taken, false) - taken.begin());
  }
  void take_out(const SharedSequence<TimerState>::const_iterator& timer) {
    if (changes_) changes_->timers.push_back({*timer, true});
    w_.timers.erase(timer);
  }
  void note_timer(Instant deadline, std::uint8_t place) {
    // Ids count from 1 without gaps; a damaged trace must not make room for four billion.
    if (e_.subject == 0 || e_.subject > w_.deadlines.size() + 4096) return;
    note(w_.deadlines, deadline, Instant());
    note(w_.timer_places, place, no_timer_place);
  }
  /// For timer `e_.subject`, in a log of all timers; `unknown` stands for those that nothing was noted of.
  template <class T>
  void note(SharedLog<T>& log, const T& value, const T& unknown) {
    while (log.size() + 1 < e_.subject) log.push_back(unknown);
    if (log.size() < e_.subject) {
      log.push_back(value);
    } else if (log[e_.subject - 1] != value) {
      log.replace(e_.subject - 1, value);
    }
  }
  SharedSequence<TimerState>::const_iterator behind_timers_due(Instant deadline) const {
    return w_.timers.partition_point([&](const TimerState& t) { return t.deadline <= deadline; });
  }
  /// Timer `e_.subject`, which should be due then.
  SharedSequence<TimerState>::const_iterator find_timer(Instant deadline) const {
    const auto is_it = [&](const TimerState& t) { return raw(t.id) == e_.subject; };
    if (!w_.timers.empty() && is_it(w_.timers.front())) return w_.timers.begin();
    for (auto it = w_.timers.partition_point([&](const TimerState& t) { return t.deadline < deadline; });
         it != w_.timers.end() && it->deadline == deadline; ++it) {
      if (is_it(*it)) return it;
    }
    return std::ranges::find_if(w_.timers, is_it);
  }

  // ---- jobs

  JobState* subject_job() { return edit_by_id(w_.jobs, static_cast<JobId>(e_.subject)); }

  void enter(JobState& job, JobStatus status) {
    job.status = status;
    job.since = w_.now;
    job.event = w_.position;
  }

  void job_queued() {
    // An id is taken when the work is first awaited, so another may be handed over before it. A damaged trace
    // must not make room for four billion.
    if (e_.subject == 0 || e_.subject > w_.jobs.size() + 4096) return;
    for (auto id = static_cast<std::uint32_t>(w_.jobs.size()); id < e_.subject; ++id) {
      w_.jobs.push_back({.id = static_cast<JobId>(id + 1)});
    }
    JobState& job = *subject_job();
    job.task = e_.task;
    job.kind = static_cast<JobKind>(e_.detail);
    enter(job, JobStatus::queued);
    w_.job_queue.push_back(job.id);
  }

  void job_started() {
    JobState* job = subject_job();
    if (!job || e_.extra == 0) return;
    erase(w_.job_queue, job->id);
    if (w_.workers.size() < e_.extra) w_.workers.resize(e_.extra);
    w_.workers[e_.extra - 1u] = job->id;
    job->worker = e_.extra;
    enter(*job, JobStatus::running);
  }

  void job_ended() {
    JobState* job = subject_job();
    if (!job) return;
    std::ranges::replace(w_.workers, job->id, JobId::none);
    job->finish = static_cast<FinishKind>(e_.detail);
    job->occupied = false;
    enter(*job, JobStatus::ended);
  }

  void settle_job(JobStatus status) {
    JobState* job = subject_job();
    if (!job) return;
    erase(w_.job_queue, job->id);
    enter(*job, status);
    TaskState* task = find(job->task);
    if (job->kind == JobKind::in_place && task) task->in_place = false;
  }

  // ---- resources

  ResourceState* subject_resource() { return edit_by_id(w_.resources, static_cast<ResourceId>(e_.subject)); }
  std::uint32_t amount() const {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(e_.value, no_capacity));
  }

  void resource_created() {
    if (e_.subject != w_.resources.size() + 1) return;
    ResourceState resource;
    resource.id = static_cast<ResourceId>(e_.subject);
    resource.kind = static_cast<ResourceKind>(e_.detail);
    resource.capacity = static_cast<std::uint32_t>(e_.value);
    if (resource.kind == ResourceKind::watch) resource.fill = 1;
    w_.resources.push_back(std::move(resource));
  }

  void waker_registered() {
    const auto kind = static_cast<AwaitKind>(e_.extra);
    if (is_source(kind)) {
      if (SourceState* source = subject_source())
        source->waiters.push_back({e_.task, kind, Access::exclusive, w_.now, w_.position});
      return;
    }
    ResourceState* resource = is_resource(kind) ? subject_resource() : nullptr;
    if (!resource) return;
    resource->waiters.push_back({e_.task, kind, static_cast<Access>(e_.detail), w_.now, w_.position});
    if (resource->kind == ResourceKind::barrier) ++resource->fill;
  }

  /// The first wait of the task is over; of two by the same task the first is served first.
  void stop_waiting_for_resource() {
    ResourceState* resource = subject_resource();
    if (!resource) return;
    const auto it = std::ranges::find(resource->waiters, e_.task, &Waiter::task);
    if (it == resource->waiters.end()) return;
    resource->waiters.erase(it);
    if (resource->kind == ResourceKind::barrier && resource->fill > 0) --resource->fill;
  }

  void resource_acquired() {
    ResourceState* resource = subject_resource();
    if (!resource) return;
    resource->holders.push_back({e_.task, static_cast<Access>(e_.detail), amount(), w_.now, w_.position});
    resource->fill += amount();
  }

  void resource_released() {
    ResourceState* resource = subject_resource();
    if (!resource) return;
    const auto it = std::ranges::find_if(resource->holders, [&](const Holder& h) {
      return h.task == e_.task && static_cast<std::uint8_t>(h.access) == e_.detail && h.amount == e_.value;
    });
    if (it == resource->holders.end()) return;
    resource->fill -= std::min(resource->fill, it->amount);
    resource->holders.erase(it);
  }

  void resource_changed() {
    ResourceState* resource = subject_resource();
    if (!resource) return;
    switch (static_cast<ResourceChange>(e_.detail)) {
      case ResourceChange::closed: resource->closed = true; break;
      case ResourceChange::dropped: resource->fill = 0; break;
      case ResourceChange::notified:
        if (e_.value != 0) resource->fill = 1;
        break;
      case ResourceChange::consumed: resource->fill = 0; break;
      case ResourceChange::initialised: resource->fill = 1; break;
      case ResourceChange::resized: resource->capacity = amount(); break;
      case ResourceChange::notified_all:
      case ResourceChange::opened:
      case ResourceChange::missed: break;
    }
  }

  // ---- sources

  SharedSequence<SourceState>::const_iterator find_source(std::uint32_t id) const {
    const auto it = place_of(w_.sources, static_cast<SourceId>(id));
    return it == w_.sources.end() || raw(it->id) != id ? w_.sources.end() : it;
  }
  SharedSequence<SourceState>::const_iterator find_source() const { return find_source(e_.subject); }
  SourceState* subject_source() {
    const auto it = find_source();
    return it == w_.sources.end() ? nullptr : &w_.sources.edit(it);
  }

  void source_opened() {
    const auto id = static_cast<SourceId>(e_.subject);
    if (id == SourceId::none || subject_source()) return;
    SourceState source;
    source.id = id;
    source.kind = static_cast<SourceKind>(e_.detail);
    source.other_end = static_cast<SourceId>(e_.value & 0xffffffffu);
    source.holds = e_.extra;
    if (const auto other = find_source(raw(source.other_end));
        source.other_end != SourceId::none && other != w_.sources.end()) {
      w_.sources.edit(other).other_end = id;
    }
    source.place = free_place();
    w_.sources.insert(place_of(w_.sources, id), std::move(source));
  }

  std::uint16_t free_place() const {
    std::vector<bool> taken(w_.sources.size() + 1);
    for (const SourceState& s : w_.sources) {
      if (s.place < taken.size()) taken[s.place] = true;
    }
    return static_cast<std::uint16_t>(std::ranges::find(taken, false) - taken.begin());
  }

  void source_changed() {
    SourceState* source = subject_source();
    if (!source) return;
    switch (static_cast<SourceChange>(e_.detail)) {
      case SourceChange::connected:
      case SourceChange::accepted: source->connected = true; break;
      case SourceChange::write_shut: source->write_shut = true; break;
      case SourceChange::read_ended: source->read_ended = true; break;
      case SourceChange::failed: source->error = static_cast<int>(amount()); break;
      case SourceChange::lost: break;
    }
  }

  void forget_readiness(AwaitKind kind) {
    SourceState* source = subject_source();
    if (!source || (source->ready & readiness::failed)) return;
    if (kind != AwaitKind::writable && (source->ready & readiness::ended)) return;
    const auto bit = kind == AwaitKind::writable ? readiness::writable : readiness::readable;
    source->ready &= static_cast<std::uint8_t>(~bit);
  }

  void stop_waiting_for_source() {
    SourceState* source = subject_source();
    if (!source) return;
    const auto it = std::ranges::find(source->waiters, e_.task, &Waiter::task);
    if (it != source->waiters.end()) source->waiters.erase(it);
  }

  /// What is on its way to a source that is closed or broken off arrives nowhere.
  void drop_packets() {
    const auto is_lost = [&](const PacketState& s) { return raw(s.source) == e_.subject; };
    for (auto it = std::ranges::find_if(w_.packets, is_lost); it != w_.packets.end();
         it = std::ranges::find_if(w_.packets, is_lost)) {
      w_.packets.erase(it);
    }
  }

  void packet_arrived() {
    const auto it = std::ranges::find_if(w_.packets, [&](const PacketState& s) {
      return raw(s.source) == e_.subject && static_cast<std::uint8_t>(s.kind) == e_.detail &&
             s.bytes == e_.extra;
    });
    if (it != w_.packets.end()) w_.packets.erase(it);
    SourceState* source = subject_source();
    if (!source) return;
    switch (static_cast<Packet>(e_.detail)) {
      case Packet::data: source->unread += e_.extra; break;
      case Packet::reset:
        source->unread = 0;
        drop_packets();
        break;
      default: break;
    }
  }

  // ---- what somebody does from outside

  void interfered() {
    switch (static_cast<Interference>(e_.detail)) {
      case Interference::run_next:
      case Interference::run_last: move_in_queue(); break;
      case Interference::delay: delay_timer(); break;
      case Interference::delay_job: delay_job(); break;
      case Interference::delay_packets: delay_packets(); break;
      case Interference::fail:
        if (SourceState* source = subject_source()) source->unread = 0;
        drop_packets();
        break;
      case Interference::abort:
      case Interference::wake:
      case Interference::cancel:
      case Interference::fail_job: break;  // events of their own say what comes of it
    }
  }

  void move_in_queue() {
    const auto id = static_cast<TaskId>(e_.subject);
    if (!take_from_queue(id)) return;
    const bool goes_first = static_cast<Interference>(e_.detail) == Interference::run_next;
    w_.ready.insert(goes_first ? w_.ready.begin() : w_.ready.end(), id);
    if (goes_first) ++w_.first_by_hand;
  }

  /// A damaged trace may say anything.
  Duration delayed_by() const {
    return std::max(Duration(static_cast<std::int64_t>(e_.value)), Duration::zero());
  }

  void delay_job() {
    JobState* job = subject_job();
    if (!job || !job->occupied) return;
    const Duration by = delayed_by();
    Duration& lasts = job->occupation.duration;
    lasts = lasts > Duration::max() - by ? Duration::max() : lasts + by;
  }

  void delay_packets() {
    const Duration by = delayed_by();
    for (std::size_t i = 0; i < w_.packets.size(); ++i) {
      const PacketState& packet = w_.packets[i];
      if (raw(packet.source) != e_.subject || packet.kind == Packet::request) continue;
      w_.packets.edit(i).arrives =
          packet.arrives > Instant::max() - by ? Instant::max() : packet.arrives + by;
    }
  }

  void delay_timer() {
    const auto it = std::ranges::find(w_.timers, static_cast<TimerId>(e_.subject), &TimerState::id);
    if (it == w_.timers.end()) return;
    TimerState timer = *it;
    timer.deadline = instant(e_.value);
    take_out(it);
    put_in(timer);
  }

  void await_began() {
    // Who awaits is being polled, even where no event said by whom: a future polled by hand.
    forget_unpolled(static_cast<FutureId>(e_.value));
    if (static_cast<AwaitKind>(e_.extra) == AwaitKind::future)
      forget_unpolled(static_cast<FutureId>(e_.subject));
    if (TaskState* task = find(e_.task)) {
      const Await await{static_cast<AwaitKind>(e_.extra), e_.subject, static_cast<FutureId>(e_.value),
                        e_.site, number()};
      task->awaits.push_back(await);
      note_awaiter(raw(await.by));
      if (await.kind == AwaitKind::future) note_awaiter(await.object);
    }
  }

  /// So that a future that is dropped is not looked for among the awaits of every task.
  void note_awaiter(std::uint32_t future) {
    // Futures that no event names are passed over; a damaged trace must not make room for four billion.
    if (future == 0 || future > w_.awaiters.size() + 65536) return;
    while (w_.awaiters.size() < future) w_.awaiters.push_back(TaskId::none);
    const TaskId known = w_.awaiters[future - 1];
    if (known == e_.task || known == several_tasks) return;
    w_.awaiters.edit(future - 1) = known == TaskId::none ? e_.task : several_tasks;
  }

  void await_ended() {
    TaskState* task = find(e_.task);
    if (!task) return;
    auto& awaits = task->awaits;
    const auto it = std::ranges::find_if(awaits, [&](const Await& a) {
      return raw(a.by) == e_.value && a.object == e_.subject &&
             static_cast<std::uint16_t>(a.kind) == e_.extra;
    });
    if (it == awaits.end()) return;
    const Await ended = *it;
    awaits.erase(it);
    forget_awaits_of(*task, ended);
  }

  /// The awaits below an await that is over are over, too: the branches of a timeout, for example.
  void forget_awaits_of(TaskState& task, const Await& over) {
    if (!waits_inside(over.kind)) return;
    forget_awaits_by(task, static_cast<FutureId>(over.object));
  }

  void forget_awaits_by(TaskState& task, FutureId by) {
    if (std::ranges::none_of(task.awaits, [&](const Await& a) { return a.by == by; })) return;
    std::vector<Await> gone;
    erase_if(task.awaits, [&](const Await& a) {
      if (a.by != by) return false;
      gone.push_back(a);
      return true;
    });
    for (const Await& a : gone) forget_awaits_of(task, a);
  }

  void future_dropped() {
    const auto future = static_cast<FutureId>(e_.subject);
    forget_unpolled(future);
    if (e_.subject == 0 || e_.subject > w_.awaiters.size()) return;
    const TaskId awaiter = w_.awaiters[e_.subject - 1];
    if (awaiter == TaskId::none) return;
    if (awaiter != several_tasks) return forget_awaits_of_dropped(raw(awaiter));
    for (std::uint32_t id = 1; id <= w_.tasks.size(); ++id) forget_awaits_of_dropped(id);
  }

  void forget_awaits_of_dropped(std::uint32_t id) {
    const TaskState* known = find_by_id(w_.tasks, static_cast<TaskId>(id));
    if (!known || known->awaits.empty() || known->is_done()) return;
    TaskState& task = *find(known->id);
    forget_awaits_by(task, static_cast<FutureId>(e_.subject));
    erase_if(task.awaits,
             [&](const Await& a) { return a.kind == AwaitKind::future && a.object == e_.subject; });
  }

  /// Futures are made in the order of their ids.
  void forget_unpolled(FutureId future) {
    const auto it = w_.unpolled.partition_point([&](FutureId f) { return raw(f) < raw(future); });
    if (it != w_.unpolled.end() && *it == future) w_.unpolled.erase(it);
  }

  bool token_born_cancelled() const {
    const TokenState* parent = find_by_id(w_.tokens, static_cast<TokenId>(e_.value));
    return parent && parent->cancelled;
  }

  /// Whether it was there.
  bool take_from_queue(TaskId id) {
    const auto it = find_in_queue(id);
    if (it == w_.ready.end()) return false;
    if (w_.first_by_hand > 0 && it - w_.ready.begin() < w_.first_by_hand) --w_.first_by_hand;
    w_.ready.erase(it);
    return true;
  }

  /// Most stand there in the order of their wakes, if nobody has moved them by hand.
  SharedSequence<TaskId>::const_iterator find_in_queue(TaskId id) const {
    if (w_.ready.empty() || w_.ready.front() == id) return w_.ready.begin();
    const TaskState* task = find_by_id(w_.tasks, id);
    if (task && w_.ready.size() > 16) {
      const auto it = w_.ready.partition_point([&](TaskId other) {
        const TaskState* state = find_by_id(w_.tasks, other);
        return state && state->last_wake < task->last_wake;
      });
      if (it != w_.ready.end() && *it == id) return it;
    }
    return std::ranges::find(w_.ready, id);
  }

  TaskState* leave_queue() {
    TaskState* task = find(e_.task);
    if (!task) return nullptr;
    take_from_queue(e_.task);
    if (w_.left_in_turn > 0) --w_.left_in_turn;
    w_.polling = e_.task;
    return task;
  }

  void enqueue(TaskState& task) {
    task.last_wake = number();
    w_.ready.push_back(task.id);
    change(task, TaskStatus::queued);
  }

  /// Adds the time spent in the old status to its sum and enters the new one.
  void change(TaskState& task, TaskStatus status) {
    const Duration spent = w_.now - task.since;
    switch (task.status) {
      case TaskStatus::polling: task.busy += spent; break;
      case TaskStatus::queued:
        if (task.status_since != 0) task.queued += spent;
        break;
      case TaskStatus::waiting: task.idle += spent; break;
      default: break;
    }
    task.status = status;
    task.status_since = number();
    task.since = w_.now;
  }

  World& w_;
  const Event& e_;
  Changes* changes_;  // may be null
};

}  // namespace

const char* name(TaskStatus status) {
  switch (status) {
    case TaskStatus::queued: return "queued";
    case TaskStatus::polling: return "polling";
    case TaskStatus::waiting: return "waiting";
    case TaskStatus::returned: return "returned";
    case TaskStatus::cancelled: return "cancelled";
    case TaskStatus::panicked: return "panicked";
  }
  return "";
}

void apply(World& world, const Event& event, Changes* changes) { Step(world, event, changes).run(); }

const JobState* World::job(JobId id) const { return find_by_id(jobs, id); }
const TaskState* World::task(TaskId id) const { return find_by_id(tasks, id); }
const TokenState* World::token(TokenId id) const { return find_by_id(tokens, id); }
const ResourceState* World::resource(ResourceId id) const { return find_by_id(resources, id); }
const Holder* ResourceState::held_by(TaskId task) const {
  const auto it = std::ranges::find(holders, task, &Holder::task);
  return it == holders.end() ? nullptr : &*it;
}
const Waiter* ResourceState::waited_for_by(TaskId task) const {
  const auto it = std::ranges::find(waiters, task, &Waiter::task);
  return it == waiters.end() ? nullptr : &*it;
}
const SourceState* World::source(SourceId id) const {
  const auto it = place_of(sources, id);
  return it == sources.end() || it->id != id ? nullptr : &*it;
}
const Waiter* SourceState::waited_for_by(TaskId task) const {
  const auto it = std::ranges::find(waiters, task, &Waiter::task);
  return it == waiters.end() ? nullptr : &*it;
}
const TimerState* World::timer(TimerId id) const {
  if (raw(id) == 0 || raw(id) > deadlines.size()) return nullptr;
  const Instant due = deadlines[raw(id) - 1];
  auto it = timers.partition_point([&](const TimerState& t) { return t.deadline < due; });
  while (it != timers.end() && it->deadline == due && it->id != id) ++it;
  return it == timers.end() || it->id != id ? nullptr : &*it;
}

std::uint8_t World::timer_place(TimerId id) const {
  return raw(id) == 0 || raw(id) > timer_places.size() ? no_timer_place : timer_places[raw(id) - 1];
}
Instant World::deadline_of(TimerId id) const {
  return raw(id) == 0 || raw(id) > deadlines.size() ? now : deadlines[raw(id) - 1];
}

std::size_t World::bytes() const {
  std::size_t bytes = sizeof(World) + tasks.bytes() + ready.bytes() + timers.bytes() + tokens.bytes() +
                      resources.bytes() + jobs.bytes() + job_queue.bytes() + sources.bytes() +
                      packets.bytes() + unpolled.bytes() + output.bytes() + awaiters.bytes() +
                      deadlines.bytes() + timer_places.bytes();
  for (const TaskState& task : tasks) bytes += task.awaits.bytes();
  for (const ResourceState& r : resources) bytes += r.waiters.bytes() + r.holders.bytes();
  return bytes;
}

std::uint64_t World::hash() const {
  Fnv1a h;
  const auto number = [&](auto n) { h.add(static_cast<std::uint64_t>(n)); };
  const auto time = [&](Instant t) { number(t.time_since_epoch().count()); };
  number(position);
  time(now);
  for (const TaskState& t : tasks) {
    number(raw(t.id));
    number(raw(t.parent));
    number(t.status);
    number(t.finish);
    number(t.abort_requested | t.result_taken << 1 | t.detached << 2 | t.being_dropped << 3 |
           t.in_place << 4);
    number(t.status_since);
    time(t.since);
    number(t.last_wake);
    number(t.last_poll);
    number(t.polls);
    number(t.wakes);
    number(t.self_wakes);
    for (const Duration d : {t.busy, t.queued, t.idle, t.longest_poll}) number(d.count());
    for (const Await& a : t.awaits) {
      number(a.kind);
      number(a.object);
      number(raw(a.by));
      number(raw(a.site));
      number(a.since);
    }
  }
  for (const TaskId id : ready) number(raw(id));
  number(first_by_hand);
  number(raw(polling));
  for (const TimerState& t : timers) {
    number(raw(t.id));
    number(raw(t.task));
    time(t.deadline);
    time(t.set_at);
    number(t.since);
  }
  for (const TokenState& t : tokens) {
    number(raw(t.id));
    number(raw(t.parent));
    number(t.cancelled);
  }
  for (const ResourceState& r : resources) {
    number(raw(r.id));
    number(r.kind);
    number(r.capacity);
    number(r.fill);
    number(r.closed);
    for (const Holder& holder : r.holders) {
      number(raw(holder.task));
      number(holder.access);
      number(holder.amount);
      time(holder.since);
      number(holder.event);
    }
    for (const Waiter& waiter : r.waiters) {
      number(raw(waiter.task));
      number(waiter.kind);
      number(waiter.access);
      time(waiter.since);
      number(waiter.event);
    }
  }
  for (const JobState& j : jobs) {
    number(raw(j.id));
    number(raw(j.task));
    number(j.kind);
    number(j.status);
    number(j.finish);
    number(j.abort_ignored | j.detached << 1 | j.occupied << 2);
    number(j.worker);
    time(j.since);
    number(j.event);
    number(j.occupation.event);
  }
  for (const JobId id : job_queue) number(raw(id));
  for (const JobId id : workers) number(raw(id));
  for (const SourceState& s : sources) {
    number(raw(s.id));
    number(s.kind);
    number(s.place);
    number(raw(s.other_end));
    for (const auto n : {std::uint64_t{s.holds}, std::uint64_t{s.unread}, s.read, s.written}) number(n);
    number(s.ready);
    number(s.connected | s.write_shut << 1 | s.read_ended << 2);
    number(s.error);
    for (const Waiter& waiter : s.waiters) {
      number(raw(waiter.task));
      number(waiter.kind);
      time(waiter.since);
      number(waiter.event);
    }
  }
  for (const PacketState& s : packets) {
    number(raw(s.source));
    number(s.kind);
    number(s.bytes);
    time(s.sent);
    time(s.arrives);
    number(s.event);
  }
  for (const FutureId id : unpolled) number(raw(id));
  for (const EventNumber n : output) number(n);
  number(occupied);
  number(occupation.kind);
  number(raw(occupation.site));
  number(occupation.duration.count());
  time(occupation.since);
  number(occupation.event);
  number(parked | has_park_deadline << 1 | ended << 2);
  time(park_deadline);
  number(turn);
  number(policy);
  number(left_in_turn);
  number(polls);
  number(wakes);
  number(longest_wait.count());
  number(result);
  for (const WaitLink& link : stuck) {
    number(raw(link.task));
    number(link.object);
  }
  return h.value();
}

}  // namespace loopglass
