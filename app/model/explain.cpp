#include "app/model/explain.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "app/model/await_stack.hpp"
#include "app/model/stuck.hpp"

namespace loopglass {
namespace {

// A timer of a real clock is never quite on time; only more than this is worth a word.
constexpr Duration worth_a_word = std::chrono::milliseconds(1);

Instant instant(std::uint64_t ns) { return Instant(Duration(static_cast<std::int64_t>(ns))); }
std::string count(std::uint64_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}
/// "2nd", "11th", "23rd".
std::string ordinal(std::uint64_t n) {
  const bool is_teen = n % 100 >= 11 && n % 100 <= 13;
  const char* end = is_teen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
  return std::to_string(n) + end;
}
std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

/// One event in words. Words of ours begin a sentence with a capital; names keep the case they have.
class Sentence {
 public:
  Sentence(const Trace& trace, const Names& names, const World& before, const Event& event)
      : trace_(trace), names_(names), w_(before), e_(event) {}

  std::string text() const {
    switch (e_.kind) {
      case EventKind::task_spawned: return spawned();
      case EventKind::turn_began: return turn_began();
      case EventKind::poll_began: return poll_began();
      case EventKind::poll_ended: return poll_ended();
      case EventKind::future_created:
        return (e_.task == TaskId::none ? "The program" : me()) + " calls " + future() +
               ": that makes a future, and runs nothing yet.";
      case EventKind::future_dropped:
        return "The future of " + future() +
               (e_.detail == 0 ? " is dropped without one poll: its code never ran."
                               : " is dropped half way, at the await where it stands.");
      case EventKind::await_began: return await_began();
      case EventKind::await_ended: return await_ended();
      case EventKind::waker_registered: return waker_registered();
      case EventKind::task_woken: return wake();
      case EventKind::timer_set:
        return me() + " asks the reactor for " + timer() + ", due at " + to_text(deadline()) + ".";
      case EventKind::timer_fired: return fired();
      case EventKind::timer_cancelled:
        return "The reactor forgets " + timer() + ": nobody waits for it any more.";
      case EventKind::ticks_missed: return missed();
      case EventKind::parked: return parked();
      case EventKind::unparked:
        return e_.subject == 1 ? "The loop looks at its timers at " + to_text(e_.time()) + "."
                               : interrupted();
      case EventKind::work_began:
        if (e_.subject != 0) return keeps_thread_for_lock();
        return is_block() ? me() + " blocks the thread for " + span() + ": nothing else can run meanwhile."
                          : me() + " computes for " + span() + " and keeps the thread.";
      case EventKind::work_ended:
        if (e_.subject != 0)
          return me() + " has waited for " + resource() + " for " + span() +
                 " in vain, and lets go of the thread.";
        return is_block() ? me() + " has the thread back after " + span() + "."
                          : me() + " has computed for " + span() + ".";
      case EventKind::abort_requested: return abort_requested();
      case EventKind::cancel_began: return cancel_began();
      case EventKind::task_finished: return finished();
      case EventKind::result_taken: return taken();
      case EventKind::handle_dropped: return handle_dropped();
      case EventKind::token_created: return token_created();
      case EventKind::token_cancelled: return token_cancelled();
      case EventKind::token_checked:
        return me() + " looks at " + token() +
               (e_.detail == 0 ? ": it is not cancelled." : ": it is cancelled.");
      case EventKind::output:
        return (e_.subject == 0 ? me() : "On " + worker_of_job() + ", " + job()) + " prints " +
               string_value() + ".";
      case EventKind::shutdown_began: return shutdown();
      case EventKind::resource_created: return resource_created();
      case EventKind::resource_acquired: return resource_acquired();
      case EventKind::resource_released: return resource_released();
      case EventKind::resource_changed: return resource_changed();
      case EventKind::message_sent: return message_sent();
      case EventKind::message_received: return message_received();
      case EventKind::wait_cancelled:
        return is_source(static_cast<AwaitKind>(e_.extra))
                   ? "The reactor forgets that " + me() + " waits for " + source() + "."
                   : me() + " leaves the line of " + resource() + " before its turn has come.";
      case EventKind::source_opened: return source_opened();
      case EventKind::source_closed: return me() + " closes " + source() + ".";
      case EventKind::source_changed: return source_changed();
      case EventKind::source_ready: return seen(source(), e_.detail) + ".";
      case EventKind::would_block: return would_block();
      case EventKind::bytes_read:
        return me() + " reads " + count(e_.value, "byte") + " from " + source() +
               (e_.detail == 1 ? ": all that was there." : ".");
      case EventKind::bytes_written:
        return me() + " writes " + count(e_.value, "byte") + " to " + source() +
               (e_.detail == 1 ? ": there is no room for more." : ".");
      case EventKind::packet_sent: return packet_sent();
      case EventKind::packet_arrived: return packet_arrived();
      case EventKind::interfered: return interfered();
      case EventKind::job_queued: return job_queued();
      case EventKind::job_started:
        return capital(worker()) + " starts " + job() + ", on a thread of its own: the loop goes on.";
      case EventKind::job_work_began:
        return "On " + worker() + ", " + job() + (is_block() ? " blocks for " : " computes for ") + span() +
               ": that holds its own thread, and not the loop's.";
      case EventKind::job_work_ended:
        return "On " + worker() + ", " + job() + (is_block() ? " has blocked for " : " has computed for ") +
               span() + ".";
      case EventKind::job_ended: return job_ended();
      case EventKind::job_returned: return job_returned();
      case EventKind::job_aborted: return job_aborted();
      case EventKind::job_dropped: return "The workers' queue loses " + job() + ": it never starts.";
      case EventKind::job_detached: return job_detached();
      case EventKind::task_chosen: return chosen();
      case EventKind::budget_spent:
        return count(e_.value, "await") + " of " + me() + (e_.value == 1 ? " was" : " were") +
               " ready in this poll, and that is its budget: it has to let the others go first.";
    }
    return "";
  }

