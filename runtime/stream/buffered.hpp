// stream.buffered(limit): the futures of a stream run several at once, and their values come in order.
//
// They run in the task that awaits the stream, and only while it does. A value that is ready before its
// turn waits for those in front of it, and takes one of the places meanwhile.
#pragma once
#include <deque>

#include "runtime/stream/stream.hpp"

namespace loopglass {

///     auto pages = stream_of(urls).map(fetch).buffered(4);
///     while (auto page = co_await pages.next()) show(*page);
template <Stream S>
requires Pollable<typename S::Item>
class [[nodiscard]] BufferedStream : public StreamMethods<BufferedStream<S>> {
  using F = typename S::Item;

 public:
  using Item = ValueOf<F>;

  BufferedStream(S source, std::size_t limit) : source_(std::move(source)), limit_(limit) {
    assert(limit > 0 && "a buffered stream has room for one future at least");
  }

  Poll<std::optional<Item>> poll_next(Context& context) {
    for (Branch<F>& future : running_) {
      if (!future.is_ready()) (void)future.poll(group_, context);
    }
    start_more(context);
    if (running_.empty() && ended_) return std::optional<Item>();
    if (running_.empty() || !running_.front().is_ready()) return pending;
    std::optional<Item> item(running_.front().take());
    running_.pop_front();
    return item;
  }
  AwaitInfo await_info(Tracer& tracer) {
    source_await_.forget();
    for (Branch<F>& future : running_) future.forget_await();
    return group_.await_info(tracer);
  }

 private:
  void start_more(Context& context) {
    while (!ended_ && running_.size() < limit_) {
      source_await_.begin(Next<S>(source_), group_, context);
      auto polled = source_.poll_next(context);
      if (!polled.is_ready()) return;
      source_await_.end(group_, context);
      auto future = polled.take();
      if (future) {
        (void)running_.emplace_back(std::move(*future)).poll(group_, context);
      } else {
        ended_ = true;
      }
    }
  }

  S source_;
  std::size_t limit_;
  bool ended_ = false;
  std::deque<Branch<F>> running_;  // its ends grow and shrink without moving the others
  Group group_{AwaitKind::any};
  BranchAwait source_await_;
};

}  // namespace loopglass
