// select_all: the first of a range of futures, and the others back, to go on waiting for them.
#pragma once
#include <memory>

#include "runtime/branches.hpp"
#include "runtime/future.hpp"
#include "runtime/join_handle.hpp"

namespace loopglass {

/// A future on the heap: it may be moved while it is pending, which most futures must not be.
template <Pollable F>
class [[nodiscard]] Boxed {
 public:
  using Output = typename F::Output;

  explicit Boxed(F future) : future_(std::make_unique<F>(std::move(future))) {}
  Poll<Output> poll(Context& context) { return future_->poll(context); }
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

/// Which future of a range was ready first, what it gave, and the others in their order.
template <Pollable F>
struct Selected {
  std::size_t index = 0;
  ValueOf<F> value;
  std::vector<F> rest;
};

/// Begins each poll at a branch that the executor's seed chooses. With no futures it is pending for ever.
template <Pollable F>
class [[nodiscard]] SelectAll {
 public:
  using Output = Selected<F>;

  explicit SelectAll(std::vector<F> futures) : branches_(std::move(futures)) {}

  Poll<Output> poll(Context& context) {
    assert(!done_ && "a select_all is not polled again after it was ready");
    const std::size_t count = branches_.size();
    if (count == 0) return pending;
    if (!std::exchange(began_, true)) {
      branches_.each([&](auto& branch) { branch.begin(group_, context); });
    }
    const std::size_t first = context.executor().random().below(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t index = (first + i) % count;
      if (branches_[index].poll(group_, context)) return won_by(index);
    }
    return pending;
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  Output won_by(std::size_t winner) {
    done_ = true;
    Output output{winner, branches_[winner].take(), {}};
    output.rest.reserve(branches_.size() - 1);
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      if (i != winner) output.rest.push_back(branches_[i].release());
    }
    return output;
  }

  BranchVector<F> branches_;
  Group group_{AwaitKind::any};
  bool began_ = false;
  bool done_ = false;
};

/// The first future of a range, which it takes over. The rest is not dropped: it goes on from where it was.
///
///     auto downloads = all_pages | std::views::transform(download);
///     auto first = co_await select_all(downloads);
///     println("page ", first.index, ", ", first.rest.size(), " to come");
///     auto second = co_await select_all(std::move(first.rest));
template <FutureRange R>
requires(!std::is_reference_v<HeldOf<R>>) auto select_all(R&& futures) {
  using F = MovableWhilePending<std::ranges::range_value_t<R>>;
  std::vector<F> taken;
  for (auto&& future : futures) taken.push_back(F(std::move(future)));
  return SelectAll<F>(std::move(taken));
}

}  // namespace loopglass
