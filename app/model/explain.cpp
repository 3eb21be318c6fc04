#include "app/model/explain.hpp"

#include <algorithm>

#include "runtime/time.hpp"

namespace loopglass {
namespace {

Instant instant(std::uint64_t ns) { return Instant(Duration(static_cast<std::int64_t>(ns))); }
std::string at(Instant t) { return to_text(t.time_since_epoch()); }
std::string tasks(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " task" : " tasks"); }

/// One event in words.
class Sentence {
 public:
  Sentence(const Trace& trace, const Names& names, const World& before, const Event& event)
      : trace_(trace), names_(names), w_(before), e_(event) {}

  std::string text() const {
    switch (e_.kind) {
      case EventKind::task_spawned: return spawned();
      case EventKind::turn_began:
        return "Turn " + std::to_string(e_.subject) + " of the loop: it polls the " + tasks(e_.value) +
               " that " + (e_.value == 1 ? "is" : "are") + " ready now" +
               (w_.ready.empty() ? "" : ", " + names_.task(w_.ready.front()) + " first") + ".";
      case EventKind::poll_began: return poll_began();
      case EventKind::poll_ended: return poll_ended();
      case EventKind::future_created:
        return me() + " calls " + future() + ": that makes a future, and runs nothing yet.";
      case EventKind::future_dropped:
        return e_.detail == 0
                   ? "The future of " + future() + " is dropped without one poll: its code never ran."
                   : "The future of " + future() + " is dropped half way, at its await.";
      case EventKind::await_began: return await_began();
      case EventKind::await_ended: return await_ended();
      case EventKind::waker_registered: return me() + " leaves its waker with " + waited_for() + ".";
      case EventKind::task_woken: return woken();
      case EventKind::timer_set:
        return me() + " asks the reactor for " + timer() + ", due at " + at(instant(e_.value)) + ".";
      case EventKind::timer_fired: return fired();
      case EventKind::timer_cancelled:
        return "The reactor forgets " + timer() + ": nobody waits for it any more.";
      case EventKind::ticks_missed: return missed();
      case EventKind::parked:
        return e_.value == ~std::uint64_t{0}
                   ? "No task is ready and no timer is set: the loop waits for the outside world."
                   : "No task is ready: the loop sleeps until " + at(instant(e_.value)) + ", when " +
                         (w_.timers.empty() ? "a timer" : Names::timer(w_.timers.front().id)) + " is due.";
      case EventKind::unparked:
        return e_.subject == 1 ? "The loop wakes up at " + at(e_.time()) + " and looks at its timers."
                               : "Something from outside ends the loop's sleep.";
      case EventKind::work_began:
        return is_block() ? me() + " blocks the thread for " + span() + ": nothing else can run meanwhile."
                          : me() + " computes for " + span() + " and keeps the thread.";
      case EventKind::work_ended:
        return is_block() ? me() + " has the thread back after " + span() + "."
                          : me() + " has computed for " + span() + ".";
      case EventKind::abort_requested: return abort_requested();
      case EventKind::cancel_began:
        return "The executor takes " + me() + " from the queue, but does not poll it: it was " +
               (w_.ended ? "still alive at the end" : "aborted") + ", so its future is dropped.";
      case EventKind::task_finished: return finished();
      case EventKind::result_taken: return taken();
      case EventKind::handle_dropped: return handle_dropped();
      case EventKind::token_created:
        return me() + " makes " + token() +
               (e_.value == 0 ? "." : ", a child of " + Names::token(static_cast<TokenId>(e_.value)) + ".");
      case EventKind::token_cancelled:
        return e_.detail == 0 ? me() + " cancels " + token() + "."
                              : token() + " is cancelled, too: its parent is.";
      case EventKind::token_checked:
        return me() + " looks at " + token() +
               (e_.detail == 0 ? ": not cancelled, so it goes on." : ": it is cancelled.");
      case EventKind::output:
        return me() + " prints “" + std::string(trace_.string(static_cast<StringId>(e_.value))) + "”.";
      case EventKind::shutdown_began: return shutdown();
    }
    return "";
  }

 private:
  std::string me() const { return names_.task(e_.task); }
  std::string subject_task() const { return names_.task(static_cast<TaskId>(e_.subject)); }
  std::string future() const { return names_.future(static_cast<FutureId>(e_.subject)); }
  std::string timer() const { return Names::timer(static_cast<TimerId>(e_.subject)); }
  std::string token() const { return Names::token(static_cast<TokenId>(e_.subject)); }
  std::string waited_for() const { return names_.object(static_cast<AwaitKind>(e_.extra), e_.subject); }
  std::string span() const { return to_text(Duration(static_cast<std::int64_t>(e_.value))); }
  bool is_block() const { return static_cast<WorkKind>(e_.detail) == WorkKind::block; }