 private:
  // ---- words for what the event names

  /// The task of the event, to begin a sentence with.
  std::string me() const { return e_.task == TaskId::none ? "The loop" : names_.task(e_.task); }
  std::string subject_task() const { return names_.task(static_cast<TaskId>(e_.subject)); }
  std::string future() const { return names_.future(static_cast<FutureId>(e_.subject)); }
  std::string timer() const { return Names::timer(static_cast<TimerId>(e_.subject)); }
  std::string token() const { return Names::token(static_cast<TokenId>(e_.subject)); }
  std::string resource() const { return names_.resource(static_cast<ResourceId>(e_.subject)); }
  std::string source() const { return names_.source(static_cast<SourceId>(e_.subject)); }
  const SourceState* source_state() const { return w_.source(static_cast<SourceId>(e_.subject)); }
  const ResourceState* resource_state() const { return w_.resource(static_cast<ResourceId>(e_.subject)); }
  std::string waited_for() const { return names_.object(static_cast<AwaitKind>(e_.extra), e_.subject); }
  std::string span() const { return to_text(Duration(static_cast<std::int64_t>(e_.value))); }
  std::string string_value() const {
    return "“" + std::string(trace_.string(static_cast<StringId>(e_.value))) + "”";
  }
  Instant deadline() const { return instant(e_.value); }
  bool is_block() const { return static_cast<WorkKind>(e_.detail) == WorkKind::block; }
  static bool is_late(Instant due, Instant now) {
    return due < now && due >= Instant{} && now - due >= worth_a_word;
  }

  // ---- work on worker threads

  std::string job() const { return names_.job(static_cast<JobId>(e_.subject)); }
  const JobState* job_state() const { return w_.job(static_cast<JobId>(e_.subject)); }
  std::string worker() const { return Names::worker(e_.extra); }
  std::string worker_of_job() const {
    const JobState* state = job_state();
    return state && state->worker > 0 ? Names::worker(state->worker) : "a worker";
  }

  std::string job_queued() const {
    const std::string who = me() + " hands " + job() + " to the worker threads";
    if (static_cast<JobKind>(e_.detail) == JobKind::in_place) {
      return who + " and stands still until it is done; other tasks go on.";
    }
    return who + " and goes on.";
  }

  std::string job_ended() const {
    const bool panicked = static_cast<FinishKind>(e_.detail) == FinishKind::panicked;
    return capital(worker()) + " is through with " + job() + (panicked ? ", which has panicked" : "") +
           ". The loop takes the result when it begins its next turn.";
  }

  std::string job_returned() const {
    const std::string what = "The loop takes the result of " + job() + " from its worker";
    if (static_cast<FinishKind>(e_.detail) == FinishKind::panicked) {
      return what + ": a panic, " + string_value() + ".";
    }
    const JobState* state = job_state();
    return what + (state && state->detached ? ", and nobody waits for it." : ".");
  }

  std::string job_aborted() const {
    const std::string who = me() + " aborts " + job();
    switch (static_cast<JobAbort>(e_.detail)) {
      case JobAbort::dropped: return who + ": it still waits for a free worker, so it is dropped.";
      case JobAbort::already_started:
        return who + ", but it has started: a thread cannot be stopped from outside, so it goes on.";
      case JobAbort::already_ended: return who + ", but too late: it is done already.";
    }
    return who + ".";
  }

  std::string job_detached() const {
    const std::string what = "The handle of " + job() + " is dropped";
    return what + (e_.detail == 1 ? ", and its result with it."
                                  : ": the work goes on, and nobody hears of its end.");
  }

  std::string interrupted() const {
    const EventNumber next = w_.position + 2;
    if (next <= trace_.size() && trace_[next].kind == EventKind::interfered)
      return "Somebody acts by hand: that ends the loop's sleep.";
    const auto done = std::ranges::find(w_.jobs, JobStatus::ended, &JobState::status);
    if (done == w_.jobs.end()) return "Something from outside ends the loop's sleep.";
    return capital(Names::worker(done->worker)) + " is through with " + names_.job(done->id) +
           ": that ends the loop's sleep.";
  }

  bool is_worker_busy() const {
    return std::ranges::any_of(w_.jobs, [](const JobState& j) {
      return j.status == JobStatus::queued || j.status == JobStatus::running;
    });
  }

  // ---- polls

