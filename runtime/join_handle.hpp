// JoinHandle<T>: the owner of a task's result. Await it to get the result; drop it to let the task go on
// alone; abort through it to have the task dropped.
#pragma once
#include <optional>
#include <source_location>
#include <utility>

#include "runtime/await_info.hpp"
#include "runtime/executor.hpp"
#include "runtime/join_error.hpp"
#include "runtime/result.hpp"

namespace loopglass {

/// Can abort a task, and nothing else. Copy it freely; use it while the executor lives.
class AbortHandle {
 public:
  AbortHandle() = default;
  explicit AbortHandle(const Waker& task) : task_(task) {}

  /// Asks for the task to be dropped at its suspension point, on the executor's turn. A result that is
  /// ready first wins; of a finished task nothing changes.
  void abort(std::source_location site = std::source_location::current()) const {
    if (task_) task_.executor()->abort(task_, site);
  }

 private:
  Waker task_;
};

template <class T>
class [[nodiscard]] JoinHandle {
 public:
  using Output = Result<T, JoinError>;
  static constexpr bool spends_budget = true;

  explicit JoinHandle(TaskResult<T>& task) : task_(&task) {}
  JoinHandle(JoinHandle&& other) noexcept : task_(std::exchange(other.task_, nullptr)) {}
  JoinHandle& operator=(JoinHandle&& other) noexcept {
    std::swap(task_, other.task_);
    return *this;
  }
  /// Detaches: the task goes on, and nobody hears of its end.
  ~JoinHandle() { detach(); }

  /// Precondition: its result was not taken.
  const Task& task() const { return *task_; }
  TaskId id() const { return task_ ? task_->id() : TaskId::none; }
  bool is_finished() const { return !task_ || task_->is_done(); }

  void abort(std::source_location site = std::source_location::current()) const {
    abort_handle().abort(site);
  }
  AbortHandle abort_handle() const { return task_ ? AbortHandle(task_->waker()) : AbortHandle(); }

  /// Ready with the task's value, or with why there is none. The waker is kept until then.
  Poll<Output> poll(Context& context) {
    assert(task_ && "the result of a task can be taken once");
    if (task_->is_done()) {
      if (Tracer& tracer = context.executor().tracer(); tracer.on()) [[unlikely]] {
        tracer.emit({.kind = EventKind::result_taken,
                     .detail = static_cast<std::uint8_t>(task_->finish()),
                     .task = context.task(),
                     .subject = raw(task_->id())});
      }
      return take();
    }
    if (task_->joiner != context.waker()) {
      task_->joiner = context.waker();
      if (Tracer& tracer = context.executor().tracer(); tracer.on()) [[unlikely]] {
        tracer.emit({.kind = EventKind::waker_registered,
                     .extra = static_cast<std::uint16_t>(AwaitKind::join),
                     .task = context.task(),
                     .subject = raw(task_->id())});
      }
    }
    return pending;
  }

  /// The result, if the task is done and it was not taken yet; for code outside of any task.
  std::optional<Output> try_take() {
    if (!task_ || !task_->is_done()) return std::nullopt;
    return take();
  }

  AwaitInfo await_info(Tracer&) {
    if (task_) joined_ = task_->id();
    return {AwaitKind::join, raw(joined_)};
  }

 private:
  Output take() {
    TaskResult<T>& task = *std::exchange(task_, nullptr);
    struct Free {
      Task* task;
      ~Free() { delete task; }
    } const free{&task};
    switch (task.finish()) {
      case FinishKind::returned: return Output(task.take_value());
      case FinishKind::panicked: return Output(JoinError::panicked(task.panic()));
      default: return Output(JoinError::cancelled());
    }
  }

  void detach() {
    TaskResult<T>* task = std::exchange(task_, nullptr);
    if (!task) return;
    if (Executor* executor = Executor::current(); executor && executor->tracer().on()) [[unlikely]] {
      executor->tracer().emit({.kind = EventKind::handle_dropped,
                               .detail = static_cast<std::uint8_t>(task->finish()),
                               .task = executor->current_task(),
                               .subject = raw(task->id())});
    }
    if (task->is_done()) {
      delete task;
    } else {
      task->joiner = Waker();
      task->drop_handle();
    }
  }

  TaskResult<T>* task_;
  TaskId joined_{};
};

}  // namespace loopglass
