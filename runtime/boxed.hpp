// Futures that may be moved while they are pending. A coroutine's future may, because its frame stays where
// it is; one with a timer or a place in a wait list inside must not, unless it lives in a box.
#pragma once
#include <memory>

#include "runtime/await_info.hpp"
#include "runtime/budget.hpp"
#include "runtime/future.hpp"
#include "runtime/join_handle.hpp"

namespace loopglass {

/// A future on the heap: it may be moved while it is pending, which most futures must not be.
template <Pollable F>
class [[nodiscard]] Boxed {
 public:
  using Output = typename F::Output;

  explicit Boxed(F future) : future_(std::make_unique<F>(std::move(future))) {}
  Poll<Output> poll(Context& context) { return poll_within_budget(*future_, context); }
  AwaitInfo await_info(Tracer& tracer) { return await_info_of(*future_, tracer); }

 private:
  std::unique_ptr<F> future_;
};

namespace detail {

template <class F>
struct Movable {
  using Type = Boxed<F>;
};
template <class T>
struct Movable<Future<T>> {
  using Type = Future<T>;
};
template <class T>
struct Movable<JoinHandle<T>> {
  using Type = JoinHandle<T>;
};
template <class F>
struct Movable<Boxed<F>> {
  using Type = Boxed<F>;
};

}  // namespace detail

/// `F` where a pending one may be moved, as a coroutine's future may; a box around it otherwise.
template <Pollable F>
using MovableWhilePending = typename detail::Movable<F>::Type;

}  // namespace loopglass
