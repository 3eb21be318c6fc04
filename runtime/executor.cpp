// Tasks from their spawn to their end, and what futures ask of the executor. `turn.cpp` has the loop.
#include "runtime/executor.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "runtime/blocking/inbox.hpp"
#include "runtime/blocking/jobs.hpp"
#include "runtime/blocking/remote_waker.hpp"
#include "runtime/result.hpp"

namespace loopglass {

void Waker::wake(WakeCause cause) const {
  if (executor_) executor_->wake(*this, cause);
}

Executor::Executor(Reactor reactor, Options options)
    : reactor_(std::move(reactor)),
      tracer_(options.sink, reactor_.clock()),
      output_(std::move(options.output)),
      seed_(options.seed),
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

void Executor::enter_line(Task& task, bool yields) { scheduler_.enter(task, yields, fires_timers_); }

Task* Executor::find(const Waker& waker) const {
  Task* const task = slots_[waker.slot()];
  return task && task->id() == waker.task() ? task : nullptr;
}

WakeOutcome Executor::wake(const Waker& waker, WakeCause cause) {
  WakeOutcome outcome = WakeOutcome::stale;
  Task* task = find(waker);
  if (task && task->state() == Task::State::idle && !task->is_held()) [[likely]] {
    task->enqueue();
    queue(*task);
    outcome = WakeOutcome::queued;
  } else if (task && task->is_held() && !task->is_done()) {
    outcome = WakeOutcome::held;
  } else if (task) {
    switch (task->state()) {
      case Task::State::idle: break;  // above
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

// Apart from the hot path that it watches.
[[gnu::noinline]] WakeOutcome Executor::trace_wake(const Waker& waker, WakeCause cause, WakeOutcome outcome) {
  tracer_.emit({.kind = EventKind::task_woken,
                .detail = static_cast<std::uint8_t>(outcome),
                .extra = static_cast<std::uint16_t>(cause.reason),
                .task = waker.task(),
                .subject = cause.subject,
                .value = cause.event});
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

void Executor::print(std::string_view line, const std::source_location& site, JobId job) {
  if (tracer_.on()) {
    clock().read();
    tracer_.emit({.kind = EventKind::output,
                  .task = job == JobId::none ? current_task() : TaskId::none,
                  .subject = raw(job),
                  .site = tracer_.site(site),
                  .value = raw(tracer_.string(line))});
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