  std::string spawned() const {
    if (static_cast<TaskId>(e_.subject) == TaskId::none) {
      return "The program starts: " + me() + " is the first task in the ready queue.";
    }
    return subject_task() + " spawns " + me() +
           ": it goes to the back of the ready queue and does not run yet.";
  }

  std::string poll_began() const {
    const TaskState* task = w_.task(e_.task);
    const std::uint32_t polls = task ? task->polls + 1 : 1;
    return "The executor takes " + me() + " from the head of the queue and polls it" +
           (polls == 1 ? " for the first time." : " again (poll " + std::to_string(polls) + ").");
  }

  std::string poll_ended() const {
    switch (static_cast<PollEnd>(e_.detail)) {
      case PollEnd::ready: return me() + " is ready: its function has returned.";
      case PollEnd::panicked: return me() + " panics: an exception leaves its function.";
      case PollEnd::pending_requeued:
        return me() + " is pending, but was woken during its poll: it goes to the back of the ready queue.";
      case PollEnd::pending: break;
    }
    const TaskState* task = w_.task(e_.task);
    const Await* await = task ? task->innermost_await() : nullptr;
    if (!await) return me() + " is pending. The thread is free for other tasks.";
    return me() + " is pending: it waits for " + waits_for(*await) + ". The thread is free for other tasks.";
  }

  std::string waits_for(const Await& await) const {
    std::string text = names_.object(await.kind, await.object);
    if (const TimerState* timer = w_.timer(static_cast<TimerId>(await.object));
        timer && (await.kind == AwaitKind::timer || await.kind == AwaitKind::interval)) {
      text += " (" + at(timer->deadline) + ")";
    }
    return text;
  }

  std::string await_began() const {
    switch (static_cast<AwaitKind>(e_.extra)) {
      case AwaitKind::future:
        return me() + " awaits " + waited_for() + ": it is polled in place, in the same task.";
      case AwaitKind::timer: return me() + " awaits a sleep.";
      case AwaitKind::interval: return me() + " awaits the next tick of an interval.";
      case AwaitKind::yield: return me() + " offers the thread to others: it yields.";
      case AwaitKind::timeout: return me() + " awaits a future with a deadline around it.";
      default: return me() + " awaits " + waited_for() + ".";
    }
  }

  std::string await_ended() const {
    switch (static_cast<AwaitKind>(e_.extra)) {
      case AwaitKind::timer:
      case AwaitKind::interval: return "The sleep is over: " + me() + " goes on behind its await.";
      case AwaitKind::yield: return me() + " has its turn again and goes on behind its await.";
      default: return waited_for() + " is ready: " + me() + " goes on behind its await.";
    }
  }

  std::string fired() const {
    const Duration late = e_.time() - instant(e_.value);
    return timer() + " is due (" + at(instant(e_.value)) + ")" +
           (late > Duration::zero() ? ", and fires " + to_text(late) + " late because the loop was busy"
                                    : "") +
           ".";
  }

  std::string cause() const {
    const auto reason = static_cast<WakeReason>(e_.extra);
    switch (reason) {
      case WakeReason::timer: {
        std::string text = timer() + " is due";
        if (e_.value > 0 && e_.value <= trace_.size()) {
          const Event& fired = trace_[e_.value];
          const Duration late = fired.time() - instant(fired.value);
          if (late > Duration::zero()) text += " and " + to_text(late) + " late";
        }
        return text + "; its waker";
      }
      case WakeReason::joined: return subject_task() + " is done; the waker kept by its handle";
      case WakeReason::yield: return me() + " wakes itself: yielding";
      case WakeReason::token: return token() + " is cancelled; its waker";
      case WakeReason::abort: return "The abort";
      case WakeReason::other: break;
    }
    return "A waker";
  }

  std::string woken() const {
    switch (static_cast<WakeOutcome>(e_.detail)) {
      case WakeOutcome::queued: return cause() + " puts " + me() + " at the back of the ready queue.";
      case WakeOutcome::coalesced:
        return cause() + " finds " + me() + " in the queue already: one poll serves both wakes.";
      case WakeOutcome::after_poll:
        return cause() + " will put " + me() + " at the back of the queue when this poll ends.";
      case WakeOutcome::stale: return cause() + " finds " + me() + " finished: the wake does nothing.";
    }
    return "";
  }