  std::string spawned() const {
    if (static_cast<TaskId>(e_.subject) == TaskId::none && raw(e_.task) == 1) {
      return "The program starts: " + me() + " is the first task in the ready queue.";
    }
    const std::string who = capital_of_loop(subject_task()) + " spawns " + me();
    if (w_.ended) return who + ", but the run is over: it is dropped at once.";
    return who + ": it goes to the back of the ready queue and does not run yet.";
  }

  static std::string capital_of_loop(const std::string& name) {
    return name == "the loop" ? capital(name) : name;
  }

  std::string turn_began() const {
    const std::string number = "Turn " + std::to_string(e_.subject) + " of the loop: ";
    const auto policy = static_cast<Policy>(e_.detail);
    if (policy == Policy::tokio)
      return number + "up to 61 polls, and then it looks at its timers, as in Tokio.";
    if (policy == Policy::node) {
      return number + "it polls until only tasks that yielded are left, as in Node.";
    }
    if (policy != Policy::asyncio && policy != Policy::fifo && e_.value > 1)
      return number + count(e_.value, "poll") + which(policy) + ".";
    const std::string turn = number + "it polls ";
    if (w_.ready.empty()) return turn + count(e_.value, "task") + ".";
    const std::string first = names_.task(w_.ready.front());
    if (e_.value == 1) return turn + first + ", the only task that is ready now.";
    return turn + "the " + count(e_.value, "task") + " that are ready now, " + first + " first.";
  }

  static std::string which(Policy policy) {
    switch (policy) {
      case Policy::lifo: return ", each of the task that came last into the ready queue";
      case Policy::random: return ", each of a task that chance picks from the ready queue";
      case Policy::choices: return ", each of a task that the recipe chooses from the ready queue";
      default: break;
    }
    return "";
  }

  std::string chosen() const {
    const auto rule = [&]() -> std::string {
      switch (static_cast<Policy>(e_.detail)) {
        case Policy::lifo: return "Last in, first out";
        case Policy::random: return "Chance decides";
        case Policy::choices: return "The recipe decides";
        case Policy::tokio: return "As in Tokio";
        case Policy::node: return "As in Node";
        default: break;
      }
      return "The policy decides";
    };
    const std::string place =
        e_.subject + 1 == w_.ready.size() ? "the back" : "place " + std::to_string(e_.subject + 1);
    return rule() + ": the executor takes " + me() + " from " + place + " of the ready queue, ahead of " +
           ahead() + ".";
  }

  /// Those that stand before the task of the event in the ready queue.
  std::string ahead() const {
    constexpr std::size_t most = 3;
    const auto it = std::ranges::find(w_.ready, e_.task);
    const auto n = static_cast<std::size_t>(it - w_.ready.begin());
    if (n > most) return names_.task(w_.ready.front()) + " and " + count(n - 1, "other");
    std::string text;
    for (std::size_t i = 0; i < n; ++i) {
      text += (i == 0 ? "" : i + 1 == n ? " and " : ", ") + names_.task(w_.ready[i]);
    }
    return text;
  }

  /// Whether the event before this one has told where in the queue the task is taken from.
  bool was_chosen() const { return !w_.ready.empty() && w_.ready.front() != e_.task; }

  std::string poll_began() const {
    const TaskState* task = w_.task(e_.task);
    const std::uint32_t polls = task ? task->polls + 1 : 1;
    return (was_chosen() ? "The executor polls " + me()
                         : "The executor takes " + me() + " from the head of the ready queue and polls it") +
           (polls == 1 ? " for the first time." : " for the " + ordinal(polls) + " time.");
  }

  std::string poll_ended() const {
    const TaskState* task = w_.task(e_.task);
    switch (static_cast<PollEnd>(e_.detail)) {
      case PollEnd::ready: return me() + " is ready: its function returns.";
      case PollEnd::panicked: return me() + " panics: an exception leaves its function.";
      case PollEnd::pending_requeued: return requeued(task);
      case PollEnd::pending_in_place:
        return me() + " gives the thread back and stands still: until its work in place is done, no wake " +
               "queues it.";
      case PollEnd::pending: break;
    }
    const std::string waits = task ? waits_for(*task) : "";
    return me() + " is pending and gives the thread back" +
           (waits.empty() ? "." : ": it waits for " + waits + ".");
  }

  std::string requeued(const TaskState* task) const {
    if (task && task->abort_requested) {
      return me() + " is pending and goes to the back of the ready queue, where it waits to be dropped.";
    }
    const Await* await = task ? task->innermost_await() : nullptr;
    if (await && await->kind == AwaitKind::yield) {
      return me() + " yields: it gives the thread back and goes to the back of the ready queue.";
    }
    return me() + " is pending, but was woken during this poll: it goes to the back of the ready queue.";
  }

  /// What the ends of its await stack wait for; a timeout has two, a join as many as it has branches.
  std::string waits_for(const TaskState& task) const {
    std::string text;
    const Await* last = nullptr;
    for (const Await* await : ends_of(task, w_)) {
      if (last) text += are_both_needed(task, *last, *await) ? ", and " : ", or ";
      text += object_with_deadline(*await);
      last = await;
    }
    return text;
  }

