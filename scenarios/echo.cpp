#include <array>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// One connection, from its first byte to its end.
Future<> serve(TcpStream stream) {
  std::array<char, 256> buffer;
  while (true) {
    const auto count = co_await stream.read(buffer);
    if (!count.ok() || count.value() == 0) co_return;  // broken off, or the end
    const auto sent = co_await stream.write_all({buffer.data(), count.value()});
    if (!sent.ok()) co_return;
  }
}

Future<> server(TcpListener listener, bool task_each) {
  for (int n = 1;; ++n) {
    TcpStream stream = (co_await listener.accept()).unwrap();
    if (task_each) {
      const std::string name = "serve " + to_text(n);
      (void)spawn(serve(std::move(stream)), name);  // and on to the next one
    } else {
      co_await serve(std::move(stream));  // whoever comes next waits
    }
  }
}

Future<> client(std::int64_t n, Endpoint there, Settings settings) {
  const TcpStream stream = (co_await TcpStream::connect(there)).unwrap();
  const std::string text = "hello " + to_text(n);
  for (auto left = settings.count("rounds"); left > 0; --left) {
    (co_await stream.write_all(text)).unwrap();
    std::string answer(text.size(), ' ');
    (co_await stream.read_exact(answer)).unwrap();
    co_await sleep(settings.duration("think"));
  }
  println("client ", n, ": done at ", now());
}

Future<> echo(Settings settings) {
  network_behaves({.latency = settings.duration("latency")});
  const auto port = static_cast<std::uint16_t>(settings.count("port"));
  TcpListener listener = TcpListener::bind({.port = port}).unwrap();
  const Endpoint there = listener.local();
  println("main: listens at ", there.text());
  const bool task_each = settings.variant == "task_each";
  auto serving = spawn(server(std::move(listener), task_each), "server");

  std::vector<JoinHandle<>> clients;
  for (std::int64_t n = 1; n <= settings.count("clients"); ++n) {
    clients.push_back(spawn(client(n, there, settings), "client " + to_text(n)));
  }
  for (JoinHandle<>& task : clients) (co_await task).unwrap();

  // For visitors from outside, on the real clock: until Ctrl-C, or for this long.
  if (const Duration more = settings.duration("serve_for"); more > 0ms) {
    co_await select_biased(ctrl_c(), sleep(more));
  }
  serving.abort();
  println("main: ends at ", now());
}

// ---- words

}  // namespace

Scenario scenario_echo() {
  return {
      .chapter = 7,
      .title = "An echo server and its clients",
      .topic = "sockets",
      .summary = "A server sends back what it gets: with a task for each connection, or one after the other.",
      .lesson =
          {
              .watch = "Three clients connect at the same time, send a few bytes, wait for the echo, and "
                       "think. In task_each the server accepts all three at once and spawns a serve for "
                       "each; then it waits for the next visitor. In one_at_a_time it serves the first "
                       "until that one is done. The others are connected, and their bytes have arrived, "
                       "but nobody reads them.",
              .why = "An accept, a read and a write are waits like any other: the task leaves its waker with "
                     "the reactor, and the loop is free. A server that awaits a whole conversation inside "
                     "its accept loop is not blocking the thread; it only keeps itself from accepting. A "
                     "task for each connection costs little, and no visitor waits for another.",
              .next = "Give latency=50ms and compare both variants. On the real clock, "
                      "'run \"echo?clients=0&port=7777&serve_for=60s\" --clock real' is a server that nc can "
                      "talk to.",
          },
      .variants =
          {
              {"task_each", "A task for each connection."},
              {"one_at_a_time", "One connection after the other."},
          },
      .parameters =
          {
              count_parameter("clients", "How many clients connect.", 3, 0, 1000),
              count_parameter("rounds", "How many echoes each of them waits for.", 2, 1, 1000),
              duration_parameter("think", "How long a client thinks between two rounds.", 20ms, 0ms, 10s),
              duration_parameter("latency", "How long bytes travel, one way; on the virtual clock.", 5ms, 0ms,
                                 10s),
              count_parameter("port", "Where the server listens; 0 takes a free port.", 0, 0, 65535),
              duration_parameter("serve_for", "How long it goes on for others after that.", 0ms, 0ms, 3600s),
          },
      .make = echo,
  };
}

}  // namespace loopglass::scenarios
