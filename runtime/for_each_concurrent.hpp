// for_each_concurrent: does something asynchronous with each item of a stream, several at once, in one task.
#pragma once
#include <functional>
#include <list>

#include "runtime/stream.hpp"

namespace loopglass {

/// Ready when the stream has ended and all that it started is done. Asks for the next item only when there
/// is room for it. A panic of one comes out of the await, and the others are dropped.
template <class Source, class Fn>
class [[nodiscard]] ForEachConcurrent {
  using S = std::remove_reference_t<Source>;
  using F = std::invoke_result_t<Fn&, typename S::Item>;
  static_assert(Pollable<F>, "the function of for_each_concurrent gives a future");

 public:
  using Output = void;

  ForEachConcurrent(Source&& source, std::size_t limit, Fn fn)
      : source_(std::forward<Source>(source)), limit_(limit), fn_(std::move(fn)) {
    assert(limit > 0 && "for_each_concurrent runs one future at least");
  }

  Poll<void> poll(Context& context) {
    assert(!(ended_ && running_.empty()) && "a for_each is not polled again after it was ready");
    std::erase_if(running_, [&](Branch<F>& future) { return future.poll(group_, context); });
    start_more(context);
    if (!ended_ || !running_.empty()) return pending;
    return ready;
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  void start_more(Context& context) {
    while (!ended_ && running_.size() < limit_) {
      source_await_.begin(Next<S>(source_), group_, context);
      auto polled = source_.poll_next(context);
      if (!polled.is_ready()) return;
      source_await_.end(group_, context);
      if (auto item = polled.take()) {
        running_.emplace_back(std::invoke(fn_, std::move(*item)));
        if (running_.back().poll(group_, context)) running_.pop_back();
      } else {
        ended_ = true;
      }
    }
  }

  Source source_;
  std::size_t limit_;
  bool ended_ = false;
  Fn fn_;  // outlives what it started
  std::list<Branch<F>> running_;
  Group group_{AwaitKind::all};
  BranchAwait source_await_;
};

/// Calls `fn` with each item of a stream or of a range, and awaits the futures it gives, at most `limit` at
/// a time, in whatever order they get ready. A temporary is owned; what has a name is borrowed.
///
///     co_await for_each_concurrent(urls, 4, [](std::string url) { return save(url); });
template <class Source, class Fn>
auto for_each_concurrent(Source&& source, std::size_t limit, Fn fn) {
  if constexpr (Stream<std::remove_reference_t<Source>>) {
    return ForEachConcurrent<Source, Fn>(std::forward<Source>(source), limit, std::move(fn));
  } else {
    auto items = stream_of(std::forward<Source>(source));
    return ForEachConcurrent<decltype(items), Fn>(std::move(items), limit, std::move(fn));
  }
}

}  // namespace loopglass