  std::string object_with_deadline(const Await& await) const {
    std::string text = names_.object(await.kind, await.object);
    if (await.kind != AwaitKind::timer && await.kind != AwaitKind::interval) return text;
    const TimerState* timer = w_.timer(static_cast<TimerId>(await.object));
    return timer ? text + ", due at " + to_text(timer->deadline) : text;
  }

  // ---- awaits

  std::string await_began() const {
    switch (static_cast<AwaitKind>(e_.extra)) {
      case AwaitKind::future:
        return me() + " awaits " + waited_for() + ": it is polled in place, as a part of the same task.";
      case AwaitKind::timer: return me() + " awaits a sleep.";
      case AwaitKind::interval: return me() + " awaits the next tick of an interval.";
      case AwaitKind::yield: return me() + " yields: it offers the thread to the others.";
      case AwaitKind::timeout: return me() + " awaits a future with a deadline around it.";
      case AwaitKind::all:
        return me() + " awaits several futures: they are polled side by side, in this task.";
      case AwaitKind::any:
        return me() + " awaits the first of several futures: they are polled side by side, in this task.";
      default: return me() + " awaits " + waited_for() + ".";
    }
  }

  std::string await_ended() const {
    const std::string goes_on = me() + " goes on from its await.";
    switch (static_cast<AwaitKind>(e_.extra)) {
      case AwaitKind::future: return waited_for() + " has ended: " + goes_on;
      case AwaitKind::timer:
        return is_sleep_without_timer()
                   ? "The time of this sleep has come already: " + me() + " goes on at once, without a wait."
                   : "The sleep is over: " + goes_on;
      case AwaitKind::interval: return "The tick is due: " + goes_on;
      case AwaitKind::yield: return "It is its turn again: " + goes_on;
      case AwaitKind::token: return capital(waited_for()) + " is cancelled: " + goes_on;
      case AwaitKind::timeout: return "The future or its deadline is ready: " + goes_on;
      case AwaitKind::item: return "The next item of the stream is there, or its end: " + goes_on;
      case AwaitKind::all: return "The futures that it awaits side by side are done: " + goes_on;
      case AwaitKind::any: return "One of the futures that it awaits side by side is ready: " + goes_on;
      case AwaitKind::job: return "The work is done: " + goes_on;
      default: break;
    }
    if (const auto kind = static_cast<AwaitKind>(e_.extra); is_resource(kind) || is_source(kind)) {
      return "The wait for " + waited_for() + " is over: " + goes_on;
    }
    return capital(waited_for()) + " is ready: " + goes_on;
  }

  /// Whether the sleep that is over began in this poll, and no timer was set for it.
  bool is_sleep_without_timer() const {
    const TaskState* task = w_.task(e_.task);
    return task && std::ranges::any_of(task->awaits, [&](const Await& a) {
             return a.kind == AwaitKind::timer && a.object == e_.subject && a.since > task->last_poll;
           });
  }

  std::string waker_registered() const {
    const bool is_join = static_cast<AwaitKind>(e_.extra) == AwaitKind::join;
    const auto kind = static_cast<AwaitKind>(e_.extra);
    if (is_resource(kind)) return queues_up();
    if (is_source(kind)) return me() + " leaves its waker with the reactor, which watches " + source() + ".";
    return me() + " leaves its waker with " + (is_join ? "the handle of " + subject_task() : waited_for()) +
           ".";
  }

  // ---- timers

  std::string fired() const {
    return capital(timer()) + (is_late(deadline(), e_.time())
                                   ? " was due at " + to_text(deadline()) + " and fires " +
                                         to_text(e_.time() - deadline()) + " late."
                                   : " is due at " + to_text(deadline()) + " and fires.");
  }

  std::string parked() const {
    if (e_.value == ~std::uint64_t{0}) {
      return is_worker_busy() ? "No task is ready and no timer is set: the loop waits for the workers."
                              : "No task is ready and no timer is set: the loop waits for the outside world.";
    }
    const bool before_timers = w_.timers.empty() || deadline() < w_.timers.front().deadline;
    if (before_timers && deadline() > e_.time()) {
      return "No task is ready: the loop sleeps until " + to_text(deadline()) + ", when " + next_arrival() +
             ".";
    }
    const std::string next = w_.timers.empty() ? "a timer" : Names::timer(w_.timers.front().id);
    if (deadline() <= e_.time()) {
      return "No task is ready, but " + next + " has been due since " + to_text(deadline()) +
             ": the loop does not sleep.";
    }
    const bool may_be_woken =
        std::ranges::any_of(w_.sources, [](const SourceState& s) { return !s.waiters.empty(); });
    return "No task is ready: the loop sleeps until " + to_text(deadline()) +
           (may_be_woken ? " at the latest" : "") + ", when " + next + " is due.";
  }

  std::string missed() const {
    const std::string who = me() + " is behind by " + count(e_.value, "tick");
    switch (static_cast<MissedTicks>(e_.detail)) {
      case MissedTicks::burst: return who + ": they follow at once.";
      case MissedTicks::delay: return who + ": the schedule starts anew from here.";
      case MissedTicks::skip: return who + ": they are left out.";
    }
    return who + ".";
  }

  // ---- wakes

