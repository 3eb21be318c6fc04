// Streams and listeners on both networks: what holds of one holds of the other.
#include <array>
#include <cerrno>

#include "runtime/net.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> echo(TcpStream stream) {
  std::array<char, 64> buffer;
  for (;;) {
    const auto count = co_await stream.read(buffer);
    if (!count || count.value() == 0) co_return;
    if (!co_await stream.write_all({buffer.data(), count.value()})) co_return;
  }
}

Future<std::string> everything(const TcpStream& stream) {
  std::string text;
  std::array<char, 7> buffer;
  for (;;) {
    const auto count = (co_await stream.read(buffer)).unwrap();
    if (count == 0) co_return text;
    text.append(buffer.data(), count);
  }
}

struct Pair {
  TcpStream client;
  TcpStream server;
};

Future<TcpStream> accepted(TcpListener listener) {
  auto stream = co_await listener.accept();
  co_return stream.unwrap();
}

Future<Pair> connected() {
  TcpListener listener = TcpListener::bind({}).unwrap();
  const Endpoint there = listener.local();
  auto server = spawn(accepted(std::move(listener)));
  auto client = co_await TcpStream::connect(there);
  auto other = co_await server;
  co_return Pair{client.unwrap(), other.unwrap()};
}

/// Plays a story on either clock.
void on_both(Future<> (*story)()) {
  for (const bool is_real : {false, true}) {
    CAPTURE(is_real);
    Executor executor(is_real ? Reactor::on_real_clock() : Reactor::on_virtual_clock());
    executor.block_on(story());
  }
}

Future<> talk_to_echo() {
  TcpListener listener = TcpListener::bind({}).unwrap();
  const Endpoint there = listener.local();
  CHECK(there.port != 0);
  auto connecting = spawn(accepted(std::move(listener)));
  TcpStream client = (co_await TcpStream::connect(there)).unwrap();
  auto server = spawn(echo((co_await connecting).unwrap()));
  for (const std::string_view word : {"one", "two", "three"}) {
    (co_await client.write_all(word)).unwrap();
    std::string answer(word.size(), ' ');
    const auto count = (co_await client.read_exact(answer)).unwrap();
    CHECK(count == word.size());
    CHECK(answer == word);
  }
  client.shutdown().unwrap();
  CHECK((co_await everything(client)) == "");
  (co_await server).unwrap();
}

TEST_CASE("an echo server sends back what it gets, and both ends see the end") { on_both(talk_to_echo); }

Future<> more_than_fits() {
  Pair pair = co_await connected();
  const std::string text(3'000'000, 'x');
  auto sender = [](TcpStream stream, std::string bytes) -> Future<> {
    (co_await stream.write_all(bytes)).unwrap();
  };
  auto sending = spawn(sender(std::move(pair.server), text));
  std::string got(text.size(), ' ');
  CHECK((co_await pair.client.read_exact(got)).unwrap() == text.size());
  CHECK(got == text);
  char more = 0;
  CHECK((co_await pair.client.read({&more, 1})).unwrap() == 0);
  (co_await sending).unwrap();
}

TEST_CASE("more bytes than the buffers hold arrive whole, because the writer waits") {
  on_both(more_than_fits);
}

Future<> refused() {
  TcpListener listener = TcpListener::bind({}).unwrap();
  const Endpoint gone = listener.local();
  { const TcpListener closed = std::move(listener); }
  const auto stream = co_await TcpStream::connect(gone);
  REQUIRE_FALSE(stream.ok());
  CHECK(stream.error().code() == ECONNREFUSED);
  CHECK(stream.error().message() == "cannot connect: Connection refused");
}

TEST_CASE("where nobody listens a connection is refused") { on_both(refused); }

Future<> taken() {
  TcpListener listener = TcpListener::bind({}).unwrap();
  const auto second = TcpListener::bind(listener.local());
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().code() == EADDRINUSE);
  co_return;
}

TEST_CASE("a port has one listener") { on_both(taken); }

Future<> half_closed() {
  Pair pair = co_await connected();
  (co_await pair.client.write_all("question")).unwrap();
  pair.client.shutdown().unwrap();
  CHECK((co_await everything(pair.server)) == "question");
  (co_await pair.server.write_all("answer")).unwrap();
  pair.server.shutdown().unwrap();
  CHECK((co_await everything(pair.client)) == "answer");
  const auto late = co_await pair.client.write_all("too late");
  REQUIRE_FALSE(late.ok());
  CHECK(late.error().code() == EPIPE);
}

TEST_CASE("a half that is closed leaves the other open") { on_both(half_closed); }

Future<> reset() {
  Pair pair = co_await connected();
  std::move(pair.client).reset();
  char byte = 0;
  const auto count = co_await pair.server.read({&byte, 1});
  REQUIRE_FALSE(count.ok());
  CHECK(count.error().code() == ECONNRESET);
}

TEST_CASE("a connection that is broken off is an error, not an end") { on_both(reset); }

Future<> unread() {
  Pair pair = co_await connected();
  (co_await pair.client.write_all("nobody reads this")).unwrap();
  char byte = 0;
  (co_await pair.server.read({&byte, 1})).unwrap();
  { const TcpStream closed = std::move(pair.server); }
  const auto count = co_await pair.client.read({&byte, 1});
  REQUIRE_FALSE(count.ok());
  CHECK(count.error().code() == ECONNRESET);
}

TEST_CASE("an end that closes with bytes unread breaks the connection off") { on_both(unread); }

Future<> split() {
  Pair pair = co_await connected();
  auto [reader, writer] = std::move(pair.client).split();
  auto write = [](TcpWriter half) -> Future<> { (co_await half.write_all("all of it")).unwrap(); };
  auto writing = spawn(write(std::move(writer)));
  CHECK((co_await everything(pair.server)) == "all of it");  // the dropped half has shut it
  (co_await pair.server.write_all("back")).unwrap();
  std::string back(4, ' ');
  CHECK((co_await reader.read_exact(back)).unwrap() == 4);
  CHECK(back == "back");
  (co_await writing).unwrap();
}

TEST_CASE("halves go to different tasks, and the one that writes shuts its half when it is dropped") {
  on_both(split);
}

Future<> abandoned_read() {
  Pair pair = co_await connected();
  std::string text(5, ' ');
  auto read = [](const TcpStream* stream, std::string* into) -> Future<> {
    (void)co_await stream->read_exact(*into);
  };
  auto reading = spawn(read(&pair.client, &text));
  co_await yield_now();
  reading.abort();
  CHECK_FALSE((co_await reading).ok());
  (co_await pair.server.write_all("hello")).unwrap();
  CHECK((co_await pair.client.read_exact(text)).unwrap() == 5);
  CHECK(text == "hello");
}

TEST_CASE("a read that is aborted while it waits takes nothing with it") { on_both(abandoned_read); }

Future<> waits_for_nothing() {
  TcpListener listener = TcpListener::bind({}).unwrap();
  Notify never;
  co_await never.notified();
}

TEST_CASE("a socket that is open but not awaited does not hide a deadlock") {
  for (const bool is_real : {false, true}) {
    CAPTURE(is_real);
    Executor executor(is_real ? Reactor::on_real_clock() : Reactor::on_virtual_clock());
    CHECK_THROWS_AS(executor.block_on(waits_for_nothing()), std::logic_error);
  }
}

}  // namespace
}  // namespace loopglass
