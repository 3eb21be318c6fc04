// A deadline around any future.
#pragma once
#include <string>

#include "runtime/await_info.hpp"
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
    Tracer& tracer = context.executor().tracer();
    if (tracer.on() && !began_) {
      tracer.assign(id_);
      trace(tracer, EventKind::await_began, context, await_info_of(future_, tracer));
      trace(tracer, EventKind::await_began, context, sleep_.await_info(tracer));
    }
    began_ = true;
    if (auto polled = future_.poll(context); polled.is_ready()) {
      if (tracer.on()) trace(tracer, EventKind::await_ended, context, await_info_of(future_, tracer));
      sleep_.cancel();
      if constexpr (std::is_void_v<typename F::Output>) {
        return Output();
      } else {
        return Output(polled.take());
      }
    }
    if (!sleep_.poll(context).is_ready()) return pending;
    if (tracer.on()) trace(tracer, EventKind::await_ended, context, sleep_.await_info(tracer));
    return Output(Elapsed{});
  }

  AwaitInfo await_info(Tracer& tracer) {
    tracer.assign(id_);
    return {AwaitKind::timeout, raw(id_)};
  }

 private:
  void trace(Tracer& tracer, EventKind kind, Context& context, const AwaitInfo& info) {
    tracer.emit({.kind = kind,
                 .extra = static_cast<std::uint16_t>(info.kind),
                 .task = context.task(),
                 .subject = info.object,
                 .value = raw(id_)});
  }

  F future_;
  Sleep sleep_;
  FutureId id_{};
  bool began_ = false;
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