  std::string cause() const {
    switch (static_cast<WakeReason>(e_.extra)) {
      case WakeReason::timer: {
        if (e_.value > 0 && e_.value <= trace_.size()) {
          if (const Instant due = instant(trace_[e_.value].value); is_late(due, e_.time())) {
            return capital(timer()) + " was due at " + to_text(due) + " and is " + to_text(e_.time() - due) +
                   " late; its waker";
          }
        }
        return capital(timer()) + " is due; its waker";
      }
      case WakeReason::joined: return "The waker that " + me() + " left with the handle of " + subject_task();
      case WakeReason::token: return "The waker that " + me() + " left with " + token();
      case WakeReason::yield: return "The yield";
      case WakeReason::abort: return "The abort";
      case WakeReason::resource: return "The waker that " + me() + " left with " + resource();
      case WakeReason::job: return "The waker that " + me() + " left with " + job();
      case WakeReason::thread: return "Another thread";
      case WakeReason::budget: return "Its budget";
      case WakeReason::source:
        if (e_.value == 0 || e_.value > trace_.size())
          return "The waker that " + me() + " left with " + source();
        return seen(source(), trace_[e_.value].detail) + "; its waker";
      case WakeReason::hand: return "The wake by hand";
      case WakeReason::other: break;
    }
    return "A waker";
  }

  /// Who wakes whom comes first, where a task does it through something that both know.
  std::string wake() const {
    const auto reason = static_cast<WakeReason>(e_.extra);
    if (subject_of(e_, w_) == e_.task) return cause() + woken(me());
    return names_.task(w_.polling) + " wakes " + me() + ": the waker left with " +
           (reason == WakeReason::token ? token() : resource()) + woken("it");
  }

  /// What a waker does to the task that it stands for, as the end of a sentence.
  std::string woken(const std::string& whom) const {
    switch (static_cast<WakeOutcome>(e_.detail)) {
      case WakeOutcome::queued:
        return " puts " + whom + " at the back of the ready queue" +
               (w_.ended ? ", but the run is over: nobody is polled any more." : ".");
      case WakeOutcome::coalesced:
        return " finds " + whom + " in the ready queue already: one poll serves both wakes.";
      case WakeOutcome::after_poll:
        return " will put " + whom + " at the back of the ready queue when this poll ends.";
      case WakeOutcome::stale: return " finds " + whom + " done already: the wake does nothing.";
      case WakeOutcome::held:
        return " finds " + whom + " standing still for its work in place: it is polled after that.";
    }
    return " wakes " + whom + ".";
  }

  // ---- what somebody does from outside

  /// Whether it follows at once from what somebody does.
  bool is_by_hand() const {
    return w_.position > 0 && w_.position <= trace_.size() &&
           trace_[w_.position].kind == EventKind::interfered;
  }

  std::string interfered() const {
    const auto what = static_cast<Interference>(e_.detail);
    if (e_.extra == 1) return in_vain(what);
    switch (what) {
      case Interference::abort: return "By hand, between two polls, " + subject_task() + " is aborted.";
      case Interference::wake:
        return "By hand, " + subject_task() + " is woken, whether or not what it waits for has come.";
      case Interference::run_next:
        return "By hand, " + subject_task() + " is put at the head of the ready queue: it is next.";
      case Interference::run_last:
        return "By hand, " + subject_task() + " is put at the back of the ready queue.";
      case Interference::cancel: return "By hand, between two polls, " + token() + " is cancelled.";
      case Interference::delay:
        return "By hand, " + timer() + " is delayed: it is due at " + to_text(deadline()) + ".";
      case Interference::delay_job:
        return "By hand, the worker that does " + job() + " stands still for " +
               to_text(Duration(static_cast<std::int64_t>(e_.value))) + ".";
      case Interference::delay_packets:
        return "By hand, what is on its way to " + source() + " is held up: it arrives " +
               to_text(Duration(static_cast<std::int64_t>(e_.value))) + " later.";
      case Interference::fail:
        return "By hand, " + source() + " is broken off: what it had not read is lost.";
      case Interference::fail_job:
        return "By hand, " + job() + " is made to fail: it panics on its worker, and gives no result.";
    }
    return "";
  }

  /// Why it came to nothing.
  std::string in_vain(Interference what) const {
    switch (what) {
      case Interference::abort:
        return "By hand, " + subject_task() + " is aborted, but too late: it is done already.";
      case Interference::wake: return "By hand, " + subject_task() + " is woken, but it is done already.";
      case Interference::run_next:
        return "By hand, " + subject_task() + " is to be next, but it is not in the ready queue.";
      case Interference::run_last:
        return "By hand, " + subject_task() + " is to be polled last, but " +
               (std::ranges::count(w_.ready, static_cast<TaskId>(e_.subject)) == 0
                    ? "it is not in the ready queue."
                    : "the policy does not go by the order of the queue.");
      case Interference::cancel: {
        const TokenState* state = w_.token(static_cast<TokenId>(e_.subject));
        return "By hand, " + token() + " is cancelled, but it is " +
               (state && state->cancelled ? "cancelled already." : "gone.");
      }
      case Interference::delay: return "By hand, " + timer() + " is delayed, but it is not set any more.";
      case Interference::delay_job:
        return "By hand, " + job() + " is to be delayed, but no worker is doing it.";
      case Interference::delay_packets:
        return "By hand, what comes to " + source() + " is to be held up, but nothing is on its way.";
      case Interference::fail:
        return "By hand, " + source() + " is to be broken off, but no connection stands there.";
      case Interference::fail_job: return "By hand, " + job() + " is to fail, but no worker is doing it.";
    }
    return "";
  }

