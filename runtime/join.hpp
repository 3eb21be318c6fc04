// join and join_all: wait for several futures at once, in one task.
#pragma once
#include "runtime/branches.hpp"

namespace loopglass {

/// Ready when all branches are. A branch is dropped as soon as it is ready. A panic of one comes out of the
/// await at once, and the others are dropped.
template <class Branches>
class [[nodiscard]] Join {
 public:
  using Output = typename Branches::Values;

  explicit Join(Branches branches) : branches_(std::move(branches)) {}

  Poll<Output> poll(Context& context) {
    assert(!done_ && "a join is not polled again after it was ready");
    if (!std::exchange(began_, true)) {
      branches_.each([&](auto& branch) { branch.begin(group_, context); });
    }
    bool all = true;
    branches_.each([&](auto& branch) {
      if (!branch.is_ready() && !branch.poll(group_, context)) all = false;
    });
    if (!all) return pending;
    done_ = true;
    return branches_.take();
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  Branches branches_;
  Group group_{AwaitKind::all};
  bool began_ = false;
  bool done_ = false;
};

/// Polls its futures side by side, each in the order given, and gives their values in that order. A
/// temporary is owned; a future that has a name is borrowed, as `co_await` does.
///
///     auto [user, orders] = co_await join(fetch_user(7), fetch_orders(7));
template <class... F>
requires(sizeof...(F) > 0 && (Pollable<std::remove_reference_t<F>> && ...)) auto join(F&&... futures) {
  return Join(BranchTuple<F...>(std::forward<F>(futures)...));
}

/// The same for a range of futures, whose values come as a vector. It polls all that are pending at each
/// wake: for thousands of futures, spawn tasks.
///
///     std::vector<int> sizes = co_await join_all(names | std::views::transform(size_of));
template <FutureRange R>
auto join_all(R&& futures) {
  return Join(BranchVector<HeldOf<R>>(std::forward<R>(futures)));
}

}  // namespace loopglass
