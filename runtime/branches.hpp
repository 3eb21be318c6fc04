// The branches of one combinator: so many as the program names, or so many as a range holds.
//
// Both shapes have the same members, so that `join` and `select` are written once each.
#pragma once
#include <cstddef>
#include <ranges>
#include <tuple>
#include <vector>

#include "runtime/branch.hpp"

namespace loopglass {

/// Branches of different types. Their values are a tuple.
template <class... Held>
class BranchTuple {
 public:
  using Values = std::tuple<typename Branch<Held>::Value...>;

  explicit BranchTuple(Held&&... futures) : branches_(Branch<Held>(std::forward<Held>(futures))...) {}

  static constexpr std::size_t size() { return sizeof...(Held); }
  /// Calls `fn` with each branch, in order.
  template <class Fn>
  void each(Fn fn) {
    std::apply([&](auto&... branch) { (fn(branch), ...); }, branches_);
  }
  /// Calls `fn` with the index, as a constant, and the branch. Precondition: index < size().
  template <class Fn>
  void at(std::size_t index, Fn fn) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      ((I == index ? fn(std::integral_constant<std::size_t, I>(), std::get<I>(branches_)) : void()), ...);
    }
    (std::index_sequence_for<Held...>());
  }
  /// Precondition: all are ready.
  Values take() {
    return std::apply([](auto&... branch) { return Values(branch.take()...); }, branches_);
  }

 private:
  std::tuple<Branch<Held>...> branches_;
};

/// Branches of one type. Their values are a vector.
template <class Held>
class BranchVector {
 public:
  using Value = typename Branch<Held>::Value;
  using Values = std::vector<Value>;

  template <std::ranges::input_range R>
  explicit BranchVector(R&& range) {
    if constexpr (std::ranges::sized_range<R>) branches_.reserve(std::ranges::size(range));
    for (auto&& future : range) {
      if constexpr (std::is_reference_v<Held>) {
        branches_.emplace_back(future);
      } else {
        branches_.emplace_back(std::move(future));
      }
    }
  }

  std::size_t size() const { return branches_.size(); }
  Branch<Held>& operator[](std::size_t index) { return branches_[index]; }
  template <class Fn>
  void each(Fn fn) {
    for (auto& branch : branches_) fn(branch);
  }
  Values take() {
    Values values;
    values.reserve(size());
    for (auto& branch : branches_) values.push_back(branch.take());
    return values;
  }

 private:
  std::vector<Branch<Held>> branches_;
};

/// A range of futures. A temporary one is emptied into the combinator; the futures of one that has a name
/// are borrowed, and must stay where they are while the combinator lives.
template <class R>
concept FutureRange = std::ranges::input_range<R> && Pollable<std::ranges::range_value_t<R>> &&
    (std::is_lvalue_reference_v<R> || !std::ranges::view<std::remove_cvref_t<R>> ||
     !std::is_reference_v<std::ranges::range_reference_t<R>>);

/// How a combinator holds each future of a range.
template <FutureRange R>
using HeldOf = std::conditional_t<std::is_lvalue_reference_v<R> &&
                                      std::is_lvalue_reference_v<std::ranges::range_reference_t<R>>,
                                  std::ranges::range_reference_t<R>, std::ranges::range_value_t<R>>;

}  // namespace loopglass
