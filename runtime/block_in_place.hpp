// Blocking work in the middle of a task: the task stands still for it, the others go on.
#pragma once
#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <string_view>

#include "runtime/await_info.hpp"
#include "runtime/blocking/jobs.hpp"
#include "runtime/context.hpp"
#include "runtime/executor.hpp"
#include "runtime/poll.hpp"
#include "runtime/result.hpp"

namespace loopglass {

/// Pending while the function runs on a worker thread; all of its task is. Dropped meanwhile, which only a
/// hand-written future or the end of the run can do, it holds the thread until the function has returned.
template <class F>
class [[nodiscard]] BlockInPlace {
 public:
  using Output = std::invoke_result_t<F&>;

  BlockInPlace(F function, std::string_view name, const std::source_location& site)
      : job_(std::make_unique<JobOf<F>>(std::move(function))), name_(name), site_(site) {
    job_->kind = JobKind::in_place;
  }
  BlockInPlace(BlockInPlace&&) noexcept = default;
  ~BlockInPlace() {
    if (!job_ || !job_->executor) return;
    if (!job_->is_settled()) job_->executor->jobs().finish(*job_);
  }

  Poll<Output> poll(Context& context) {
    assert(job_ && "a future is not polled again after it was ready");
    if (!job_->executor) begin(context);
    if (!job_->is_settled()) return pending;
    const auto job = std::exchange(job_, nullptr);
    if (job->settled_as == FinishKind::cancelled_unpolled) panic("the run ended before the work could start");
    if (const std::exception_ptr thrown = job->panic()) std::rethrow_exception(thrown);
    if constexpr (std::is_void_v<Output>) {
      return ready;
    } else {
      return job->take_value();
    }
  }
  AwaitInfo await_info(Tracer& tracer) {
    tracer.assign(id_);
    return {AwaitKind::job, raw(id_)};
  }

 private:
  void begin(Context& context) {
    job_->id = id_;
    job_->waiter = context.waker();
    context.executor().jobs().submit(*job_, name_, site_);
    context.executor().hold();
  }

  std::unique_ptr<JobOf<F>> job_;
  JobId id_{};
  std::string_view name_;
  std::source_location site_;
};

/// Runs `function` on a worker thread and gives what it returns; a panic in it is a panic of the task. As
/// with Tokio's function of that name, everything else in the same task stands still meanwhile, the other
/// branches of a join included, and it cannot be aborted; other tasks go on. Because the task stands still,
/// the function may use what the task owns. It differs in this: Tokio moves the loop to another thread and
/// keeps the function where it is; here the loop stays and the function moves. So it is awaited, it may have
/// to wait for a free worker, and it may call no more of the runtime than `spawn_blocking` says.
///
///     std::string text = co_await block_in_place([&] { return read_all(path); });
template <std::invocable F>
BlockInPlace<F> block_in_place(F function, std::string_view name = {},
                               std::source_location site = std::source_location::current()) {
  return BlockInPlace<F>(std::move(function), name, site);
}

}  // namespace loopglass
