// stream.take(count): at most the first items.
#pragma once
#include "runtime/stream/stream.hpp"

namespace loopglass {

/// Does not poll its source again when it has taken enough.
template <Stream S>
class [[nodiscard]] TakeStream : public StreamMethods<TakeStream<S>> {
 public:
  using Item = typename S::Item;

  TakeStream(S source, std::size_t count) : source_(std::move(source)), left_(count) {}

  Poll<std::optional<Item>> poll_next(Context& context) {
    if (left_ == 0) return std::optional<Item>();
    auto polled = source_.poll_next(context);
    if (polled.is_ready()) --left_;
    return polled;
  }
  AwaitInfo await_info(Tracer& tracer) {
    return left_ == 0 ? AwaitInfo{AwaitKind::item} : Next<S>(source_).await_info(tracer);
  }

 private:
  S source_;
  std::size_t left_;
};

}  // namespace loopglass
