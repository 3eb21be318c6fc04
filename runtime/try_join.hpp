// try_join and try_join_all: wait for several futures that may fail, and not longer than until one does.
#pragma once
#include "runtime/branches.hpp"
#include "runtime/result.hpp"

namespace loopglass {
namespace detail {

template <class>
struct ResultOf;
template <class T, class E>
struct ResultOf<Result<T, E>> {
  using Value = typename Result<T, E>::Value;
  using Error = E;
};

template <class T, class E>
auto unwrapped(Result<T, E> result) {
  if constexpr (std::is_void_v<T>) {
    return std::monostate();
  } else {
    return result.unwrap();
  }
}

/// The types of a try_join: all values or one error.
template <class Values>
struct Tried;
template <class First, class... Rest>
struct Tried<std::tuple<First, Rest...>> {
  using Error = typename ResultOf<First>::Error;
  static_assert((std::same_as<Error, typename ResultOf<Rest>::Error> && ...),
                "the futures of a try_join have the same type of error");
  using Values = std::tuple<typename ResultOf<First>::Value, typename ResultOf<Rest>::Value...>;
  static Values unwrap(std::tuple<First, Rest...> results) {
    return std::apply([](auto&... result) { return Values(unwrapped(std::move(result))...); }, results);
  }
};
template <class One>
struct Tried<std::vector<One>> {
  using Error = typename ResultOf<One>::Error;
  using Values = std::vector<typename ResultOf<One>::Value>;
  static Values unwrap(std::vector<One> results) {
    Values values;
    values.reserve(results.size());
    for (One& result : results) values.push_back(unwrapped(std::move(result)));
    return values;
  }
};

}  // namespace detail

/// Ready when all branches have a value, or when the first has an error; the others are dropped then, where
/// they are suspended, before whoever awaits goes on.
template <class Branches>
class [[nodiscard]] TryJoin {
  using Tried = detail::Tried<typename Branches::Values>;
  using Error = typename Tried::Error;

 public:
  using Output = Result<typename Tried::Values, Error>;

  explicit TryJoin(Branches branches) : branches_(std::move(branches)) {}

  Poll<Output> poll(Context& context) {
    assert(!done_ && "a try_join is not polled again after it was ready");
    if (!std::exchange(began_, true)) {
      branches_.each([&](auto& branch) { branch.begin(group_, context); });
    }
    bool all = true;
    std::optional<Error> error;
    branches_.each([&](auto& branch) {
      if (error || branch.is_ready()) return;
      if (!branch.poll(group_, context)) {
        all = false;
      } else if (!branch.value().ok()) {
        error = branch.value().error();
      }
    });
    if (!error && !all) return pending;
    done_ = true;
    if (!error) return Output(Tried::unwrap(branches_.take()));
    branches_.each([](auto& branch) { branch.drop(); });
    return Output(std::move(*error));
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  Branches branches_;
  Group group_{AwaitKind::all};
  bool began_ = false;
  bool done_ = false;
};

/// Like `join` for futures of a `Result`: all their values, or the first error.
///
///     auto both = co_await try_join(read("a"), read("b"));
///     if (!both) println(both.error().message());
template <class... F>
requires(sizeof...(F) > 0 && (Pollable<std::remove_reference_t<F>> && ...)) auto try_join(F&&... futures) {
  return TryJoin(BranchTuple<F...>(std::forward<F>(futures)...));
}

/// Like `join_all` for futures of a `Result`.
template <FutureRange R>
auto try_join_all(R&& futures) {
  return TryJoin(BranchVector<HeldOf<R>>(std::forward<R>(futures)));
}

}  // namespace loopglass
