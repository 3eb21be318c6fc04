// select and race: wait for the first of several futures, in one task, and drop the others.
//
// Which branch is polled first matters when two are ready at once. `select` and `race` begin each poll at a
// branch that the executor's seed chooses, so that no branch starves; `select_biased` begins at the first.
#pragma once
#include "runtime/branches.hpp"

namespace loopglass {

enum class PollOrder { fair, biased };

/// Ready when a branch is. The others are dropped then, where they are suspended, before whoever awaits
/// goes on. A panic of a branch comes out of the await.
template <class... Held>
class [[nodiscard]] Select {
 public:
  /// The index says which branch it was, the value what it gave.
  using Output = std::variant<typename Branch<Held>::Value...>;

  explicit Select(PollOrder order, Held&&... futures)
      : branches_(std::forward<Held>(futures)...), order_(order) {}

  Poll<Output> poll(Context& context) {
    assert(!done_ && "a select is not polled again after it was ready");
    if (!std::exchange(began_, true)) {
      branches_.each([&](auto& branch) { branch.begin(group_, context); });
    }
    const std::size_t count = branches_.size();
    const std::size_t first = order_ == PollOrder::fair ? context.executor().random().below(count) : 0;
    std::optional<Output> output;
    for (std::size_t i = 0; i < count && !output; ++i) {
      branches_.at((first + i) % count, [&](auto index, auto& branch) {
        if (branch.poll(group_, context)) output.emplace(std::in_place_index<index>, branch.take());
      });
    }
    if (!output) return pending;
    done_ = true;
    branches_.each([](auto& branch) { branch.drop(); });
    return std::move(*output);
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  BranchTuple<Held...> branches_;
  Group group_{AwaitKind::any};
  PollOrder order_;
  bool began_ = false;
  bool done_ = false;
};

/// The first of its futures that is ready. A temporary is owned, and dropped if it loses; a future that has
/// a name is borrowed, as `co_await` does, and goes on from where it was when it is awaited again.
///
///     auto first = co_await select(lines.next(), sleep(5s));
///     if (first.index() == 1) println("nobody said anything");
template <class... F>
requires(sizeof...(F) > 0 &&
         (Pollable<std::remove_reference_t<F>> && ...)) Select<F...> select(F&&... futures) {
  return Select<F...>(PollOrder::fair, std::forward<F>(futures)...);
}

/// A select that always polls in the order given: what is named first wins where several are ready. The
/// last may starve.
///
///     auto first = co_await select_biased(token.cancelled(), work.next());
template <class... F>
requires(sizeof...(F) > 0 &&
         (Pollable<std::remove_reference_t<F>> && ...)) Select<F...> select_biased(F&&... futures) {
  return Select<F...>(PollOrder::biased, std::forward<F>(futures)...);
}

/// A select of futures of one type, where only the value matters.
template <class First, class... Rest>
class [[nodiscard]] Race {
 public:
  using Output = typename std::remove_reference_t<First>::Output;
  static_assert((std::same_as<Output, typename std::remove_reference_t<Rest>::Output> && ...),
                "the futures of a race give the same type");

  explicit Race(Select<First, Rest...> select) : select_(std::move(select)) {}

  Poll<Output> poll(Context& context) {
    auto polled = select_.poll(context);
    if (!polled.is_ready()) return pending;
    if constexpr (std::is_void_v<Output>) {
      return ready;
    } else {
      return std::visit([](auto value) -> Output { return value; }, polled.take());
    }
  }
  AwaitInfo await_info(Tracer& tracer) { return select_.await_info(tracer); }

 private:
  Select<First, Rest...> select_;
};

/// The value of whichever future is ready first.
///
///     std::string page = co_await race(ask("mirror 1"), ask("mirror 2"));
template <class... F>
requires(sizeof...(F) > 0 && (Pollable<std::remove_reference_t<F>> && ...)) Race<F...> race(F&&... futures) {
  return Race<F...>(select(std::forward<F>(futures)...));
}

}  // namespace loopglass
