// stream.map(fn): what a function makes of each item.
#pragma once
#include <functional>

#include "runtime/stream/stream.hpp"

namespace loopglass {

template <Stream S, class Fn>
class [[nodiscard]] MapStream : public StreamMethods<MapStream<S, Fn>> {
 public:
  using Item = std::invoke_result_t<Fn&, typename S::Item>;

  MapStream(S source, Fn fn) : source_(std::move(source)), fn_(std::move(fn)) {}

  Poll<std::optional<Item>> poll_next(Context& context) {
    auto polled = source_.poll_next(context);
    if (!polled.is_ready()) return pending;
    auto item = polled.take();
    if (!item) return std::optional<Item>();
    return std::optional<Item>(std::invoke(fn_, std::move(*item)));
  }
  AwaitInfo await_info(Tracer& tracer) { return Next<S>(source_).await_info(tracer); }

 private:
  S source_;
  Fn fn_;
};

}  // namespace loopglass
