// Waits for others to connect.
#pragma once
#include "runtime/net/tcp_stream.hpp"

namespace loopglass {

class [[nodiscard]] TcpListener {
 public:
  class Accept;

  explicit TcpListener(Shared<Listening> source) : source_(std::move(source)) {}

  /// Listens at once. Port 0 takes a free one, which `local` tells. Called inside a task.
  ///
  ///     TcpListener listener = TcpListener::bind({.port = 7}).unwrap();
  ///     while (auto stream = co_await listener.accept()) spawn(serve(stream.unwrap()));
  static IoResult<TcpListener> bind(const Endpoint& at);

  /// Waits for the next connection. Of several tasks that wait, all are woken and the first gets it.
  Accept accept() const;
  const Endpoint& local() const { return source_->local(); }
  SourceId id() const { return source_->id(); }

 private:
  Shared<Listening> source_;
};

class [[nodiscard]] TcpListener::Accept {
 public:
  using Output = IoResult<TcpStream>;

  explicit Accept(Listening& source) : source_(source) {}
  Poll<Output> poll(Context& context);
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::accept, raw(source_.id())}; }

 private:
  Listening& source_;
  Source::Wait wait_;
};

inline TcpListener::Accept TcpListener::accept() const { return Accept(*source_); }

}  // namespace loopglass