  // ---- the ends of tasks

  std::string abort_requested() const {
    const std::string who =
        is_by_hand() ? subject_task() + " is aborted by hand"
                     : me() + " aborts " + (e_.subject == raw(e_.task) ? "itself" : subject_task());
    switch (static_cast<AbortOutcome>(e_.detail)) {
      case AbortOutcome::queued:
        return who + ": it is marked, and put at the back of the ready queue to be dropped there.";
      case AbortOutcome::was_queued:
        return who + ": it is marked, and will be dropped when its turn in the ready queue comes.";
      case AbortOutcome::after_poll:
        return who + ": it is marked, and will be dropped after this poll unless it is ready first.";
      case AbortOutcome::too_late: return who + ", but too late: it is done already.";
      case AbortOutcome::held:
        return who + ": it is marked, but stands still for its work in place and is dropped only after that.";
    }
    return who + ".";
  }

  std::string cancel_began() const {
    if (!w_.ended && was_chosen()) {
      return "The executor does not poll " + me() + ": it was aborted, so its future is dropped.";
    }
    if (!w_.ended) {
      return "The executor takes " + me() +
             " from the head of the ready queue, but does not poll it: it was aborted, so its future is "
             "dropped.";
    }
    const TaskState* task = w_.task(e_.task);
    if (!task || task->polls == 0) return "The run is over, so the future of " + me() + " is dropped.";
    return "The run is over, so the future of " + me() + " is dropped " +
           (task->status == TaskStatus::queued ? "although it is ready to go on." : "where it waits.");
  }

  /// " It could never have mutex knife, which ann held.", where the run ends with it in a ring.
  std::string what_it_was_stuck_on() const {
    const auto link = std::ranges::find(w_.stuck, e_.task, &WaitLink::task);
    if (link == w_.stuck.end()) return "";
    const TaskId next = (std::next(link) == w_.stuck.end() ? w_.stuck.front() : *std::next(link)).task;
    return " It could never have " + names_.object(link->kind, link->object) +
           (link->kind != AwaitKind::join && link->holds && next != e_.task
                ? ", which " + names_.task(next) + " held."
                : ".");
  }

  std::string finished() const {
    const TaskState* task = w_.task(e_.task);
    const bool is_detached = task && task->detached;
    switch (static_cast<FinishKind>(e_.detail)) {
      case FinishKind::panicked:
        return me() + " has panicked with " + string_value() + ": an exception has left its function." +
               (is_detached        ? " Its handle is dropped, so nobody hears of it."
                : raw(e_.task) > 1 ? " Only this task ends."
                                   : "");
      case FinishKind::cancelled: return me() + " is cancelled: its future is gone." + what_it_was_stuck_on();
      case FinishKind::cancelled_unpolled:
        return me() + " is cancelled before its first poll: none of its code ran.";
      default: return me() + " is done: its function has returned.";
    }
  }

  std::string taken() const {
    const std::string who = me() + " takes the result of " + subject_task();
    switch (static_cast<FinishKind>(e_.detail)) {
      case FinishKind::panicked: return who + ": an error, because it panicked.";
      case FinishKind::cancelled:
      case FinishKind::cancelled_unpolled: return who + ": an error, because it was cancelled.";
      default: return who + ".";
    }
  }

  std::string handle_dropped() const {
    const std::string what = "The handle of " + subject_task() + " is dropped";
    switch (static_cast<FinishKind>(e_.detail)) {
      case FinishKind::none: return what + (w_.ended ? "." : ": the task goes on alone, detached.");
      case FinishKind::panicked: return what + ", so nobody hears of its panic.";
      case FinishKind::returned: return what + ", and its result with it.";
      default: return what + ".";
    }
  }

  bool main_is_gone() const {
    const TaskState* main = w_.task(static_cast<TaskId>(1));
    return main && main->status == TaskStatus::cancelled;
  }

  std::string shutdown() const {
    std::string text;
    switch (static_cast<RunResult>(e_.detail)) {
      case RunResult::finished: text = "main is done, so the run ends"; break;
      case RunResult::panicked: text = "main has panicked, so the run ends"; break;
      case RunResult::deadlock:
        text = "Nothing can wake a task any more, so the run is stuck and ends";
        if (const std::string who = who_is_stuck(w_, names_); !who.empty()) text += ": " + who;
        break;
      case RunResult::stopped:
        text = main_is_gone() ? "main was aborted, so the run ends" : "The run is stopped";
        break;
    }
    if (e_.value > 0) {
      text += "; " + count(e_.value, "task") + (e_.value == 1 ? " is" : " are") + " left and cancelled";
    }
    const auto running =
        static_cast<std::uint64_t>(std::ranges::count(w_.jobs, JobStatus::running, &JobState::status));
    if (running == 0) return text + ".";
    return text + ". It waits for " + count(running, "worker") +
           " still at work: a thread cannot be stopped.";
  }

