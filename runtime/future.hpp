// Future<T>: what an async function returns. It is lazy: nothing runs until it is polled.
//
// `co_await` means what `.await` means in Rust: the parent polls the child in place. If the child is
// pending the whole task returns to the executor, and the next poll comes down the same chain again. So
//   1. a coroutine that is suspended holds, in its promise, the awaiter it stopped at;
//   2. polling it polls that awaiter first, and resumes the coroutine only when it is ready;
//   3. dropping it destroys its frame where it is suspended, and with it whatever it awaits.
// Deliberately absent: continuations, symmetric transfer, and any allocation besides the frame.
#pragma once
#include <cassert>
#include <coroutine>
#include <optional>
#include <source_location>
#include <utility>
#include <variant>

#include "runtime/await_info.hpp"
#include "runtime/budget.hpp"
#include "runtime/executor.hpp"
#include "runtime/frame_pool.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

template <class T = void>
class Future;

namespace detail {

/// What a suspended coroutine stopped at.
class Suspension {
 public:
  /// Polls what is awaited; whether it is ready now.
  virtual bool poll_again(Context& context) = 0;

 protected:
  ~Suspension() = default;
};

/// The part of a promise that does not depend on the type of the result.
class PromiseBase {
 public:
  PromiseBase() = default;
  PromiseBase(const PromiseBase&) = delete;
  PromiseBase& operator=(const PromiseBase&) = delete;
  ~PromiseBase() {
    if (id_ != FutureId::none && !finished_) trace_dropped();
  }

  static void* operator new(std::size_t size) { return FramePool::take(size); }
  static void operator delete(void* memory, std::size_t size) { FramePool::give(memory, size); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() noexcept {
    finished_ = true;
    return {};
  }

  /// The panic goes on from `run`, when the coroutine has come to its end.
  void unhandled_exception() noexcept { context_->keep_panic(); }

  FutureId id() const { return id_; }
  Context& context() const { return *context_; }
  void suspend_at(Suspension& suspension) { suspension_ = &suspension; }

 protected:
  /// Runs the coroutine until its next pending await or its end; whether it ended. Throws its panic.
  bool run(std::coroutine_handle<> frame, Context& context) {
    assert(!finished_ && "a future is not polled again after it was ready");
    context_ = &context;
    polled_ = true;
    if (suspension_) {
      try {
        if (!suspension_->poll_again(context)) return false;
      } catch (...) {
        context.keep_panic();  // for await_resume, which comes next
      }
    }
    frame.resume();
    if (context.has_panic()) [[unlikely]]
      context.throw_panic();
    return finished_;
  }

  void trace_created(const std::source_location& site);

 private:
  void trace_dropped();

  Suspension* suspension_ = nullptr;  // the last one, once the coroutine has gone on
  Context* context_ = nullptr;
  FutureId id_{};
  bool polled_ = false;
  bool finished_ = false;
};

/// Awaits any pollable: polls it at once, and suspends only if it is pending. Borrows the pollable: a
/// temporary lives in the same frame, until the statement that awaits it is done.
template <class F>
class Awaiter final : public Suspension {
  using Output = typename F::Output;

 public:
  Awaiter(PromiseBase& parent, F& future, const std::source_location& site)
      : parent_(parent), future_(future), site_(site) {}

  [[gnu::always_inline]] bool await_ready() {
    Context& context = parent_.context();
    if (context.executor().tracer().on()) [[unlikely]]
      trace(EventKind::await_began, context);
    return poll_now(context);
  }
  void await_suspend(std::coroutine_handle<>) noexcept { parent_.suspend_at(*this); }
  Output await_resume() {
    if (Context& context = parent_.context(); context.has_panic()) [[unlikely]]
      context.throw_panic();
    if constexpr (!std::is_void_v<Output>) return std::move(*value_);
  }

  bool poll_again(Context& context) override { return poll_now(context); }
  [[gnu::always_inline]] bool poll_now(Context& context) {
    try {
      auto polled = poll_within_budget(future_, context);
      if (!polled.is_ready()) return false;
      if constexpr (!std::is_void_v<Output>) value_.emplace(polled.take());
    } catch (...) {
      if (context.executor().tracer().on()) trace(EventKind::await_ended, context);
      throw;
    }
    if (context.executor().tracer().on()) [[unlikely]]
      trace(EventKind::await_ended, context);
    return true;
  }

 private:
  void trace(EventKind kind, Context& context) {
    Tracer& tracer = context.executor().tracer();
    const AwaitInfo info = await_info_of(future_, tracer);
    tracer.emit({.kind = kind,
                 .extra = static_cast<std::uint16_t>(info.kind),
                 .task = context.task(),
                 .subject = info.object,
                 .site = tracer.site(site_),
                 .value = raw(parent_.id())});
  }

  PromiseBase& parent_;
  F& future_;
  std::source_location site_;
  [[no_unique_address]] std::conditional_t<std::is_void_v<Output>, std::monostate, std::optional<Output>>
      value_;
};

template <class T>
class Promise;

}  // namespace detail

/// An async function's future. Move-only; owns the coroutine's frame. A panic of the function comes out of
/// poll(), and so out of the `co_await` of whoever awaits it.
template <class T>
class [[nodiscard]] Future {
 public:
  using Output = T;
  using promise_type = detail::Promise<T>;

  Future(Future&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Future& operator=(Future&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  /// Drops the future: destroys its frame where it is suspended.
  ~Future() {
    if (frame_) frame_.destroy();
  }

  Poll<T> poll(Context& context) { return frame_.promise().poll(frame_, context); }

  AwaitInfo await_info(Tracer&) const { return {AwaitKind::future, raw(id())}; }
  FutureId id() const { return frame_.promise().id(); }

 private:
  friend promise_type;
  explicit Future(std::coroutine_handle<promise_type> frame) : frame_(frame) {}

  std::coroutine_handle<promise_type> frame_;
};

namespace detail {

template <class T>
class PromiseResult : public PromiseBase {
 public:
  template <class U>
  void return_value(U&& value) {
    result_.emplace(std::forward<U>(value));
  }

 protected:
  Poll<T> take() { return std::move(*result_); }

 private:
  std::optional<T> result_;
};

template <>
class PromiseResult<void> : public PromiseBase {
 public:
  void return_void() noexcept {}

 protected:
  Poll<void> take() { return ready; }
};

template <class T>
class Promise final : public PromiseResult<T> {
 public:
  /// The default argument is evaluated in the coroutine itself, so the site names the async function.
  Future<T> get_return_object(std::source_location site = std::source_location::current()) {
    if (Executor* executor = Executor::current(); executor && executor->tracer().on()) [[unlikely]] {
      this->trace_created(site);
    }
    return Future<T>(std::coroutine_handle<Promise>::from_promise(*this));
  }

  Poll<T> poll(std::coroutine_handle<Promise> frame, Context& context) {
    if (!this->run(frame, context)) return pending;
    return this->take();
  }

  template <class F>
  requires Pollable<std::remove_reference_t<F>> Awaiter<std::remove_reference_t<F>> await_transform(
      F&& future, std::source_location site = std::source_location::current()) {
    return {*this, future, site};
  }
};

}  // namespace detail
}  // namespace loopglass
