// BlockingHandle<T>: the owner of the result of work on a worker thread.
#pragma once
#include <cassert>
#include <memory>
#include <optional>
#include <source_location>
#include <utility>

#include "runtime/await_info.hpp"
#include "runtime/blocking/jobs.hpp"
#include "runtime/context.hpp"
#include "runtime/executor.hpp"
#include "runtime/join_error.hpp"
#include "runtime/poll.hpp"
#include "runtime/result.hpp"

namespace loopglass {

/// Await it to get what the function returned, or why there is nothing: it panicked, or was dropped before
/// it started. Use it while the executor lives; destroy it whenever.
template <class T = void>
class [[nodiscard]] BlockingHandle {
 public:
  using Output = Result<T, JoinError>;

  explicit BlockingHandle(JobResult<T>& job) : job_(&job), id_(job.id) {}
  BlockingHandle(BlockingHandle&& other) noexcept
      : job_(std::exchange(other.job_, nullptr)), id_(other.id_) {}
  BlockingHandle& operator=(BlockingHandle&& other) noexcept {
    std::swap(job_, other.job_);
    std::swap(id_, other.id_);
    return *this;
  }
  /// Detaches: work that has started, or is still to start, goes on, and nobody hears of its end.
  ~BlockingHandle() {
    if (!job_) return;
    if (job_->is_settled()) {
      if (Executor::current() == job_->executor) job_->executor->jobs().detach(*job_);
      delete job_;
    } else {
      job_->executor->jobs().detach(*job_);
    }
  }

  JobId id() const { return id_; }
  bool is_finished() const { return !job_ || job_->is_settled(); }

  /// Work that waits for a worker is dropped. Work that has started goes on to its end: a thread cannot be
  /// stopped from outside, and this does not pretend to.
  void abort(std::source_location site = std::source_location::current()) const {
    if (job_) job_->executor->jobs().abort(*job_, site);
  }

  Poll<Output> poll(Context& context) {
    assert(job_ && "the result of a job can be taken once");
    if (job_->is_settled()) return take();
    if (job_->waiter != context.waker()) {
      job_->waiter = context.waker();
      if (Tracer& tracer = context.executor().tracer(); tracer.on()) [[unlikely]] {
        tracer.emit({.kind = EventKind::waker_registered,
                     .extra = static_cast<std::uint16_t>(AwaitKind::job),
                     .task = context.task(),
                     .subject = raw(id_)});
      }
    }
    return pending;
  }

  /// The result, if it is there and was not taken yet; for code outside of any task.
  std::optional<Output> try_take() {
    if (!job_ || !job_->is_settled()) return std::nullopt;
    return take();
  }

  AwaitInfo await_info(Tracer&) const { return {AwaitKind::job, raw(id_)}; }

 private:
  Output take() {
    const std::unique_ptr<JobResult<T>> job(std::exchange(job_, nullptr));
    switch (job->settled_as) {
      case FinishKind::returned: return Output(job->take_value());
      case FinishKind::panicked: return Output(JoinError::panicked(job->panic()));
      default: return Output(JoinError::cancelled());
    }
  }

  JobResult<T>* job_;
  JobId id_;
};

}  // namespace loopglass