  std::string missed() const {
    const std::string count = std::to_string(e_.value) + (e_.value == 1 ? " tick" : " ticks");
    switch (static_cast<MissedTicks>(e_.detail)) {
      case MissedTicks::burst: return me() + " is behind by " + count + ": they follow at once.";
      case MissedTicks::delay:
        return me() + " is behind by " + count + ": the schedule starts anew from here.";
      case MissedTicks::skip: return me() + " is behind by " + count + ": they are left out.";
    }
    return "";
  }

  std::string abort_requested() const {
    const std::string who = me() + " aborts " + (e_.subject == raw(e_.task) ? "itself" : subject_task());
    switch (static_cast<AbortOutcome>(e_.detail)) {
      case AbortOutcome::queued:
        return who + ": it is marked, and queued once more so that it can be dropped.";
      case AbortOutcome::was_queued:
        return who + ": it is marked, and will be dropped when it reaches the head of the queue.";
      case AbortOutcome::after_poll:
        return who + ": it is marked, and will be dropped after this poll unless it is ready first.";
      case AbortOutcome::too_late: return who + ", too late: it has finished already.";
    }
    return "";
  }

  std::string finished() const {
    switch (static_cast<FinishKind>(e_.detail)) {
      case FinishKind::panicked:
        return me() + " has panicked with “" + std::string(trace_.string(static_cast<StringId>(e_.value))) +
               "”. Only this task ends.";
      case FinishKind::cancelled: return me() + " is cancelled: its future was dropped where it waited.";
      case FinishKind::cancelled_unpolled:
        return me() + " is cancelled before its first poll: none of its code ran.";
      default: return me() + " is done.";
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
    switch (static_cast<FinishKind>(e_.detail)) {
      case FinishKind::none:
        return "The handle of " + subject_task() + " is dropped: it goes on alone, detached.";
      case FinishKind::panicked:
        return "The handle of " + subject_task() + " is dropped, and nobody has heard of its panic.";
      default: return "The handle of " + subject_task() + " is dropped; its result is lost.";
    }
  }

  std::string shutdown() const {
    std::string text;
    switch (static_cast<RunResult>(e_.detail)) {
      case RunResult::finished: text = "main is done, so the run ends"; break;
      case RunResult::panicked: text = "main has panicked, so the run ends"; break;
      case RunResult::deadlock:
        text = "No task is ready and nothing can wake one: the run is stuck and ends";
        break;
      case RunResult::stopped: text = "The run is stopped"; break;
    }
    return text + (e_.value > 0 ? "; " + tasks(e_.value) + " left over will be cancelled." : ".");
  }

  const Trace& trace_;
  const Names& names_;
  const World& w_;
  const Event& e_;
};

/// Whether an event deserves a line of its own in a story.
bool has_meaning(const Event& event, const World& before) {
  switch (event.kind) {
    case EventKind::turn_began:
    case EventKind::future_created:
    case EventKind::await_began:
    case EventKind::await_ended:
    case EventKind::waker_registered:
    case EventKind::timer_set:
    case EventKind::timer_fired:
    case EventKind::timer_cancelled:
    case EventKind::unparked:
    case EventKind::work_ended:
    case EventKind::token_created: return false;
    case EventKind::poll_ended: {
      const auto end = static_cast<PollEnd>(event.detail);
      return end == PollEnd::pending || end == PollEnd::pending_requeued;
    }
    case EventKind::token_checked: return event.detail == 1;
    case EventKind::task_woken: return static_cast<WakeReason>(event.extra) != WakeReason::yield;
    case EventKind::future_dropped: return event.detail == 0 || before.polling == TaskId::none;
    default: return true;
  }
}

std::string capitalised(std::string text) {
  // Task names keep their case: only words of ours start small inside a sentence.
  for (const std::string_view word : {"timer ", "token ", "the result "}) {
    if (text.starts_with(word)) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string explain(const Trace& trace, const Names& names, const World& before, const Event& event) {
  return capitalised(Sentence(trace, names, before, event).text());
}

std::vector<StoryLine> Storyteller::go_on(const std::vector<Warning>& warnings) {
  std::vector<StoryLine> story;
  while (world_.position < trace_.size()) {
    const Event& event = trace_[world_.position + 1];
    names_.observe(trace_, event);
    if (has_meaning(event, world_)) {
      story.push_back({world_.position + 1, event.time(), explain(trace_, names_, world_, event)});
    }
    apply(world_, event);
    for (; warnings_told_ < warnings.size() && warnings[warnings_told_].event <= world_.position;
         ++warnings_told_) {
      story.push_back({world_.position, world_.now, warnings[warnings_told_].text, true});
    }
  }
  return story;
}

std::vector<StoryLine> tell(const Trace& trace, const std::vector<Warning>& warnings) {
  return Storyteller(trace).go_on(warnings);
}

}  // namespace loopglass
