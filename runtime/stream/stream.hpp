// A stream: a sequence whose items come in time, one at a time, when somebody awaits them.
//
// Invariants, for whoever writes one:
// 1. `poll_next` gives an item, or nothing when the stream has ended, and goes on to give nothing then.
// 2. A stream stays where it is from its first poll on.
// 3. What is on its way belongs to the stream: dropping a `next()` that is pending loses no item.
// Deliberately absent: anything that runs while nobody awaits the stream.
#pragma once
#include <concepts>
#include <cstddef>
#include <optional>
#include <utility>

#include "runtime/branch.hpp"

namespace loopglass {

template <class S>
concept Stream = requires(S& stream, Context& context) {
  typename S::Item;
  { stream.poll_next(context) } -> std::same_as<Poll<std::optional<typename S::Item>>>;
};

/// What a stream's `next()` awaits: the next item, or nothing at the end. Borrows the stream.
template <Stream S>
class [[nodiscard]] Next {
 public:
  using Output = std::optional<typename S::Item>;
  static constexpr bool spends_budget = true;

  explicit Next(S& stream) : stream_(stream) {}
  Poll<Output> poll(Context& context) { return stream_.poll_next(context); }
  AwaitInfo await_info(Tracer& tracer) {
    // Asked again when the item is there, a stream would speak of the item after it.
    if (!info_) {
      if constexpr (Describable<S>) {
        info_ = stream_.await_info(tracer);
      } else {
        info_ = AwaitInfo{AwaitKind::item};
      }
    }
    return *info_;
  }

 private:
  S& stream_;
  std::optional<AwaitInfo> info_;
};

// The adapters, each in the file of its name.
template <Stream S, class Fn>
class MapStream;
template <Stream S, class Predicate>
class FilterStream;
template <Stream S>
class TakeStream;
template <Stream S>
requires Pollable<typename S::Item>
class BufferedStream;
template <Stream A, Stream B>
requires std::same_as<typename A::Item, typename B::Item>
class MergedStream;

/// The methods of every stream. An adapter takes the stream over: give it a temporary, or std::move one.
template <class Self>
class StreamMethods {
 public:
  /// The next item, or nothing at the end.
  ///
  ///     while (auto line = co_await lines.next()) println(*line);
  auto next() & { return Next<Self>(self()); }

  /// What `fn` makes of each item.
  template <class Fn>
  auto map(Fn fn) && {
    return MapStream<Self, Fn>(std::move(self()), std::move(fn));
  }
  /// The items for which `predicate` is true.
  template <class Predicate>
  auto filter(Predicate predicate) && {
    return FilterStream<Self, Predicate>(std::move(self()), std::move(predicate));
  }
  /// At most the first `count` items.
  auto take(std::size_t count) && { return TakeStream<Self>(std::move(self()), count); }
  /// For a stream of futures: what they give, in the stream's order, while up to `limit` of them run at once.
  /// Precondition: limit > 0.
  auto buffered(std::size_t limit) && { return BufferedStream<Self>(std::move(self()), limit); }
  /// The items of both streams as they come; where both have one ready, in turns.
  template <Stream Other>
  auto merge(Other other) && {
    return MergedStream<Self, Other>(std::move(self()), std::move(other));
  }

 private:
  friend Self;
  StreamMethods() = default;
  Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace loopglass
