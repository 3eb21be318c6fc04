#include "runtime/executor.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <limits>

#include "runtime/blocking/inbox.hpp"
#include "runtime/blocking/jobs.hpp"
#include "runtime/blocking/remote_waker.hpp"
#include "runtime/result.hpp"

namespace loopglass {
namespace {

constexpr std::uint64_t no_deadline = std::numeric_limits<std::uint64_t>::max();

std::uint64_t in_ns(Instant t) { return static_cast<std::uint64_t>(t.time_since_epoch().count()); }

}  // namespace

void Waker::wake(WakeCause cause) const {
  if (executor_) executor_->wake(*this, cause);
}

Executor::Executor(Reactor reactor, Options options)
    : reactor_(std::move(reactor)),
      tracer_(options.sink, reactor_.clock()),
      output_(std::move(options.output)),
      random_(options.seed),
      most_workers_(options.most_workers),
      budget_(options.schedule.budget),
      scheduler_(std::move(options.schedule), options.seed) {
  clock().read();
}

Executor::~Executor() { shutdown(RunResult::stopped); }

// ---- tasks

Waker Executor::take_slot(Task& task) {
  const auto id = static_cast<TaskId>(++last_task_);
  if (free_slots_.empty()) {
    slots_.push_back(&task);
    return Waker(*this, static_cast<std::uint32_t>(slots_.size() - 1), id);
  }
  const std::uint32_t slot = free_slots_.back();
  free_slots_.pop_back();
  slots_[slot] = &task;
  return Waker(*this, slot, id);
}

void Executor::adopt(Task& task, std::string_view name, FutureId root, const std::source_location& site) {
  task.settle(take_slot(task));
  if (tracer_.on()) {
    tracer_.emit({.kind = EventKind::task_spawned,
                  .task = task.id(),
                  .subject = raw(current_task()),
                  .site = tracer_.site(site),
                  .value = std::uint64_t{raw(tracer_.string(name))} << 32 | raw(root)});
  }
  task.enqueue();
  if (shutting_down_) {
    cancel(task);
  } else {
    queue(task);
  }
}

void Executor::queue(Task& task, bool yields) {
  ready_.push(task);
  if (scheduler_.has_lines()) [[unlikely]]
    enter_line(task, yields);
}

void Executor::enter_line(Task& task, bool yields) { scheduler_.enter(task, yields, fires_timers_); }

Task* Executor::find(const Waker& waker) const {
  Task* const task = slots_[waker.slot()];
  return task && task->id() == waker.task() ? task : nullptr;
}

WakeOutcome Executor::wake(const Waker& waker, WakeCause cause) {
  WakeOutcome outcome = WakeOutcome::stale;
  Task* task = find(waker);
  if (task && task->is_held() && !task->is_done()) {
    outcome = WakeOutcome::held;
  } else if (task) {
    switch (task->state()) {
      case Task::State::idle:
        task->enqueue();
        queue(*task);
        outcome = WakeOutcome::queued;
        break;
      case Task::State::queued: outcome = WakeOutcome::coalesced; break;
      case Task::State::polling:
        // Whoever is woken by something else besides does not wait as one that yields.
        yields_ = cause.reason == WakeReason::yield && (yields_ || !task->is_woken_in_poll());
        task->wake_after_poll();
        outcome = WakeOutcome::after_poll;
        break;
      case Task::State::done: break;
    }
  }
  if (tracer_.on()) [[unlikely]]
    return trace_wake(waker, cause, outcome);
  return outcome;
}

AbortOutcome Executor::abort(const Waker& waker, const std::source_location& site) {
  AbortOutcome outcome = AbortOutcome::too_late;
  Task* task = find(waker);
  if (task && !task->is_done()) {
    task->request_abort();
    outcome = task->is_held()                        ? AbortOutcome::held
              : task->state() == Task::State::idle   ? AbortOutcome::queued
              : task->state() == Task::State::queued ? AbortOutcome::was_queued
                                                     : AbortOutcome::after_poll;
  }
  EventNumber request = 0;
  if (tracer_.on()) {
    request = tracer_.emit({.kind = EventKind::abort_requested,
                            .detail = static_cast<std::uint8_t>(outcome),
                            .task = current_task(),
                            .subject = raw(waker.task()),
                            .site = tracer_.site(site)});
  }
  // The task must have its turn in the queue once more, so that it can be dropped then.
  if (outcome == AbortOutcome::queued || outcome == AbortOutcome::after_poll) {
    wake(waker, {WakeReason::abort, raw(current_task()), request});
  }
  return outcome;
}

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

void Executor::cancel(Task& task) {
  if (tracer_.on()) tracer_.emit({.kind = EventKind::cancel_began, .task = task.id()});
  // What destructors do is the doing of this task. They may spawn during shutdown, which cancels at once.
  Task* const outer = std::exchange(current_, &task);
  task.drop_future();
  current_ = outer;
  if (tracer_.on()) clock().read();
  finish(task, task.was_polled() ? FinishKind::cancelled : FinishKind::cancelled_unpolled);
}

void Executor::finish(Task& task, FinishKind kind) {
  task.finish_as(kind);
  const std::uint32_t slot = task.waker().slot();
  slots_[slot] = nullptr;
  free_slots_.push_back(slot);
  EventNumber finished = 0;
  if (tracer_.on()) {
    const StringId message =
        kind == FinishKind::panicked ? tracer_.string(describe(task.panic())) : StringId::none;
    finished = tracer_.emit({.kind = EventKind::task_finished,
                             .detail = static_cast<std::uint8_t>(kind),
                             .task = task.id(),
                             .value = raw(message)});
  }
  if (task.joiner) task.joiner.wake({WakeReason::joined, raw(task.id()), finished});
  if (!task.has_handle()) delete &task;
}

// ---- the loop

Tick Executor::tick() {
  assert(!current_ && "the loop does not turn inside one of its own tasks");
  const Entered entered(*this);
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

bool Executor::has_anything_to_wait_for() const {
  return reactor_.has_anything_to_wait_for() || (jobs_ && jobs_->is_busy()) ||
         (inbox_ && inbox_->expects_wakes());
}

void Executor::hear_other_threads() {
  if (jobs_) jobs_->take_back();
  if (!inbox_->has_news()) return;
  clock().read();
  for (const Waker& waker : inbox_->take_wakes()) waker.wake({WakeReason::thread, 0, 0});
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

bool Executor::begin_turn() {
  left_in_turn_ = 0;
  if (inbox_) hear_other_threads();
  if (!ready_.empty()) look_outside();
  const Policy policy = scheduler_.turn_policy();
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

/// Waits until something may be ready; false if nothing ever can be.
bool Executor::wait() {
  if (!has_anything_to_wait_for()) return false;
  std::optional<Instant> deadline;
  if (!reactor_.timers().empty()) deadline = reactor_.timers().next_deadline();
  if (tracer_.on()) {
    const auto happening = reactor_.poller().next_happening();
    const auto until = happening && (!deadline || *happening < *deadline) ? happening : deadline;
    tracer_.emit({.kind = EventKind::parked, .value = until ? in_ns(*until) : no_deadline});
  }
  const Waited waited = reactor_.poller().wait(deadline);
  clock().read();
  if (tracer_.on()) {
    tracer_.emit({.kind = EventKind::unparked, .subject = waited == Waited::until_deadline ? 1u : 0u});
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

void Executor::make_it_yield(const Context& context, const AwaitInfo& awaited) {
  if (std::exchange(made_to_yield_, true)) return;  // another branch of the same task
  EventNumber spent = 0;
  if (tracer_.on()) {
    spent = tracer_.emit({.kind = EventKind::budget_spent,
                          .extra = static_cast<std::uint16_t>(awaited.kind),
                          .task = context.task(),
                          .subject = awaited.object,
                          .value = budget_});
  }
  context.waker().wake({WakeReason::budget, raw(context.task()), spent});
}

void Executor::shutdown(RunResult result) {
  if (shutting_down_) return;
  assert(!current_ && "an executor cannot be shut down by one of its own tasks");
  shutting_down_ = true;
  const Entered entered(*this);
  std::vector<Task*> left;
  std::ranges::copy_if(slots_, std::back_inserter(left), [](const Task* task) { return task != nullptr; });
  std::ranges::sort(left, {}, [](const Task* t) { return raw(t->id()); });
  if (tracer_.on()) {
    tracer_.emit({.kind = EventKind::shutdown_began,
                  .detail = static_cast<std::uint8_t>(result),
                  .value = left.size()});
  }
  for (Task* task : left) cancel(*task);
  if (jobs_) jobs_->shut_down();
  if (inbox_) inbox_->close();
  // Destructors may have woken tasks that are gone by now.
  ready_.clear();
  left_in_turn_ = 0;
}

// ---- the trace of the hot paths

[[gnu::noinline]] WakeOutcome Executor::trace_wake(const Waker& waker, WakeCause cause, WakeOutcome outcome) {
  tracer_.emit({.kind = EventKind::task_woken,
                .detail = static_cast<std::uint8_t>(outcome),
                .extra = static_cast<std::uint16_t>(cause.reason),
                .task = waker.task(),
                .subject = cause.subject,
                .value = cause.event});
  return outcome;
}

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

// ---- timers and output

void Executor::set_timer(Timer& timer, Instant deadline, const Context& context) {
  timer.waker = context.waker();
  reactor_.timers().insert(timer, deadline);
  if (tracer_.on()) {
    tracer_.assign(timer.id);
    tracer_.emit({.kind = EventKind::timer_set,
                  .task = context.task(),
                  .subject = raw(timer.id),
                  .value = in_ns(deadline)});
    tracer_.emit({.kind = EventKind::waker_registered,
                  .extra = static_cast<std::uint16_t>(AwaitKind::timer),
                  .task = context.task(),
                  .subject = raw(timer.id)});
  }
}

void Executor::cancel_timer(Timer& timer) {
  if (!timer.is_set()) return;
  const Instant deadline = timer.deadline();
  reactor_.timers().remove(timer);
  if (tracer_.on()) {
    tracer_.emit({.kind = EventKind::timer_cancelled,
                  .task = timer.waker.task(),
                  .subject = raw(timer.id),
                  .value = in_ns(deadline)});
  }
}

void Executor::print(std::string_view line) { print(line, current_task(), JobId::none); }
void Executor::print(std::string_view line, JobId job) { print(line, TaskId::none, job); }

void Executor::print(std::string_view line, TaskId task, JobId job) {
  if (tracer_.on()) {
    clock().read();
    tracer_.emit(
        {.kind = EventKind::output, .task = task, .subject = raw(job), .value = raw(tracer_.string(line))});
  }
  if (output_) {
    output_(line);
  } else {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
  }
}

// ---- other threads

const std::shared_ptr<Inbox>& Executor::inbox() {
  if (!inbox_) inbox_ = std::make_shared<Inbox>(reactor_.poller());
  return inbox_;
}

Jobs& Executor::jobs() {
  if (!jobs_) jobs_ = std::make_unique<Jobs>(*this, most_workers_, inbox());
  return *jobs_;
}

std::size_t Executor::workers() const { return jobs_ ? jobs_->workers() : 0; }

RemoteWaker Executor::remote_waker(const Waker& waker) {
  assert(!on_virtual_clock() && "no thread may have a say in a virtual run");
  return RemoteWaker(inbox(), waker);
}

void Executor::hold() {
  assert(current_ && "a task stands still during its own poll only");
  current_->hold();
}

void Executor::release(const Waker& waker) {
  if (Task* task = find(waker)) task->release();
}

}  // namespace loopglass