  // ---- resources

  std::string keeps_thread_for_lock() const {
    const ResourceState* lock = resource_state();
    const std::string waits = me() + " waits for " + resource();
    const std::string keeps = " and keeps the thread for " + span();
    if (!lock || lock->holders.empty()) return waits + keeps + ".";
    const std::string holder = names_.task(lock->holders.front().task);
    return waits + keeps + ". " + holder + " holds it, and cannot run meanwhile to give it back.";
  }

  std::string queues_up() const {
    const ResourceState* state = resource_state();
    const std::size_t ahead = state ? state->waiters.size() : 0;
    return me() + " leaves its waker with " + resource() +
           (ahead == 0 ? " and is the first in its line."
                       : " and waits in its line, behind " + count(ahead, "other") + ".");
  }

  std::string resource_created() const {
    const auto capacity = static_cast<std::uint32_t>(e_.value);
    const std::string made = (e_.task == TaskId::none ? "The program" : me()) + " makes " + resource();
    if (capacity == no_capacity) return made + ".";
    switch (static_cast<ResourceKind>(e_.detail)) {
      case ResourceKind::channel:
      case ResourceKind::broadcast: return made + ", which holds up to " + count(capacity, "message") + ".";
      case ResourceKind::semaphore: return made + " with " + count(capacity, "permit") + ".";
      case ResourceKind::barrier: return made + " for " + count(capacity, "task") + ".";
      default: return made + ".";
    }
  }

  std::string share() const {
    const ResourceState* state = resource_state();
    if (!state || state->kind != ResourceKind::semaphore) return resource();
    return count(e_.value, "permit") + " of " + resource();
  }
  bool is_kind(ResourceKind kind) const {
    const ResourceState* state = resource_state();
    return state && state->kind == kind;
  }

  std::string resource_acquired() const {
    if (is_kind(ResourceKind::once_cell))
      return me() + " is the one that makes the value of " + resource() + ".";
    const std::string how = !is_kind(ResourceKind::rw_lock)                    ? ""
                            : static_cast<Access>(e_.detail) == Access::shared ? " for reading"
                                                                               : " for writing";
    const bool was_waiting = w_.polling != e_.task;
    return me() + (was_waiting ? " is handed " : " takes ") + share() + how +
           (!was_waiting ? "."
            : w_.ended   ? ", but too late: the run is over."
                         : ", before it is polled.");
  }

  std::string resource_released() const {
    const ResourceState* state = resource_state();
    if (is_kind(ResourceKind::once_cell))
      return me() + " is no longer the one that makes the value of " + resource() + ".";
    return me() + " gives " + share() + " back" +
           (state && !state->waiters.empty()
                ? ": " + names_.task(state->waiters.front().task) + " is the first in the line."
                : ": nobody waits for it.");
  }

  std::string resource_changed() const {
    switch (static_cast<ResourceChange>(e_.detail)) {
      case ResourceChange::closed: return capital(resource()) + " is closed: nothing more will be sent.";
      case ResourceChange::dropped:
        return "The receiver of " + resource() + " is gone, and " + count(e_.value, "message") + " with it.";
      case ResourceChange::notified:
        return me() + " notifies one task at " + resource() +
               (e_.value == 0 ? "." : ": nobody waits, so the notification is stored.");
      case ResourceChange::notified_all:
        return me() + " notifies all that wait at " + resource() + ": " + count(e_.value, "task") + ".";
      case ResourceChange::consumed:
        return me() + " takes the notification that " + resource() + " has stored, and does not wait.";
      case ResourceChange::opened:
        return me() + " is the last to come: " + resource() + " opens for " + count(e_.value, "task") + ".";
      case ResourceChange::initialised: return capital(resource()) + " has its value now.";
      case ResourceChange::resized:
        return capital(resource()) + " has " + count(e_.value, "permit") + " now.";
      case ResourceChange::missed:
        return me() + " was too slow for " + resource() + " and has missed " + count(e_.value, "message") +
               ".";
    }
    return capital(resource()) + " changes.";
  }

  std::string message_sent() const {
    if (is_kind(ResourceKind::watch)) return me() + " sets a new value in " + resource() + ".";
    if (is_kind(ResourceKind::oneshot)) return me() + " sends its one message into " + resource() + ".";
    return me() + " sends a message into " + resource() + fill() + ".";
  }

  std::string message_received() const {
    if (is_kind(ResourceKind::watch)) return me() + " sees that " + resource() + " has a new value.";
    if (is_kind(ResourceKind::oneshot)) return me() + " takes the message out of " + resource() + ".";
    return me() + " receives a message from " + resource() + fill() + ".";
  }

  std::string fill() const {
    const ResourceState* state = resource_state();
    const std::string now = ", which now holds " + std::to_string(e_.value);
    return state && state->capacity != no_capacity ? now + " of " + std::to_string(state->capacity) : now;
  }

  // ---- sources

