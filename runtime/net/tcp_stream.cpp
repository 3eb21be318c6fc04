#include "runtime/net/tcp_stream.hpp"

#include "runtime/executor.hpp"

namespace loopglass {
namespace {

IoResult<void> shut_write(Connection& connection) {
  const int error = connection.shut_write();
  if (error != 0) return IoError(IoStep::shut_down, -error);
  return {};
}

void trace(const Connection& connection, SourceChange change, int value = 0) {
  if (!connection.is_traced()) return;
  connection.trace(EventKind::source_changed, static_cast<std::uint8_t>(change),
                   static_cast<std::uint64_t>(value));
}

}  // namespace

IoResult<void> TcpWriter::shutdown() const { return shut_write(*connection_); }
IoResult<void> TcpStream::shutdown() const { return shut_write(*connection_); }
void TcpStream::reset() && {
  connection_->break_off();
  connection_ = {};
}

Poll<TcpStream::Connect::Output> TcpStream::Connect::poll(Context& context) {
  if (!connection_) {
    Executor& executor = context.executor();
    auto begun = executor.reactor().network().connect(executor, to_, id_);
    if (!begun) return Output(begun.error());
    connection_ = begun.unwrap();
  }
  int error = -EAGAIN;
  if (connection_->is_worth_trying(Source::Direction::out)) error = connection_->finish_connecting();
  if (error == -EAGAIN) {
    connection_->forget(Source::Direction::out);
    return wait_.on(*connection_, Source::Direction::out, AwaitKind::connect, context);
  }
  wait_.leave();
  if (error != 0) {
    trace(*connection_, SourceChange::failed, -error);
    return Output(IoError(IoStep::connect, -error));
  }
  trace(*connection_, SourceChange::connected);
  return Output(TcpStream(std::move(connection_)));
}

AwaitInfo TcpStream::Connect::await_info(Tracer& tracer) {
  if (!connection_) tracer.assign(id_);
  return {AwaitKind::connect, raw(id_)};
}

void network_behaves(const NetworkOptions& options) {
  assert(Executor::current() && "network_behaves is called inside a task");
  Executor::current()->reactor().network().behave(options);
}

}  // namespace loopglass
