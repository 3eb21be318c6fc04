#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

using Words = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
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

// "*2", then for each word "$3" and its bytes; or the words on one line, as a person types them.
Future<std::optional<Words>> next_command(LineReader& reader) {
  const auto first = co_await reader.line();
  if (!first.ok() || !first.value()) co_return std::nullopt;
  const std::string line = *first.value();
  Words words;
  if (!line.starts_with('*')) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      if (end > at) words.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    co_return words;
  }
  const std::int64_t count = number(line.substr(1)).value_or(-1);
  if (count < 0 || count > 1024) co_return std::nullopt;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto length = co_await reader.line();
    if (!length.ok() || !length.value() || !length.value()->starts_with('$')) co_return std::nullopt;
    const std::int64_t size = number(length.value()->substr(1)).value_or(-1);
    if (size < 0 || size > 1 << 20) co_return std::nullopt;
    const auto bytes = co_await reader.exactly(static_cast<std::size_t>(size) + 2);
    if (!bytes.ok() || !bytes.value()) co_return std::nullopt;
    words.push_back(bytes.value()->substr(0, static_cast<std::size_t>(size)));
  }
  co_return words;
}

// No await in here: between two polls every command is done, or not begun. No lock is needed.
std::string answer(Words words, Table& table) {
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

Future<> serve(TcpStream stream, std::shared_ptr<Table> table) {
  LineReader reader(stream);
  while (true) {
    auto command = co_await next_command(reader);
    if (!command) co_return;
    if (command->empty()) continue;
    const std::string text = answer(std::move(*command), *table);
    const auto sent = co_await stream.write_all(text);
    if (!sent.ok()) co_return;
  }
}

Future<> server(TcpListener listener) {
  auto table = std::make_shared<Table>();
  while (true) {
    auto stream = co_await listener.accept();
    if (stream.ok()) {
      (void)spawn(serve(stream.unwrap(), table), "visitor");
    } else {
      co_await sleep(10ms);  // too many are open: some of them will end
    }
  }
}

// Asks, and takes the answer: a line, or a length and that many bytes.
Future<std::string> ask(const TcpStream& stream, LineReader& reader, Words words) {
  const std::string text = array(words);
  (co_await stream.write_all(text)).unwrap();
  const auto line = (co_await reader.line()).unwrap();
  if (!line) panic("the server has closed the connection");
  if (!line->starts_with('$')) co_return *line;
  const std::int64_t size = number(line->substr(1)).value_or(-1);
  if (size < 0) co_return "nothing";
  const auto bytes = (co_await reader.exactly(static_cast<std::size_t>(size) + 2)).unwrap();
  if (!bytes) panic("the server has closed the connection");
  co_return bytes->substr(0, static_cast<std::size_t>(size));
}

Future<> client(std::string name, Endpoint there) {
  auto connected = co_await TcpStream::connect(there);
  if (!connected.ok()) {
    println(name, ": no Redis server answers at ", there.text(), " (", connected.error().message(),
            "); start one, or leave the port out");
    co_return;
  }
  const TcpStream stream = connected.unwrap();
  LineReader reader(stream);
  for (const Words& words : {Words{"SET", "loopglass:n", "41"}, Words{"INCR", "loopglass:n"},
                             Words{"GET", "loopglass:n"}, Words{"DEL", "loopglass:n"}}) {
    const std::string answered = co_await ask(stream, reader, words);
    println(name, ": ", words[0], " ", words[1], " gives ", answered, " at ", now());
  }
}

Future<> redis(Settings settings) {
  network_behaves({.latency = settings.duration("latency")});
  Endpoint there{.port = static_cast<std::uint16_t>(settings.count("port"))};
  const bool is_server = settings.variant == "server";
  std::optional<JoinHandle<>> serving;
  if (is_server || there.port == 0) {
    auto bound = TcpListener::bind(there);
    if (!bound.ok()) {
      println("main: ", bound.error().message(), " at port ", settings.count("port"));
      co_return;
    }
    TcpListener listener = bound.unwrap();
    there = listener.local();
    println("main: serves at ", there.text());
    serving = spawn(server(std::move(listener)), "server");
  }

  std::vector<JoinHandle<>> clients;
  for (std::int64_t n = 1; n <= settings.count("clients"); ++n) {
    const std::string name = "client " + to_text(n);
    clients.push_back(spawn(client(name, there), name));
  }
  for (JoinHandle<>& task : clients) (co_await task).unwrap();

  // For visitors from outside: until Ctrl-C, or for this long.
  if (const Duration more = settings.duration("serve_for"); is_server && more > 0ms) {
    co_await select(ctrl_c(), sleep(more));
  }
  if (serving) serving->abort();
  println("main: ends at ", now());
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
              duration_parameter("serve_for", "How long the server goes on for others.", 0ms, 0ms, 3600s),
          },
      .make = redis,
  };
}

}  // namespace loopglass::scenarios
