// A stream of the messages of a channel; it ends when the channel is closed and empty.
#pragma once
#include "runtime/stream/stream.hpp"
#include "runtime/sync/channel.hpp"

namespace loopglass {

template <class T>
class [[nodiscard]] MessageStream : public StreamMethods<MessageStream<T>> {
 public:
  using Item = T;

  explicit MessageStream(Receiver<T> receiver) : receiver_(std::move(receiver)) {}

  Poll<std::optional<T>> poll_next(Context& context) {
    auto polled = receive().poll(context);
    if (polled.is_ready()) receive_.reset();
    return polled;
  }
  AwaitInfo await_info(Tracer& tracer) { return receive().await_info(tracer); }

 private:
  typename Receiver<T>::Receive& receive() {
    if (!receive_) receive_.emplace(receiver_.recv());
    return *receive_;
  }

  Receiver<T> receiver_;
  std::optional<typename Receiver<T>::Receive> receive_;  // the one that is going on
};

/// What is received, in the order in which it was sent.
///
///     auto [sender, receiver] = channel<int>(8, "numbers");
///     auto producer = spawn(count(std::move(sender)));
///     auto squares = stream_of(std::move(receiver)).map([](int n) { return n * n; });
///     while (auto square = co_await squares.next()) println(*square);
template <class T>
MessageStream<T> stream_of(Receiver<T> receiver) {
  return MessageStream<T>(std::move(receiver));
}

}  // namespace loopglass
