// A connection: bytes go in and come out in order, both ways.
//
// Invariants:
// 1. Every operation is tried first and waits only if it must. It allocates nothing and has no frame of its
//    own; it borrows the stream and the caller's bytes while it is awaited.
// 2. A read that is dropped has read nothing. A `read_exact` or `write_all` that is dropped may have done a
//    part.
// 3. A stream does not outlive its executor. Dropped, it closes: the other side reads what was written and
//    then the end.
#pragma once
#include <optional>
#include <utility>

#include "runtime/await_info.hpp"
#include "runtime/net/attempt.hpp"
#include "runtime/net/network.hpp"

namespace loopglass {

/// Waits until there is something to read, and reads what there is. The count; 0 at the end of the stream.
class [[nodiscard]] Read {
 public:
  using Output = IoResult<std::size_t>;

  Read(Connection& connection, std::span<char> into) : connection_(connection), into_(into) {}
  Poll<Output> poll(Context& context) {
    const std::ptrdiff_t count = attempt_read(connection_, into_);
    if (count == -EAGAIN) return wait_.on(connection_, Source::Direction::in, AwaitKind::readable, context);
    wait_.leave();
    if (count < 0) return Output(IoError(IoStep::read, static_cast<int>(-count)));
    return Output(static_cast<std::size_t>(count));
  }
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::readable, raw(connection_.id())}; }

 private:
  Connection& connection_;
  std::span<char> into_;
  Source::Wait wait_;
};

/// Reads until `into` is full. The count, which is less only if the stream ends first.
class [[nodiscard]] ReadExact {
 public:
  using Output = IoResult<std::size_t>;

  ReadExact(Connection& connection, std::span<char> into) : connection_(connection), into_(into) {}
  Poll<Output> poll(Context& context) {
    while (done_ < into_.size()) {
      const std::ptrdiff_t count = attempt_read(connection_, into_.subspan(done_));
      if (count == -EAGAIN) return wait_.on(connection_, Source::Direction::in, AwaitKind::readable, context);
      if (count < 0) return Output(IoError(IoStep::read, static_cast<int>(-count)));
      if (count == 0) break;
      done_ += static_cast<std::size_t>(count);
    }
    wait_.leave();
    return Output(done_);
  }
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::readable, raw(connection_.id())}; }

 private:
  Connection& connection_;
  std::span<char> into_;
  std::size_t done_ = 0;
  Source::Wait wait_;
};

/// Writes until all bytes are taken; they arrive later. Waits while there is no room.
class [[nodiscard]] WriteAll {
 public:
  using Output = IoResult<void>;

  WriteAll(Connection& connection, std::string_view bytes) : connection_(connection), bytes_(bytes) {}
  Poll<Output> poll(Context& context) {
    while (!bytes_.empty()) {
      const std::ptrdiff_t count = attempt_write(connection_, bytes_);
      if (count == -EAGAIN)
        return wait_.on(connection_, Source::Direction::out, AwaitKind::writable, context);
      if (count < 0) return Output(IoError(IoStep::write, static_cast<int>(-count)));
      bytes_.remove_prefix(static_cast<std::size_t>(count));
    }
    wait_.leave();
    return Output();
  }
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::writable, raw(connection_.id())}; }

 private:
  Connection& connection_;
  std::string_view bytes_;
  Source::Wait wait_;
};

/// Waits until there is room, and writes what fits. The count.
class [[nodiscard]] Write {
 public:
  using Output = IoResult<std::size_t>;

  Write(Connection& connection, std::string_view bytes) : connection_(connection), bytes_(bytes) {}
  Poll<Output> poll(Context& context) {
    const std::ptrdiff_t count = attempt_write(connection_, bytes_);
    if (count == -EAGAIN) return wait_.on(connection_, Source::Direction::out, AwaitKind::writable, context);
    wait_.leave();
    if (count < 0) return Output(IoError(IoStep::write, static_cast<int>(-count)));
    return Output(static_cast<std::size_t>(count));
  }
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::writable, raw(connection_.id())}; }

 private:
  Connection& connection_;
  std::string_view bytes_;
  Source::Wait wait_;
};

/// The half of a stream that reads.
class [[nodiscard]] TcpReader {
 public:
  explicit TcpReader(Shared<Connection> connection) : connection_(std::move(connection)) {}

  Read read(std::span<char> into) const { return {*connection_, into}; }
  ReadExact read_exact(std::span<char> into) const { return {*connection_, into}; }
  SourceId id() const { return connection_->id(); }

 private:
  Shared<Connection> connection_;
};

/// The half of a stream that writes. Dropped, it shuts its half: the other side reads the end.
class [[nodiscard]] TcpWriter {
 public:
  explicit TcpWriter(Shared<Connection> connection) : connection_(std::move(connection)) {}
  TcpWriter(TcpWriter&&) noexcept = default;
  TcpWriter& operator=(TcpWriter&& other) noexcept {
    std::swap(connection_, other.connection_);
    return *this;
  }
  ~TcpWriter() {
    if (connection_) (void)connection_->shut_write();
  }

  Write write(std::string_view bytes) const { return {*connection_, bytes}; }
  WriteAll write_all(std::string_view bytes) const { return {*connection_, bytes}; }
  IoResult<void> shutdown() const;
  SourceId id() const { return connection_->id(); }

 private:
  Shared<Connection> connection_;
};

class [[nodiscard]] TcpStream {
 public:
  class Connect;

  explicit TcpStream(Shared<Connection> connection) : connection_(std::move(connection)) {}
  TcpStream(TcpStream&&) noexcept = default;
  TcpStream& operator=(TcpStream&&) noexcept = default;

  /// Asks for a connection and waits for the answer.
  ///
  ///     TcpStream stream = (co_await TcpStream::connect({.port = 7})).unwrap();
  ///     (co_await stream.write_all("hello")).unwrap();
  static Connect connect(Endpoint to);

  Read read(std::span<char> into) const { return {*connection_, into}; }
  ReadExact read_exact(std::span<char> into) const { return {*connection_, into}; }
  Write write(std::string_view bytes) const { return {*connection_, bytes}; }
  WriteAll write_all(std::string_view bytes) const { return {*connection_, bytes}; }

  /// Closes the half that writes: the other side reads the end. Reading goes on.
  IoResult<void> shutdown() const;
  /// Breaks the connection off: the other side gets an error instead of the end.
  void reset() &&;
  /// Two halves that may go to different tasks. The connection closes with the last of them.
  std::pair<TcpReader, TcpWriter> split() && {
    TcpReader reader(connection_);
    return {std::move(reader), TcpWriter(std::move(connection_))};
  }
  SourceId id() const { return connection_->id(); }

 private:
  friend class LineReader;
  Shared<Connection> connection_;
};

class [[nodiscard]] TcpStream::Connect {
 public:
  using Output = IoResult<TcpStream>;

  explicit Connect(Endpoint to) : to_(std::move(to)) {}
  Poll<Output> poll(Context& context);
  AwaitInfo await_info(Tracer& tracer);

 private:
  Endpoint to_;
  SourceId id_{};
  Shared<Connection> connection_;
  Source::Wait wait_;
};

inline TcpStream::Connect TcpStream::connect(Endpoint to) { return Connect(std::move(to)); }

/// How the virtual network behaves from now on; does nothing on the real clock. Called inside a task.
void network_behaves(const NetworkOptions& options);

}  // namespace loopglass
