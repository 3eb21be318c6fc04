// The budget of a poll: so many awaits may be ready at once, then the task is made to yield.
//
// A task whose awaits are always ready (a channel that is never empty, a lock that is always free) would
// keep the thread for ever, though each of its lines awaits. With a budget, its next await is pending and
// wakes the task itself, so that the others get their turn; then it goes on with a new budget. That is how
// Tokio does it (https://docs.rs/tokio/1.47.0/tokio/task/coop/). What counts is what the runtime gives to
// wait for: timers, channels, locks, tokens, handles. A future written by hand does not count, nor does a
// computation: no budget interrupts that.
#pragma once
#include "runtime/await_info.hpp"
#include "runtime/executor.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

/// What counts against the budget when it is ready.
template <class F>
concept SpendsBudget = F::spends_budget;

/// Polls the future, or leaves it as it is and makes the task yield, if this poll's budget is spent.
template <Pollable F>
[[gnu::always_inline]] inline Poll<typename F::Output> poll_within_budget(F& future, Context& context) {
  if constexpr (SpendsBudget<F>) {
    Executor& executor = context.executor();
    if (executor.has_budget() && executor.is_budget_spent()) [[unlikely]] {
      const bool on = executor.tracer().on();
      executor.make_it_yield(context, on ? await_info_of(future, executor.tracer()) : AwaitInfo{});
      return pending;
    }
    auto polled = future.poll(context);
    if (executor.has_budget() && polled.is_ready()) [[unlikely]]
      executor.spend_budget();
    return polled;
  } else {
    return future.poll(context);
  }
}

}  // namespace loopglass
