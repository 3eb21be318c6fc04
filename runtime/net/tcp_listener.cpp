#include "runtime/net/tcp_listener.hpp"

#include "runtime/executor.hpp"

namespace loopglass {

IoResult<TcpListener> TcpListener::bind(const Endpoint& at) {
  Executor* const executor = Executor::current();
  assert(executor && "a listener is bound inside a task");
  auto source = executor->reactor().network().listen(*executor, at);
  if (!source) return source.error();
  return TcpListener(source.unwrap());
}

Poll<TcpListener::Accept::Output> TcpListener::Accept::poll(Context& context) {
  int error = -EAGAIN;
  Shared<Connection> connection;
  if (source_.is_worth_trying(Source::Direction::in)) {
    error = 0;
    connection = source_.try_accept(error);
    if (error == -EAGAIN) {
      source_.forget(Source::Direction::in);
      if (source_.is_traced()) {
        source_.trace(EventKind::would_block, 0, 0, static_cast<std::uint16_t>(AwaitKind::accept));
      }
    }
  }
  if (error == -EAGAIN) return wait_.on(source_, Source::Direction::in, AwaitKind::accept, context);
  wait_.leave();
  if (!connection) return Output(IoError(IoStep::accept, -error));
  if (connection->is_traced()) {
    connection->trace(EventKind::source_changed, static_cast<std::uint8_t>(SourceChange::accepted),
                      raw(source_.id()));
  }
  return Output(TcpStream(std::move(connection)));
}

}  // namespace loopglass
