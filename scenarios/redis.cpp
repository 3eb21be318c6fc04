#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

using Words = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Of "*3" or "$12"; 0 for what is no length.
std::size_t length(const std::string& line) {
  constexpr std::int64_t most = 1 << 20;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(number(line.substr(1)).value_or(0), 0, most));
}

Words split(const std::string& line) {
  Words words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// How Redis writes: a length before the bytes, so they may hold anything.
std::string bulk(std::string_view text) {
  return "$" + to_text(text.size()) + "\r\n" + std::string(text) + "\r\n";
}
std::string array(const Words& words) {
  std::string text = "*" + to_text(words.size()) + "\r\n";
  for (const std::string& word : words) text += bulk(word);
  return text;
}
std::string integer(std::int64_t value) { return ":" + to_text(value) + "\r\n"; }
std::string error(std::string_view what) { return "-ERR " + std::string(what) + "\r\n"; }

std::string answer(Words words, Table& table) {
  if (words.empty()) return "";
  std::string& name = words[0];
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  const auto has = [&](std::size_t arguments) { return words.size() == arguments + 1; };
  if (name == "PING") return words.size() > 1 ? bulk(words[1]) : "+PONG\r\n";
  if (name == "ECHO" && has(1)) return bulk(words[1]);
  if (name == "SET" && has(2)) {
    table[words[1]] = words[2];
    return "+OK\r\n";
  }
  if (name == "GET" && has(1)) {
    const auto found = table.find(words[1]);
    return found == table.end() ? "$-1\r\n" : bulk(found->second);
  }
  if (name == "INCR" && has(1)) {
    std::string& text = table.try_emplace(words[1], "0").first->second;
    const auto value = number(text);
    if (!value || *value == INT64_MAX) return error("value is not an integer or out of range");
    text = to_text(*value + 1);
    return integer(*value + 1);
  }
  if (name == "DEL" && words.size() > 1) {
    std::int64_t gone = 0;
    for (std::size_t i = 1; i < words.size(); ++i) gone += table.erase(words[i]) > 0 ? 1 : 0;
    return integer(gone);
  }
  if (name == "COMMAND") return "*0\r\n";
  if (name == "CONFIG" && words.size() == 3) return array({words[2], ""});
  return error("unknown command or wrong number of arguments: " + name);
}

std::string no_server(const Endpoint& there, const IoError& why) {
  return "no Redis server answers at " + there.text() + " (" + why.message() +
         "); start one, or leave the port out";
}

// ---- code

// "*2", then for each word "$3" and its bytes; or all on one line.
Future<std::optional<Words>> next_command(LineReader& reader) {
  const auto first = co_await reader.line();
  if (!first.ok() || !first.value()) co_return std::nullopt;
  if (!first.value()->starts_with('*')) co_return split(*first.value());
  Words words;
  for (std::size_t left = length(*first.value()); left > 0; --left) {
    const auto line = co_await reader.line();
    if (!line.ok() || !line.value()) co_return std::nullopt;
    const std::size_t size = length(*line.value());
    const auto bytes = co_await reader.exactly(size + 2);
    if (!bytes.ok() || !bytes.value()) co_return std::nullopt;
    words.push_back(bytes.value()->substr(0, size));
  }
  co_return words;
}

Future<> serve(TcpStream stream, std::shared_ptr<Table> table) {
  LineReader reader(stream);
  while (true) {
    const auto command = co_await next_command(reader);
    if (!command) co_return;
    // No await in here, so no other task runs meanwhile. No lock is needed.
    const std::string text = answer(*command, *table);
    if (!(co_await stream.write_all(text)).ok()) co_return;
  }
}

Future<> server(TcpListener listener) {
  auto table = std::make_shared<Table>();
  for (int n = 1;; ++n) {
    TcpStream stream = (co_await listener.accept()).unwrap();
    (void)spawn(serve(std::move(stream), table), "visitor " + to_text(n));
  }
}

// Asks in one line. The answer is a line, or a length and that many bytes.
Future<std::string> ask(const TcpStream& to, LineReader& from, std::string text) {
  (co_await to.write_all(text + "\r\n")).unwrap();
  const auto line = (co_await from.line()).unwrap();
  if (!line) co_return "no answer";
  if (!line->starts_with('$') || *line == "$-1") co_return *line;
  const auto bytes = (co_await from.exactly(length(*line) + 2)).unwrap();
  co_return bytes.value_or("").substr(0, length(*line));
}

Future<> client(std::string name, Endpoint there) {
  auto connected = co_await TcpStream::connect(there);
  if (!connected.ok()) {
    println(name, ": ", no_server(there, connected.error()));
    co_return;
  }
  const TcpStream stream = connected.unwrap();
  LineReader reader(stream);
  for (const char* line : {"SET lg:n 41", "INCR lg:n", "GET lg:n", "DEL lg:n"}) {
    const std::string answered = co_await ask(stream, reader, line);
    println(name, ": ", line, " gives ", answered, " at ", now());
  }
}

Future<> redis(Settings settings) {
  network_behaves({.latency = settings.duration("latency")});
  Endpoint there{.port = static_cast<std::uint16_t>(settings.count("port"))};
  if (settings.variant == "server" || there.port == 0) {
    TcpListener listener = TcpListener::bind(there).unwrap();
    there = listener.local();
    println("main: serves at ", there.text());
    (void)spawn(server(std::move(listener)), "server");
  }
  std::vector<JoinHandle<>> clients;
  for (std::int64_t n = 1; n <= settings.count("clients"); ++n) {
    const std::string name = "client " + to_text(n);
    clients.push_back(spawn(client(name, there), name));
  }
  for (JoinHandle<>& task : clients) (co_await task).unwrap();
  const Duration more = settings.duration("serve_for");
  if (settings.variant == "server") co_await select_biased(ctrl_c(), sleep(more));
}

// ---- words

}  // namespace

Scenario scenario_redis() {
  return {
      .chapter = 7,
      .title = "Redis, asked and answered",
      .topic = "protocol",
      .summary = "A client that sets and gets over a socket, and a small server of the same protocol.",
      .lesson =
          {
              .watch = "Two clients set, increment, get and delete the same key. Each sends a command and "
                       "waits for its answer before it sends the next one, so a round trip passes between "
                       "two lines of its output. The server has a task for each of them, and one table for "
                       "all.",
              .why = "A command may arrive in pieces, so the server awaits a line, then as many bytes as the "
                     "line says. The answer itself awaits nothing: no other task can run between the look "
                     "into the table and the change, so INCR needs no lock. But the clients' commands mix as "
                     "they arrive, and 41 plus 1 may well be 43.",
              .next = "With --clock real the client asks a Redis server: 'redis?port=6379'. And "
                      "'redis/server?port=7379&clients=0&serve_for=60s' is a server for redis-cli -p 7379.",
          },
      .variants =
          {
              {"client", "It asks the server at the port given, or a small one of its own."},
              {"server", "The small server goes on for others."},
          },
      .parameters =
          {
              count_parameter("clients", "How many clients ask.", 2, 0, 1000),
              duration_parameter("latency", "How long bytes travel, one way; on the virtual clock.", 5ms, 0ms,
                                 10s),
              count_parameter("port", "Where the server is; 0: a small one of its own, at a free port.", 0, 0,
                              65535),
              duration_parameter("serve_for", "How long server goes on for others.", 200ms, 1ms, 3600s),
          },
      .make = redis,
  };
}

}  // namespace loopglass::scenarios
