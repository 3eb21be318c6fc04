// One interface over two networks: the system's sockets on the real clock, and one in memory on the virtual
// clock. What awaits (`TcpListener`, `TcpStream`) stands on this and cannot tell them apart.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "runtime/net/io_error.hpp"
#include "runtime/source.hpp"

namespace loopglass {

/// A place to connect to. The host is an IPv4 address; in the virtual network there is one host, and the port
/// alone is the name.
struct Endpoint {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  /// "127.0.0.1:8080".
  std::string text() const { return host + ":" + std::to_string(port); }
};

/// How the virtual network behaves from now on; the real one is as it is.
struct NetworkOptions {
  /// One way.
  Duration latency = std::chrono::milliseconds(1);
  /// Bytes a second, each way of each connection; 0: without a limit.
  std::uint64_t bandwidth = 0;
  /// How many of a thousand packets are lost. A lost one is sent again, later each time, as TCP does; what
  /// follows it waits for it.
  std::uint32_t loss = 0;
  /// How many bytes wait unread at a receiver before its sender must wait; 1 to 65535.
  std::uint16_t buffer = 16384;
};

/// One end of a connection. Every attempt returns at once: a count, or an error's number below 0. -EAGAIN
/// says that the attempt must wait until the reactor sees a change.
class Connection : public Source {
 public:
  using Source::home;
  using Source::is_traced;
  using Source::Source;
  using Source::trace;

  /// 0 when the connection stands.
  virtual int finish_connecting() = 0;
  /// 0 at the end of the stream, or if `into` is empty.
  virtual std::ptrdiff_t try_read(std::span<char> into) = 0;
  virtual std::ptrdiff_t try_write(std::string_view bytes) = 0;
  /// Lets go what an attempt has set off, after the attempt is on record. The system's sockets need no such
  /// thing.
  virtual void settle() {}
  /// No more will be written: the other side reads the end. Returns 0 or an error. Harmless when repeated.
  int shut_write();
  bool is_write_shut() const { return write_shut_; }
  /// Breaks off: what is on its way is dropped, and the other side gets an error.
  virtual void break_off() = 0;

 protected:
  virtual int close_write_half() = 0;

 private:
  bool write_shut_ = false;
};

class Listening : public Source {
 public:
  using Source::home;
  using Source::is_traced;
  using Source::Source;
  using Source::trace;

  /// The next connection, or none with an error's number below 0 in `error`.
  virtual Shared<Connection> try_accept(int& error) = 0;
  virtual const Endpoint& local() const = 0;
};

class Network {
 public:
  virtual ~Network() = default;
  virtual IoResult<Shared<Listening>> listen(Executor& home, const Endpoint& at) = 0;
  /// Begins to connect.
  virtual IoResult<Shared<Connection>> connect(Executor& home, const Endpoint& to, SourceId id) = 0;
  virtual void behave(const NetworkOptions&) {}
  /// Whether somebody can break off this connection from outside. Not those of the system.
  virtual bool can_break(SourceId) const { return false; }
  /// Precondition: it can.
  virtual void break_connection(SourceId) {}
  /// Whether something is on its way to this connection that can be held up. Not through the system.
  virtual bool has_on_the_way(SourceId) const { return false; }
  /// It arrives so much later, and what is sent after it not before it. Precondition: there is something.
  virtual void delay(SourceId, Duration) {}
};

}  // namespace loopglass
