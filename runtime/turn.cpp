// The turn of the loop, as executor.hpp tells it: whom it hears, whether it waits, which timers fire; and
// then one task after the other.
#include <limits>

#include "runtime/blocking/inbox.hpp"
#include "runtime/blocking/jobs.hpp"
#include "runtime/executor.hpp"

namespace loopglass {

// A part of tick(), and of no other.
[[gnu::always_inline]] inline void Executor::poll(Task& task) {
  task.begin_poll();
  current_ = &task;
  budget_left_ = budget_;
  made_to_yield_ = false;
  yields_ = false;
  if (tracer_.on()) [[unlikely]]
    trace_poll_began(task);
  Context context(*this, task.waker());
  const FinishKind finished = task.poll(context);
  if (finished == FinishKind::none && task.end_poll_pending()) queue(task, yields_);
  current_ = nullptr;
  if (tracer_.on()) [[unlikely]]
    trace_poll_ended(task, finished);
  if (finished != FinishKind::none) finish(task, finished);
}

// A part of step(): with two tasks that wait for each other, every poll is a turn.
[[gnu::always_inline]] inline bool Executor::begin_turn() {
  left_in_turn_ = 0;
  if (inbox_) [[unlikely]]
    hear_other_threads();
  if (!ready_.empty()) look_outside();
  const Policy policy = scheduler_.given_policy();
  if (policy == Policy::node) return begin_macrotask();
  // asyncio: the callbacks of these timers stood behind the tasks of the turn that is over.
  if (policy == Policy::asyncio) fire_due_timers(turn_time_);
  if (ready_.empty() && !wait()) return false;
  if (reactor_.timers().empty()) {
    turn_time_ = clock().now();  // nobody asks how late it is
  } else {
    turn_time_ = clock().read();
    if (policy != Policy::asyncio || ready_.empty()) fire_due_timers(turn_time_);
  }
  if (policy == Policy::tokio) scheduler_.let_in(ready_);
  if (!ready_.empty()) start_turn(policy == Policy::tokio ? tokio_event_interval : ready_.size());
  return true;
}

Tick Executor::tick() {
  const Entered entered(*this);
  return step();
}

bool Executor::run_until_done(const Task& task) {
  const Entered entered(*this);
  while (!task.is_done()) {
    if (step() == Tick::stuck) return false;
  }
  return true;
}

[[gnu::always_inline]] inline Tick Executor::step() {
  assert(!current_ && "the loop does not turn inside one of its own tasks");
  if (is_turn_over()) {
    if (!begin_turn()) return Tick::stuck;
    if (left_in_turn_ == 0) return Tick::waited;
  }
  --left_in_turn_;
  Task& task = take_next();
  if (task.abort_requested()) {
    cancel(task);
  } else {
    poll(task);
  }
  return Tick::polled;
}

void Executor::begin_turn_if_due() {
  const Entered entered(*this);
  if (is_turn_over()) begin_turn();
}

Task& Executor::take_next() { return scheduler_.takes_the_head() ? ready_.pop() : take_chosen(); }

Task& Executor::take_chosen() {
  if (moved_to_front_ > 0) {
    --moved_to_front_;
    return ready_.pop();
  }
  const Policy policy = scheduler_.policy();
  const std::size_t place = ready_.size() > 1 ? scheduler_.choose(ready_) : 0;
  Task& task = ready_.take(place);
  if (place > 0 && tracer_.on()) {
    tracer_.emit({.kind = EventKind::task_chosen,
                  .detail = static_cast<std::uint8_t>(policy),
                  .task = task.id(),
                  .subject = static_cast<std::uint32_t>(place)});
  }
  return task;
}

// ---- how a turn begins

/// Node: a timer that is due or a task that has yielded, and then all that follows from it.
bool Executor::begin_macrotask() {
  while (scheduler_.is_turn_over(ready_)) {
    if (looks_at_timers_) {
      if (fire_due_timer(turn_time_)) continue;
      looks_at_timers_ = false;
      scheduler_.let_in(ready_);
    }
    if (Scheduler::call_one(ready_)) break;
    if (ready_.empty() && !wait()) return false;
    turn_time_ = clock().read();
    looks_at_timers_ = true;
    TimerQueue& timers = reactor_.timers();
    if (ready_.empty() && (timers.empty() || timers.next_deadline() > turn_time_)) return true;
  }
  start_turn(std::numeric_limits<std::size_t>::max());
  return true;
}

void Executor::start_turn(std::size_t polls) {
  left_in_turn_ = polls;
  if (tracer_.on()) [[unlikely]]
    trace_turn_began();
}

bool Executor::fire_due_timer(Instant until) {
  Timer* const timer = reactor_.timers().pop_due(until);
  if (!timer) return false;
  EventNumber fired = 0;
  if (tracer_.on()) {
    fired = tracer_.emit({.kind = EventKind::timer_fired,
                          .task = timer->waker.task(),
                          .subject = raw(timer->id),
                          .value = in_ns(timer->deadline())});
  }
  fires_timers_ = true;
  timer->waker.wake({WakeReason::timer, raw(timer->id), fired});
  fires_timers_ = false;
  return true;
}

void Executor::fire_due_timers(Instant until) {
  while (fire_due_timer(until)) {
  }
}

// ---- what comes from outside

void Executor::hear_other_threads() {
  if (jobs_) jobs_->take_back();
  if (!inbox_->has_news()) return;
  clock().read();
  for (const Waker& waker : inbox_->take_wakes()) waker.wake({WakeReason::thread, 0, 0});
}

bool Executor::has_anything_to_wait_for() const {
  return reactor_.has_anything_to_wait_for() || (jobs_ && jobs_->is_busy()) ||
         (inbox_ && inbox_->expects_wakes());
}

/// Waits until something may be ready; false if nothing ever can be.
bool Executor::wait() {
  if (!has_anything_to_wait_for()) return false;
  std::optional<Instant> deadline;
  if (!reactor_.timers().empty()) deadline = reactor_.timers().next_deadline();
  if (tracer_.on()) {
    const auto happening = reactor_.poller().next_happening();
    const auto until = happening && (!deadline || *happening < *deadline) ? happening : deadline;
    tracer_.emit({.kind = EventKind::parked,
                  .value = until ? in_ns(*until) : std::numeric_limits<std::uint64_t>::max()});
  }
  const bool is_cut_short = interference_expected_ && (!deadline || *interference_expected_ < *deadline);
  const Waited waited = reactor_.poller().wait(is_cut_short ? interference_expected_ : deadline);
  clock().read();
  if (tracer_.on()) {
    const bool is_due = waited == Waited::until_deadline && !is_cut_short;
    tracer_.emit({.kind = EventKind::unparked, .subject = is_due ? 1u : 0u});
  }
  if (inbox_) hear_other_threads();
  reactor_.poller().tell_sources();
  return true;
}

/// Without waiting.
void Executor::look_outside() {
  Poller& poller = reactor_.poller();
  if (!poller.has_sources()) return;
  poller.look();
  poller.tell_sources();
}

// ---- the trace of the hot paths

[[gnu::noinline]] void Executor::trace_turn_began() {
  tracer_.emit({.kind = EventKind::turn_began,
                .detail = static_cast<std::uint8_t>(scheduler_.turn_policy()),
                .subject = ++turns_,
                .value = ready_.size()});
}

[[gnu::noinline]] void Executor::trace_poll_began(const Task& task) {
  tracer_.emit({.kind = EventKind::poll_began, .task = task.id()});
}

[[gnu::noinline]] void Executor::trace_poll_ended(const Task& task, FinishKind finished) {
  PollEnd end = PollEnd::pending;
  if (finished != FinishKind::none) {
    end = finished == FinishKind::panicked ? PollEnd::panicked : PollEnd::ready;
  } else if (task.state() == Task::State::queued) {
    end = PollEnd::pending_requeued;
  } else if (task.is_held()) {
    end = PollEnd::pending_in_place;
  }
  clock().read();
  tracer_.emit({.kind = EventKind::poll_ended, .detail = static_cast<std::uint8_t>(end), .task = task.id()});
}

}  // namespace loopglass
