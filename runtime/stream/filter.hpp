// stream.filter(predicate): the items for which it is true.
#pragma once
#include <functional>

#include "runtime/stream/stream.hpp"

namespace loopglass {

/// Items that are left out while they are ready cost no turn of the loop.
template <Stream S, class Predicate>
class [[nodiscard]] FilterStream : public StreamMethods<FilterStream<S, Predicate>> {
 public:
  using Item = typename S::Item;

  FilterStream(S source, Predicate predicate)
      : source_(std::move(source)), predicate_(std::move(predicate)) {}

  Poll<std::optional<Item>> poll_next(Context& context) {
    while (true) {
      auto polled = source_.poll_next(context);
      if (!polled.is_ready()) return pending;
      auto item = polled.take();
      if (!item || std::invoke(predicate_, std::as_const(*item))) return item;
    }
  }
  AwaitInfo await_info(Tracer& tracer) { return Next<S>(source_).await_info(tracer); }

 private:
  S source_;
  Predicate predicate_;
};

}  // namespace loopglass
