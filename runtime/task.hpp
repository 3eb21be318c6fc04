// A task: a future that the executor drives, its state and its result.
//
//     Idle ──wake──▶ Queued ──poll──▶ Polling ──┬─ pending ──▶ Idle
//       ▲              ▲                        ├─ pending, woken meanwhile ──▶ Queued
//       └── (abort wakes, too)                  └─ ready or panicked ──▶ Done
//
// Invariants:
// 1. Every change of state is one of the named transitions below; each asserts the state it starts from.
// 2. The future is dropped as soon as the task is done, on the executor's turn; the result stays until the
//    join handle takes it or is dropped.
// 3. A task's memory is freed when it is done and no handle is left.
#pragma once
#include <cassert>
#include <cstdint>
#include <exception>
#include <utility>
#include <variant>

#include "runtime/context.hpp"
#include "runtime/frame_pool.hpp"
#include "runtime/poll.hpp"
#include "runtime/ready_queue.hpp"

namespace loopglass {

class Task {
 public:
  enum class State : std::uint8_t { idle, queued, polling, done };

  Task() = default;
  virtual ~Task() = default;
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  /// Polls the future once. A ready value or a panic is stored as the result and the future is dropped;
  /// `FinishKind::none` means pending.
  virtual FinishKind poll(Context& context) = 0;
  /// Destroys the future where it is suspended, innermost frame first.
  virtual void drop_future() = 0;
  /// The panic that ended the task; null if there is none.
  virtual std::exception_ptr panic() const = 0;

  const Waker& waker() const { return self_; }
  TaskId id() const { return self_.task(); }
  State state() const { return state_; }
  FinishKind finish() const { return finish_; }
  bool was_polled() const { return was_polled_; }
  bool abort_requested() const { return abort_requested_; }
  bool has_handle() const { return has_handle_; }
  bool is_woken_in_poll() const { return woken_in_poll_; }
  bool is_done() const { return state_ == State::done; }
  bool is_held() const { return held_; }

  /// Once, before anything else: by which waker the task is known.
  void settle(const Waker& self) { self_ = self; }

  // Transitions.
  void enqueue() {
    assert(state_ == State::idle);
    state_ = State::queued;
  }
  void begin_poll() {
    assert(state_ == State::queued);
    state_ = State::polling;
    was_polled_ = true;
    woken_in_poll_ = false;
  }
  void wake_after_poll() {
    assert(state_ == State::polling);
    woken_in_poll_ = true;
  }
  /// Returns whether the task must be queued again, because it was woken during its poll.
  bool end_poll_pending() {
    assert(state_ == State::polling);
    const bool again = woken_in_poll_ && !held_;
    state_ = again ? State::queued : State::idle;
    return again;
  }
  /// Makes it stand still: no wake queues it until it is released.
  void hold() {
    assert(state_ == State::polling && !held_);
    held_ = true;
  }
  void release() { held_ = false; }
  void finish_as(FinishKind kind) {
    assert(state_ != State::done && kind != FinishKind::none);
    state_ = State::done;
    finish_ = kind;
  }
  void request_abort() { abort_requested_ = true; }
  void drop_handle() { has_handle_ = false; }

  /// Who waits for the result; woken once, when the task is done.
  Waker joiner;
  /// Where it stands while it is queued; the scheduler's.
  Line line = Line::next;

 private:
  Waker self_;
  State state_ = State::idle;
  FinishKind finish_ = FinishKind::none;
  bool woken_in_poll_ = false;
  bool abort_requested_ = false;
  bool was_polled_ = false;
  bool held_ = false;
  bool has_handle_ = true;
};

/// The part of a task that its join handle knows: the type of its result.
/// A task whose future gives a `T`.
template <class T>
class TaskResult : public Task {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  /// Precondition: the task returned.
  virtual Value take_value() = 0;
};

template <Pollable F>
class TaskOf final : public TaskResult<typename F::Output> {
  using Base = TaskResult<typename F::Output>;

 public:
  explicit TaskOf(F future) : content_(std::in_place_index<0>, std::move(future)) {}

  static void* operator new(std::size_t size) { return FramePool::take(size); }
  static void operator delete(void* memory, std::size_t size) { FramePool::give(memory, size); }

  FinishKind poll(Context& context) override {
    try {
      auto polled = std::get_if<0>(&content_)->poll(context);
      if (!polled.is_ready()) return FinishKind::none;
      if constexpr (std::is_void_v<typename F::Output>) {
        content_.template emplace<1>();
      } else {
        content_.template emplace<1>(polled.take());
      }
      return FinishKind::returned;
    } catch (...) {
      content_.template emplace<2>(std::current_exception());
      return FinishKind::panicked;
    }
  }
  void drop_future() override { content_.template emplace<2>(); }

  std::exception_ptr panic() const override {
    const auto* error = std::get_if<2>(&content_);
    return error ? *error : nullptr;
  }
  typename Base::Value take_value() override { return std::move(*std::get_if<1>(&content_)); }

 private:
  // The future until the task is done; then the value, or the panic, which a task that was dropped has not.
  std::variant<F, typename Base::Value, std::exception_ptr> content_;
};

}  // namespace loopglass
