// A stream of what a range holds; every item is ready at once.
#pragma once
#include <ranges>

#include "runtime/stream/stream.hpp"

namespace loopglass {

template <std::ranges::view V, bool move_out>
class [[nodiscard]] IterStream : public StreamMethods<IterStream<V, move_out>> {
 public:
  using Item = std::ranges::range_value_t<V>;

  explicit IterStream(V view) : view_(std::move(view)) {}

  Poll<std::optional<Item>> poll_next(Context&) {
    if (!place_) place_.emplace(std::ranges::begin(view_));
    if (*place_ == std::ranges::end(view_)) return std::optional<Item>();
    std::optional<Item> item;
    if constexpr (move_out) {
      item.emplace(std::ranges::iter_move(*place_));
    } else {
      item.emplace(**place_);
    }
    ++*place_;
    return item;
  }

 private:
  V view_;
  std::optional<std::ranges::iterator_t<V>> place_;
};

/// The items of a range. A temporary container is taken over and its items are moved out; a range that has a
/// name is borrowed and its items are copied.
///
///     auto squares = stream_of(std::views::iota(1, 4)).map([](int n) { return n * n; });
///     while (auto square = co_await squares.next()) println(*square);
template <std::ranges::input_range R>
requires std::ranges::viewable_range<R>
auto stream_of(R&& range) {
  constexpr bool owned = !std::is_lvalue_reference_v<R> && !std::ranges::view<std::remove_cvref_t<R>>;
  return IterStream<std::views::all_t<R>, owned>(std::views::all(std::forward<R>(range)));
}

}  // namespace loopglass
