// A deadline around any future.
#pragma once
#include <string>

#include "runtime/branch.hpp"
#include "runtime/result.hpp"
#include "runtime/sleep.hpp"

namespace loopglass {

/// The error of a timeout.
struct Elapsed {
  std::string message() const { return "the deadline has passed"; }
};

/// Polls the future first, then the timer: a value that is ready wins over a deadline that has passed.
/// When the deadline wins, the future is dropped with this object, at its suspension point.
template <Pollable F>
class [[nodiscard]] Timeout {
 public:
  using Output = Result<typename F::Output, Elapsed>;

  Timeout(Duration d, F future) : future_(std::move(future)), sleep_(d) {}

  Poll<Output> poll(Context& context) {
    future_await_.begin(future_, group_, context);
    sleep_await_.begin(sleep_, group_, context);
    if (auto polled = poll_within_budget(future_, context); polled.is_ready()) {
      future_await_.end(group_, context);
      sleep_.cancel();
      if constexpr (std::is_void_v<typename F::Output>) {
        return Output();
      } else {
        return Output(polled.take());
      }
    }
    if (context.executor().is_held() || !sleep_.poll(context).is_ready()) return pending;
    sleep_await_.end(group_, context);
    return Output(Elapsed{});
  }

  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  F future_;
  Sleep sleep_;
  Group group_{AwaitKind::timeout};
  BranchAwait future_await_;
  BranchAwait sleep_await_;
};

/// The future's value if it comes within `d`, counted from the first poll; `Elapsed` otherwise.
///
///     auto answer = co_await timeout(50ms, fetch());
///     if (!answer) println("too late");
template <Pollable F>
Timeout<F> timeout(Duration d, F future) {
  return Timeout<F>(d, std::move(future));
}

}  // namespace loopglass
