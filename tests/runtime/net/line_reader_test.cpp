#include "runtime/net.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

/// Sends the pieces one after the other, apart from each other, and then the end.
Future<> sender(Endpoint there, std::vector<std::string> pieces) {
  const TcpStream stream = (co_await TcpStream::connect(there)).unwrap();
  for (const std::string& piece : pieces) {
    (co_await stream.write_all(piece)).unwrap();
    co_await sleep(10ms);
  }
}

Future<TcpStream> that_gets(std::vector<std::string> pieces) {
  TcpListener listener = TcpListener::bind({}).unwrap();
  (void)spawn(sender(listener.local(), std::move(pieces)));
  co_return (co_await listener.accept()).unwrap();
}

Future<Lines> lines(const TcpStream& stream) {
  LineReader reader(stream);
  Lines all;
  while (true) {
    const auto line = (co_await reader.line()).unwrap();
    if (!line) co_return all;
    all.push_back(*line);
  }
}

LOOPGLASS_TEST("lines come whole, however the stream is cut, and without their ends") {
  const TcpStream stream = co_await that_gets({"on", "e\r", "\ntwo\n\nfo", "ur\r\n"});
  const Lines all = co_await lines(stream);
  CHECK(all == Lines{"one", "two", "", "four"});
}

LOOPGLASS_TEST("a line that the stream ends in is none") {
  const TcpStream stream = co_await that_gets({"one\ntw"});
  const Lines all = co_await lines(stream);
  CHECK(all == Lines{"one"});
}

LOOPGLASS_TEST("bytes of a known number may hold ends of lines, and lines go on after them") {
  const TcpStream stream = co_await that_gets({"a\nxx\nx", "x\nb\n"});
  LineReader reader(stream);
  const auto first = (co_await reader.line()).unwrap();
  CHECK(first == "a");
  const auto bytes = (co_await reader.exactly(6)).unwrap();
  CHECK(bytes == "xx\nxx\n");
  const auto last = (co_await reader.line()).unwrap();
  CHECK(last == "b");
  const auto more = (co_await reader.exactly(1)).unwrap();
  CHECK_FALSE(more.has_value());
}

LOOPGLASS_TEST("a line without an end is an error before it fills the memory", .leaves_tasks = true) {
  const TcpStream stream = co_await that_gets({std::string(200000, 'x')});
  LineReader reader(stream);
  const auto line = co_await reader.line();
  REQUIRE_FALSE(line.ok());
  CHECK(line.error().code() == EMSGSIZE);
}

}  // namespace
}  // namespace loopglass
