#include <algorithm>
#include <memory>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

struct Request {
  std::string method;
  std::string path;
  bool stay = true;  // the connection is used again
};

struct Site {
  std::int64_t answered = 0;
  std::int64_t most = 0;  // 0: as many as are asked
  CancellationToken enough;
};

Request parse(const std::string& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto path = std::min(end + 1, line.size());
  const auto path_end = std::min(line.find(' ', path), line.size());
  return {line.substr(0, end), line.substr(path, path_end - path), line.ends_with("/1.1")};
}

std::string response(std::string_view status, const std::string& body) {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nContent-Type: text/plain\r\nContent-Length: " + to_text(body.size()) + "\r\n\r\n" + body;
}

std::string answer(const Request& request, std::int64_t number) {
  if (request.method != "GET") return response("405 Method Not Allowed", "Only GET is answered here.\n");
  if (request.path != "/" && request.path != "/slow")
    return response("404 Not Found", "There is / and /slow.\n");
  return response("200 OK", "Answer " + to_text(number) + ".\n");
}

// ---- code

// "GET /path HTTP/1.1", then headers, up to an empty line.
Future<std::optional<Request>> next_request(LineReader& reader) {
  const auto first = co_await reader.line();
  if (!first.ok() || !first.value()) co_return std::nullopt;  // nobody asks
  Request request = parse(*first.value());
  while (true) {
    const auto header = co_await reader.line();
    if (!header.ok() || !header.value()) co_return std::nullopt;
    if (header.value()->empty()) co_return request;
    if (*header.value() == "Connection: close") request.stay = false;
  }
}

// One connection: requests, one after the other.
Future<> serve(TcpStream stream, std::shared_ptr<Site> site, Duration slow) {
  LineReader reader(stream);
  while (true) {
    const auto request = co_await next_request(reader);
    if (!request) co_return;
    if (request->path == "/slow") co_await sleep(slow);  // this visitor only
    const std::string text = answer(*request, ++site->answered);
    const auto sent = co_await stream.write_all(text);
    if (site->answered == site->most) site->enough.cancel();
    if (!sent.ok() || !request->stay) co_return;
  }
}

Future<> server(TcpListener listener, std::shared_ptr<Site> site, Duration slow) {
  for (int n = 1;; ++n) {
    auto stream = co_await listener.accept();
    if (stream.ok()) {
      (void)spawn(serve(stream.unwrap(), site, slow), "visitor " + to_text(n));
    } else {
      co_await sleep(10ms);  // too many are open: some of them will end
    }
  }
}

Future<> client(std::string name, Endpoint there, std::string path) {
  const TcpStream stream = (co_await TcpStream::connect(there)).unwrap();
  const std::string text = "GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n";
  (co_await stream.write_all(text)).unwrap();
  LineReader reader(stream);
  const auto status = (co_await reader.line()).unwrap();
  println(name, ": ", path, " gives ", status.value_or("nothing"), " at ", now());
}

Future<> http(Settings settings) {
  network_behaves({.latency = settings.duration("latency")});
  const auto port = static_cast<std::uint16_t>(settings.count("port"));
  TcpListener listener = TcpListener::bind({.port = port}).unwrap();
  const Endpoint there = listener.local();
  println("main: ask http://", there.text(), "/");

  const CancellationToken enough;
  const std::int64_t most = settings.count("requests");
  auto site = std::make_shared<Site>(Site{.most = most, .enough = enough});
  const Duration slow = settings.duration("slow");
  auto serving = spawn(server(std::move(listener), site, slow), "server");

  std::vector<JoinHandle<>> clients;
  for (std::int64_t n = 1; n <= settings.count("clients"); ++n) {
    const std::string name = "client " + to_text(n);
    clients.push_back(spawn(client(name, there, n == 1 ? "/slow" : "/"), name));
  }
  for (JoinHandle<>& task : clients) (co_await task).unwrap();

  // For visitors from outside: until Ctrl-C, or until it is enough.
  if (const Duration more = settings.duration("serve_for"); more > 0ms)
    co_await select_biased(ctrl_c(), sleep(more), enough.cancelled());
  serving.abort();
  println("main: ", site->answered, " answers, ends at ", now());
}

// ---- words

}  // namespace

Scenario scenario_http() {
  return {
      .chapter = 7,
      .title = "A tiny web server",
      .topic = "http",
      .summary = "A server that a browser can ask: one task a visitor, and a slow page that delays nobody.",
      .lesson =
          {
              .watch = "Three clients ask at the same time. The first asks for /slow, whose answer takes "
                       "200 ms; the others ask for /. Each visitor has a task, which reads a request line by "
                       "line and waits wherever the next line is not there yet. The two quick answers are "
                       "gone long before the slow one is ready.",
              .why =
                  "HTTP is text over a stream, and a stream has no messages: a request may come in pieces, "
                  "and two may come in one. A reader of lines keeps what it has read too much, and awaits "
                  "more when a line is not complete. The wait for /slow is a timer of one task, so the "
                  "thread is free for all the others.",
              .next = "Run 'http?port=8080&clients=0&serve_for=60s' with --clock real, and open "
                      "http://127.0.0.1:8080/ in a browser. Ctrl-C ends it.",
          },
      .parameters =
          {
              count_parameter("clients", "How many clients of its own ask.", 3, 0, 1000),
              duration_parameter("slow", "How long the answer to /slow takes.", 200ms, 0ms, 60s),
              duration_parameter("latency", "How long bytes travel, one way; on the virtual clock.", 5ms, 0ms,
                                 10s),
              count_parameter("port", "Where the server listens; 0 takes a free port.", 0, 0, 65535),
              count_parameter("requests", "After how many answers it ends; 0: after any number.", 0, 0,
                              1000000000),
              duration_parameter("serve_for", "How long it goes on for others after that.", 0ms, 0ms, 3600s),
          },
      .make = http,
  };
}

}  // namespace loopglass::scenarios
