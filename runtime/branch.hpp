// A branch of a combinator: one of the futures that it polls side by side.
//
// A combinator is one pollable in one task. A wake wakes that task as a whole, and the combinator polls all
// its branches that are still pending again, as join! and select! do in Rust: a branch must not mind a poll
// without a reason. When one branch makes the task stand still (`block_in_place`), those after it wait for a
// later poll. What belongs together in a trace is held together by the combinator's own FutureId.
#pragma once
#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "runtime/await_info.hpp"
#include "runtime/budget.hpp"
#include "runtime/executor.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

/// What a future gives, where a value is needed: nothing at all becomes `std::monostate`.
template <Pollable F>
using ValueOf = std::conditional_t<std::is_void_v<typename F::Output>, std::monostate, typename F::Output>;

/// The value of a poll that is ready.
template <class T>
auto value_of(Poll<T>& polled) {
  if constexpr (std::is_void_v<T>) {
    return std::monostate();
  } else {
    return polled.take();
  }
}

/// Who awaits the branches, as a trace names it.
class Group {
 public:
  explicit Group(AwaitKind kind) : kind_(kind) {}

  AwaitInfo await_info(Tracer& tracer) {
    tracer.assign(id_);
    return {kind_, raw(id_)};
  }

 private:
  AwaitKind kind_;
  FutureId id_{};
};

/// The await of one branch by its group: two events, the second only if the branch gets ready.
class BranchAwait {
 public:
  /// Nothing happens when it is open already.
  template <class F>
  void begin(F&& future, Group& group, Context& context) {
    Tracer& tracer = context.executor().tracer();
    if (!tracer.on() || open_) return;
    open_ = true;
    info_ = await_info_of(future, tracer);
    trace(EventKind::await_began, group, context);
  }
  void end(Group& group, Context& context) {
    if (std::exchange(open_, false)) trace(EventKind::await_ended, group, context);
  }
  /// The await of the group itself has ended or was given up, and this one with it.
  void forget() { open_ = false; }

 private:
  void trace(EventKind kind, Group& group, Context& context) {
    Tracer& tracer = context.executor().tracer();
    tracer.emit({.kind = kind,
                 .extra = static_cast<std::uint16_t>(info_.kind),
                 .task = context.task(),
                 .subject = info_.object,
                 .value = group.await_info(tracer).object});
  }

  AwaitInfo info_;
  bool open_ = false;
};

/// One future of a group, and its value when it is ready. `Held` is the future itself, or a reference to
/// one that somebody else keeps: that one is not dropped, and can be awaited again.
template <class Held>
class Branch {
 public:
  using F = std::remove_reference_t<Held>;
  using Value = ValueOf<F>;

  explicit Branch(Held&& future) : future_(hold(future)) {}

  /// Shows the branch in the trace before its first poll.
  void begin(Group& group, Context& context) { await_.begin(*future_, group, context); }
  /// Polls the future; whether it is ready now. Then the value is kept and the future is dropped.
  /// Precondition: neither ready nor dropped yet.
  bool poll(Group& group, Context& context) {
    if (context.executor().is_held()) return false;
    begin(group, context);
    auto polled = poll_within_budget(*future_, context);
    if (!polled.is_ready()) return false;
    value_.emplace(value_of(polled));
    await_.end(group, context);
    drop();
    return true;
  }

  bool is_ready() const { return value_.has_value(); }
  /// Preconditions: is_ready().
  const Value& value() const { return *value_; }
  Value take() { return std::move(*value_); }
  /// Drops the future at its suspension point, if it is not dropped yet.
  void drop() {
    if constexpr (std::is_reference_v<Held>) {
      future_ = nullptr;
    } else {
      future_.reset();
    }
  }
  /// Gives the pending future away. Precondition: not dropped, and one that may move while it is pending.
  F release() { return std::move(*future_); }
  void forget_await() { await_.forget(); }

 private:
  using Storage = std::conditional_t<std::is_reference_v<Held>, F*, std::optional<F>>;
  static Storage hold(std::remove_reference_t<Held>& future) {
    if constexpr (std::is_reference_v<Held>) {
      return &future;
    } else {
      return Storage(std::move(future));
    }
  }

  Storage future_;
  std::optional<Value> value_;
  BranchAwait await_;
};

}  // namespace loopglass
