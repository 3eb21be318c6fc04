#include "runtime/net/socket_network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace loopglass {
namespace {

/// Owns a descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

void switch_on(int socket, int level, int option) {
  const int on = 1;
  setsockopt(socket, level, option, &on, sizeof on);
}

/// Whether the endpoint is one of IPv4.
bool fill(sockaddr_in& address, const Endpoint& endpoint) {
  address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(endpoint.port);
  return inet_pton(AF_INET, endpoint.host.c_str(), &address.sin_addr) == 1;
}

Endpoint endpoint_of(const sockaddr_in& address) {
  char text[INET_ADDRSTRLEN] = {};
  inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
  return {text, ntohs(address.sin_port)};
}

const sockaddr* generic(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }
sockaddr* generic(sockaddr_in& address) { return reinterpret_cast<sockaddr*>(&address); }

class SocketConnection final : public Connection {
 public:
  SocketConnection(Executor& home, SourceId id, Descriptor socket)
      : Connection(home, id), socket_(std::move(socket)) {}

  /// Returns an error's number or 0.
  int begin(EpollPoller& poller, std::string_view name) {
    switch_on(socket_.number(), IPPROTO_TCP, TCP_NODELAY);
    const int error = poller.watch(socket_.number(), *this);
    if (error == 0) trace_opened(SourceKind::stream, name, 0, SourceId::none);
    return error;
  }
  void wait_for_answer() { not_yet_ready(); }

  int finish_connecting() override {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return -errno;
    if (error != 0) return -error;
    sockaddr_in peer{};
    size = sizeof peer;
    if (getpeername(socket_.number(), generic(peer), &size) == 0) return 0;
    return errno == ENOTCONN ? -EAGAIN : -errno;
  }
  std::ptrdiff_t try_read(std::span<char> into) override {
    for (;;) {
      const ssize_t got = recv(socket_.number(), into.data(), into.size(), 0);
      if (got >= 0) return got;
      if (errno != EINTR) return -errno;
    }
  }
  std::ptrdiff_t try_write(std::string_view bytes) override {
    for (;;) {
      const ssize_t sent = send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent >= 0) return sent;
      if (errno != EINTR) return -errno;
    }
  }
  int close_write_half() override { return shutdown(socket_.number(), SHUT_WR) == 0 ? 0 : -errno; }
  void break_off() override {
    const linger at_once{1, 0};
    setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }

 private:
  Descriptor socket_;
};

class SocketListener final : public Listening {
 public:
  SocketListener(Executor& home, EpollPoller& poller, Descriptor socket, Endpoint local)
      : Listening(home), poller_(poller), socket_(std::move(socket)), local_(std::move(local)) {}

  /// Returns an error's number or 0.
  int begin() {
    const int error = poller_.watch(socket_.number(), *this);
    if (error == 0) trace_opened(SourceKind::listener, ":" + std::to_string(local_.port), 0, SourceId::none);
    return error;
  }

  Shared<Connection> try_accept(int& error) override {
    sockaddr_in peer{};
    for (;;) {
      socklen_t size = sizeof peer;
      const int socket = accept4(socket_.number(), generic(peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket < 0) {
        // One that went away while it waited here is nobody's failure.
        if (errno == EINTR || errno == ECONNABORTED || errno == EPROTO) continue;
        error = -errno;
        return {};
      }
      auto connection = Shared<SocketConnection>::make(home(), SourceId::none, Descriptor(socket));
      error = -connection->begin(poller_, is_traced() ? "from " + endpoint_of(peer).text() : "");
      if (error != 0) return {};
      return connection;
    }
  }
  const Endpoint& local() const override { return local_; }

 private:
  EpollPoller& poller_;
  Descriptor socket_;
  Endpoint local_;
};

}  // namespace

IoResult<Shared<Listening>> SocketNetwork::listen(Executor& home, const Endpoint& at) {
  sockaddr_in address{};
  if (!fill(address, at)) return IoError(IoStep::listen, EAFNOSUPPORT);
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return IoError(IoStep::listen, errno);
  switch_on(socket.number(), SOL_SOCKET, SO_REUSEADDR);
  socklen_t size = sizeof address;
  if (bind(socket.number(), generic(std::as_const(address)), size) != 0 ||
      ::listen(socket.number(), SOMAXCONN) != 0 ||
      getsockname(socket.number(), generic(address), &size) != 0) {
    return IoError(IoStep::listen, errno);
  }
  auto listener = Shared<SocketListener>::make(home, poller_, std::move(socket), endpoint_of(address));
  if (const int error = listener->begin()) return IoError(IoStep::listen, error);
  return Shared<Listening>(listener);
}

IoResult<Shared<Connection>> SocketNetwork::connect(Executor& home, const Endpoint& to, SourceId id) {
  sockaddr_in address{};
  if (!fill(address, to)) return IoError(IoStep::connect, EAFNOSUPPORT);
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return IoError(IoStep::connect, errno);
  const bool at_once = ::connect(socket.number(), generic(std::as_const(address)), sizeof address) == 0;
  if (!at_once && errno != EINPROGRESS) return IoError(IoStep::connect, errno);
  auto connection = Shared<SocketConnection>::make(home, id, std::move(socket));
  if (const int error = connection->begin(poller_, "to " + to.text())) return IoError(IoStep::connect, error);
  if (!at_once) connection->wait_for_answer();
  return Shared<Connection>(connection);
}

}  // namespace loopglass
