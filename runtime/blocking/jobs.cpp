#include "runtime/blocking/jobs.hpp"

#include <algorithm>
#include <utility>

#include "runtime/blocking/worker_lanes.hpp"
#include "runtime/blocking/worker_threads.hpp"
#include "runtime/executor.hpp"
#include "runtime/result.hpp"

namespace loopglass {

Jobs::Jobs(Executor& executor, std::size_t most_workers, std::shared_ptr<Inbox> inbox) : executor_(executor) {
  Reporter& reporter = *this;
  if (VirtualClock* clock = executor.reactor().virtual_clock()) {
    workers_ = std::make_unique<WorkerLanes>(most_workers, *clock, reporter);
  } else {
    workers_ = std::make_unique<WorkerThreads>(most_workers, executor.clock(), std::move(inbox), reporter,
                                               executor.tracer().on());
  }
}

Jobs::~Jobs() { shut_down(); }

void Jobs::submit(Job& job, std::string_view name, const std::source_location& site) {
  job.executor = &executor_;
  ++open_;
  if (Tracer& tracer = executor_.tracer(); tracer.on()) {
    tracer.assign(job.id);
    tracer.emit({.kind = EventKind::job_queued,
                 .detail = static_cast<std::uint8_t>(job.kind),
                 .task = executor_.current_task(),
                 .subject = raw(job.id),
                 .site = tracer.site(site),
                 .value = raw(tracer.string(name))});
  }
  if (shutting_down_) return settle(job, FinishKind::cancelled_unpolled);
  try {
    workers_->submit(job);
  } catch (...) {
    settle(job, FinishKind::cancelled_unpolled);
    throw;
  }
}

void Jobs::abort(Job& job, const std::source_location& site) {
  const bool dropped = !job.is_settled() && workers_->withdraw(job);
  const JobAbort outcome = dropped            ? JobAbort::dropped
                           : job.is_settled() ? JobAbort::already_ended
                                              : JobAbort::already_started;
  if (Tracer& tracer = executor_.tracer(); tracer.on()) {
    tracer.emit({.kind = EventKind::job_aborted,
                 .detail = static_cast<std::uint8_t>(outcome),
                 .task = executor_.current_task(),
                 .subject = raw(job.id),
                 .site = tracer.site(site)});
  }
  if (dropped) settle(job, FinishKind::cancelled_unpolled);
}

void Jobs::detach(Job& job) {
  if (Tracer& tracer = executor_.tracer(); tracer.on()) {
    tracer.emit({.kind = EventKind::job_detached,
                 .detail = job.is_settled() ? std::uint8_t{1} : std::uint8_t{0},
                 .task = executor_.current_task(),
                 .subject = raw(job.id)});
  }
  job.waiter = Waker();
  job.has_handle = false;
}

void Jobs::finish(Job& job) {
  if (job.is_settled()) return;
  // Nobody is to be woken: the one who waited is who calls.
  if (job.kind == JobKind::in_place) executor_.release(job.waiter);
  job.waiter = Waker();
  if (workers_->withdraw(job)) return settle(job, FinishKind::cancelled_unpolled);
  while (std::ranges::find(ended_, &job) == ended_.end()) workers_->await();
  std::erase(ended_, &job);
  settle(job, job.finish());
}

void Jobs::take_back() {
  workers_->deliver();
  for (Job* job : std::exchange(ended_, {})) settle(*job, job->finish());
}

void Jobs::shut_down() {
  if (std::exchange(shutting_down_, true)) return;
  while (Job* job = workers_->withdraw_first()) settle(*job, FinishKind::cancelled_unpolled);
  while (open_ > ended_.size()) workers_->await();
  take_back();
  workers_.reset();
}

/// Its way ends here: `as` says how.
void Jobs::settle(Job& job, FinishKind as) {
  job.drop_function();
  job.settled_as = as;
  --open_;
  EventNumber settled = 0;
  if (Tracer& tracer = executor_.tracer(); tracer.on()) {
    const bool dropped = as == FinishKind::cancelled_unpolled;
    const StringId message =
        as == FinishKind::panicked ? tracer.string(describe(job.panic())) : StringId::none;
    settled = tracer.emit({.kind = dropped ? EventKind::job_dropped : EventKind::job_returned,
                           .detail = dropped ? std::uint8_t{0} : static_cast<std::uint8_t>(as),
                           .task = executor_.current_task(),
                           .subject = raw(job.id),
                           .value = raw(message)});
  }
  if (job.kind == JobKind::in_place) executor_.release(job.waiter);
  std::exchange(job.waiter, Waker()).wake({WakeReason::job, raw(job.id), settled});
  if (!job.has_handle) delete &job;
}

void Jobs::hear(const Report& report) {
  switch (report.kind) {
    case Report::Kind::printed: executor_.print(report.line, report.site, report.job->id); return;
    case Report::Kind::ended: ended_.push_back(report.job); break;
    default: break;
  }
  if (executor_.tracer().on()) trace(report);
}

void Jobs::trace(const Report& report) {
  Tracer& tracer = executor_.tracer();
  executor_.clock().read();  // it happened since the last reading
  Event event{.extra = report.worker, .subject = raw(report.job->id), .value = in_ns(report.at)};
  switch (report.kind) {
    case Report::Kind::started: event.kind = EventKind::job_started; break;
    case Report::Kind::ended:
      event.kind = EventKind::job_ended;
      event.detail = static_cast<std::uint8_t>(report.job->finish());
      break;
    case Report::Kind::work_began:
    case Report::Kind::work_ended:
      event.kind =
          report.kind == Report::Kind::work_began ? EventKind::job_work_began : EventKind::job_work_ended;
      event.detail = static_cast<std::uint8_t>(report.work);
      event.site = tracer.site(report.site);
      event.value = static_cast<std::uint64_t>(report.duration.count());
      break;
    case Report::Kind::printed: return;
  }
  tracer.emit(event);
}

}  // namespace loopglass