  static std::string seen(const std::string& what, std::uint8_t bits) {
    const std::string reactor = "The reactor sees that " + what;
    if (what == "Ctrl-C") return "The reactor sees " + what;
    if (bits & readiness::failed) return reactor + " has failed";
    if ((bits & readiness::readable) && (bits & readiness::writable))
      return reactor + " is readable and writable";
    if (bits & readiness::readable) return reactor + " is readable";
    if (bits & readiness::writable) return reactor + " is writable";
    return reactor + " gets nothing more";
  }

  std::string source_opened() const {
    switch (static_cast<SourceKind>(e_.detail)) {
      case SourceKind::listener: return me() + " opens " + source() + ": others may connect to it.";
      case SourceKind::signal: return me() + " asks the reactor to watch for " + source() + ".";
      case SourceKind::stream: break;
    }
    const auto other = static_cast<SourceId>(e_.value & 0xffffffffu);
    if (other == SourceId::none) return me() + " opens " + source() + ", its end of a connection.";
    return capital(source()) + " is there now, the other end of " + names_.source(other) +
           "; it waits to be accepted.";
  }

  std::string source_changed() const {
    switch (static_cast<SourceChange>(e_.detail)) {
      case SourceChange::connected: return capital(source()) + " is connected: the other side has answered.";
      case SourceChange::accepted:
        return me() + " accepts " + source() + " from " + names_.source(static_cast<SourceId>(e_.value)) +
               ".";
      case SourceChange::write_shut:
        return me() + " shuts its half of " + source() + ": the other side will read the end.";
      case SourceChange::read_ended:
        return me() + " reads the end of " + source() + ": the other side sends nothing more.";
      case SourceChange::failed:
        return me() + " finds that " + source() +
               " has failed: " + std::generic_category().message(static_cast<int>(e_.value)) + ".";
      case SourceChange::lost:
        return "The network loses what " + source() + " sends; it is sent again, and arrives " + span() +
               " later.";
    }
    return capital(source()) + " changes.";
  }

  std::string would_block() const {
    switch (static_cast<AwaitKind>(e_.extra)) {
      case AwaitKind::accept:
        return me() + " looks for a connection at " + source() + ": nobody is there yet.";
      case AwaitKind::writable:
        return me() + " tries to write to " + source() +
               ": there is no room, as the other side has not read yet.";
      default: return me() + " tries to read from " + source() + ": nothing is there yet.";
    }
  }

  static std::string travels(Packet kind, std::uint16_t bytes, const std::string& to) {
    switch (kind) {
      case Packet::request: return "the request of " + to + " for a connection";
      case Packet::answer: return "the answer that " + to + " is connected";
      case Packet::refusal: return "the answer that nobody listens for " + to;
      case Packet::data: return count(bytes, "byte") + " for " + to;
      case Packet::end: return "the end of what " + to + " reads";
      case Packet::reset: return "the news that " + to + " is broken off";
      case Packet::room: return "the news that there is room again for " + to;
    }
    return "something for " + to;
  }
  static std::string verb(Packet kind, std::uint16_t bytes, const std::string& one, const std::string& many) {
    return kind == Packet::data && bytes != 1 ? many : one;
  }

  std::string packet_sent() const {
    const auto kind = static_cast<Packet>(e_.detail);
    return capital(travels(kind, e_.extra, source())) + verb(kind, e_.extra, " is", " are") +
           " on the way, and " + verb(kind, e_.extra, "arrives", "arrive") + " at " + to_text(deadline()) +
           ".";
  }

  std::string packet_arrived() const {
    const auto kind = static_cast<Packet>(e_.detail);
    return capital(travels(kind, e_.extra, source())) + verb(kind, e_.extra, " arrives.", " arrive.");
  }

  /// What arrives first of all that is on its way.
  std::string next_arrival() const {
    const auto first = std::ranges::min_element(w_.packets, {}, &PacketState::arrives);
    if (first == w_.packets.end() || first->arrives != deadline()) return "there is news from outside";
    return travels(first->kind, first->bytes, names_.source(first->source)) +
           verb(first->kind, first->bytes, " arrives", " arrive");
  }

  // ---- tokens

  std::string token_created() const {
    return me() + " makes " + token() +
           (e_.value == 0 ? "." : ", a child of " + Names::token(static_cast<TokenId>(e_.value)) + ".");
  }

  std::string token_cancelled() const {
    if (e_.detail == 0)
      return is_by_hand() ? capital(token()) + " is cancelled by hand." : me() + " cancels " + token() + ".";
    const TokenState* state = w_.token(static_cast<TokenId>(e_.subject));
    return capital(token()) + " is cancelled with its parent" +
           (state && state->parent != TokenId::none ? ", " + Names::token(state->parent) : "") + ".";
  }

  const Trace& trace_;
  const Names& names_;
  const World& w_;
  const Event& e_;
};

}  // namespace

std::string explain(const Trace& trace, const Names& names, const World& before, const Event& event) {
  return on_one_line(Sentence(trace, names, before, event).text());
}

TaskId subject_of(const Event& event, const World& before) {
  if (event.kind != EventKind::task_woken || before.polling == TaskId::none) return event.task;
  const auto reason = static_cast<WakeReason>(event.extra);
  return reason == WakeReason::resource || reason == WakeReason::token ? before.polling : event.task;
}

}  // namespace loopglass
