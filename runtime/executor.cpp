#include "runtime/executor.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <limits>

#include "runtime/result.hpp"

namespace loopglass {
namespace {

constexpr std::uint64_t no_deadline = std::numeric_limits<std::uint64_t>::max();

std::uint64_t in_ns(Instant t) { return static_cast<std::uint64_t>(t.time_since_epoch().count()); }

}  // namespace

void Waker::wake(const WakeCause& cause) const {
  if (executor_) executor_->wake(*this, cause);
}

Executor::Executor(Reactor reactor, Options options)
    : reactor_(std::move(reactor)),
      tracer_(options.sink, reactor_.clock()),
      output_(std::move(options.output)),
      random_(options.seed) {
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
    ready_.push(task);
  }
}

Task* Executor::find(const Waker& waker) const {
  Task* const task = slots_[waker.slot()];
  return task && task->id() == waker.task() ? task : nullptr;
}

WakeOutcome Executor::wake(const Waker& waker, const WakeCause& cause) {
  WakeOutcome outcome = WakeOutcome::stale;
  Task* task = find(waker);
  if (task) {
    switch (task->state()) {
      case Task::State::idle:
        task->enqueue();
        ready_.push(*task);
        outcome = WakeOutcome::queued;
        break;
      case Task::State::queued: outcome = WakeOutcome::coalesced; break;
      case Task::State::polling:
        task->wake_after_poll();
        outcome = WakeOutcome::after_poll;
        break;
      case Task::State::done: break;
    }
  }
  if (tracer_.on()) [[unlikely]]
    trace_wake(waker, cause, outcome);
  return outcome;
}

AbortOutcome Executor::abort(const Waker& waker, const std::source_location& site) {
  AbortOutcome outcome = AbortOutcome::too_late;
  Task* task = find(waker);
  if (task && !task->is_done()) {
    task->request_abort();
    outcome = task->state() == Task::State::idle     ? AbortOutcome::queued
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
  // The task must reach the head of the queue once more, so that it can be dropped there.
  if (outcome == AbortOutcome::queued || outcome == AbortOutcome::after_poll) {
    wake(waker, {WakeReason::abort, raw(current_task()), request});
  }
  return outcome;
}

// A part of tick(), and of no other.
[[gnu::always_inline]] inline void Executor::poll(Task& task) {
  task.begin_poll();
  current_ = &task;
  if (tracer_.on()) [[unlikely]]
    trace_poll_began(task);
  Context context(*this, task.waker());
  const FinishKind finished = task.poll(context);
  PollEnd end = PollEnd::pending;
  if (finished != FinishKind::none) {
    end = finished == FinishKind::panicked ? PollEnd::panicked : PollEnd::ready;
  } else if (task.end_poll_pending()) {
    end = PollEnd::pending_requeued;
    ready_.push(task);
  }
  current_ = nullptr;
  if (tracer_.on()) [[unlikely]]
    trace_poll_ended(task, end);
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
  if (left_in_turn_ == 0 && !begin_turn()) return Tick::stuck;
  if (left_in_turn_ == 0) return Tick::waited;
  --left_in_turn_;
  Task& task = ready_.pop();
  if (task.abort_requested()) {
    cancel(task);
  } else {
    poll(task);
  }
  return Tick::polled;
}

bool Executor::begin_turn() {
  Poller& poller = reactor_.poller();
  TimerQueue& timers = reactor_.timers();
  if (ready_.empty()) {
    if (!reactor_.has_anything_to_wait_for()) return false;
    park();
  } else {
    if (poller.has_sources()) poller.look();
    if (!timers.empty()) clock().read();  // without timers nobody asks how late it is
  }
  poller.tell_sources();
  if (!timers.empty()) fire_due_timers();
  left_in_turn_ = ready_.size();
  if (left_in_turn_ > 0 && tracer_.on()) {
    tracer_.emit({.kind = EventKind::turn_began, .subject = ++turns_, .value = left_in_turn_});
  }
  return true;
}

void Executor::park() {
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
}

void Executor::fire_due_timers() {
  while (Timer* timer = reactor_.timers().pop_due(clock().now())) {
    EventNumber fired = 0;
    if (tracer_.on()) {
      fired = tracer_.emit({.kind = EventKind::timer_fired,
                            .task = timer->waker.task(),
                            .subject = raw(timer->id),
                            .value = in_ns(timer->deadline())});
    }
    timer->waker.wake({WakeReason::timer, raw(timer->id), fired});
  }
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
  // Destructors may have woken tasks that are gone by now.
  ready_.clear();
  left_in_turn_ = 0;
}

// ---- the trace of the hot paths

[[gnu::noinline]] void Executor::trace_wake(const Waker& waker, const WakeCause& cause, WakeOutcome outcome) {
  tracer_.emit({.kind = EventKind::task_woken,
                .detail = static_cast<std::uint8_t>(outcome),
                .extra = static_cast<std::uint16_t>(cause.reason),
                .task = waker.task(),
                .subject = cause.subject,
                .value = cause.event});
}

[[gnu::noinline]] void Executor::trace_poll_began(const Task& task) {
  tracer_.emit({.kind = EventKind::poll_began, .task = task.id()});
}

[[gnu::noinline]] void Executor::trace_poll_ended(const Task& task, PollEnd end) {
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

void Executor::print(std::string_view line) {
  if (tracer_.on()) {
    clock().read();
    tracer_.emit({.kind = EventKind::output, .task = current_task(), .value = raw(tracer_.string(line))});
  }
  if (output_) {
    output_(line);
  } else {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
  }
}

}  // namespace loopglass
