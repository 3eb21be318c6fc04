// stream.merge(other): the items of two streams as they come.
#pragma once
#include "runtime/stream/stream.hpp"

namespace loopglass {

/// Ends when both have ended. Which of the two is asked first changes from poll to poll, so that neither
/// starves the other.
template <Stream A, Stream B>
requires std::same_as<typename A::Item, typename B::Item>
class [[nodiscard]] MergedStream : public StreamMethods<MergedStream<A, B>> {
 public:
  using Item = typename A::Item;

  MergedStream(A a, B b) : a_(std::move(a)), b_(std::move(b)) {}

  Poll<std::optional<Item>> poll_next(Context& context) {
    a_.begin(group_, context);
    b_.begin(group_, context);
    const bool a_first = std::exchange(a_first_, !a_first_);
    std::optional<Item> item = a_first ? a_.poll(group_, context) : b_.poll(group_, context);
    if (!item) item = a_first ? b_.poll(group_, context) : a_.poll(group_, context);
    if (!item && !(a_.ended && b_.ended)) return pending;
    return item;
  }
  AwaitInfo await_info(Tracer& tracer) {
    a_.await.forget();
    b_.await.forget();
    return group_.await_info(tracer);
  }

 private:
  template <Stream S>
  struct Source {
    explicit Source(S s) : stream(std::move(s)) {}

    void begin(Group& group, Context& context) {
      if (!ended) await.begin(Next<S>(stream), group, context);
    }
    std::optional<Item> poll(Group& group, Context& context) {
      if (ended || context.executor().is_held()) return std::nullopt;
      auto polled = stream.poll_next(context);
      if (!polled.is_ready()) return std::nullopt;
      await.end(group, context);
      auto item = polled.take();
      ended = !item;
      return item;
    }

    S stream;
    BranchAwait await;
    bool ended = false;
  };

  Source<A> a_;
  Source<B> b_;
  Group group_{AwaitKind::any};
  bool a_first_ = true;
};

}  // namespace loopglass
