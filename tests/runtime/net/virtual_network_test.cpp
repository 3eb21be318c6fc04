// The network of the virtual clock: how long bytes travel, and when a writer must wait.
#include <algorithm>
#include <array>

#include "runtime/net.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

struct Pair {
  TcpStream client;
  TcpStream server;
};

Future<Pair> connected() {
  TcpListener listener = TcpListener::bind({.port = 7}).unwrap();
  TcpStream client = (co_await TcpStream::connect(listener.local())).unwrap();
  TcpStream server = (co_await listener.accept()).unwrap();
  co_return Pair{std::move(client), std::move(server)};
}

Future<Duration> time_of(const TcpStream& stream, std::size_t bytes) {
  std::string text(bytes, ' ');
  const Instant start = now();
  (co_await stream.read_exact(text)).unwrap();
  co_return now() - start;
}

LOOPGLASS_TEST("a connection stands after a round trip, and bytes arrive after the latency") {
  network_behaves({.latency = 5ms});
  Pair pair = co_await connected();
  CHECK(now() == Instant(10ms));
  (co_await pair.client.write_all("hello")).unwrap();
  CHECK(now() == Instant(10ms));
  const Duration took = co_await time_of(pair.server, 5);
  CHECK(took == 5ms);
}

LOOPGLASS_TEST("a narrow line takes its time for every byte, one write after the other") {
  network_behaves({.latency = 5ms, .bandwidth = 1000});
  Pair pair = co_await connected();
  (co_await pair.client.write_all(std::string(10, 'x'))).unwrap();
  (co_await pair.client.write_all(std::string(20, 'x'))).unwrap();
  const Duration first = co_await time_of(pair.server, 10);
  CHECK(first == 15ms);
  const Duration second = co_await time_of(pair.server, 20);
  CHECK(second == 20ms);
}

LOOPGLASS_TEST("what is lost arrives later, and what follows waits for it") {
  network_behaves({.latency = 5ms, .loss = 1000});
  Pair pair = co_await connected();
  (co_await pair.client.write_all("lost")).unwrap();
  network_behaves({.latency = 5ms});
  (co_await pair.client.write_all("next")).unwrap();
  const Duration took = co_await time_of(pair.server, 8);
  CHECK(took == 5ms + 200ms + 400ms + 800ms + 1600ms + 3200ms + 6400ms);
  CHECK(loop.events(EventKind::source_changed).size() >= 1);
}

/// Writes letter after letter into a bad line; when the reader had each. May draw numbers of its own
/// meanwhile.
Future<std::vector<Duration>> times_of_letters(bool draws) {
  network_behaves({.latency = 5ms, .loss = 400});
  Pair pair = co_await connected();
  std::vector<Duration> times;
  for (int n = 0; n < 30; ++n) {
    if (draws) (void)Executor::current()->random().next();
    (co_await pair.client.write_all("x")).unwrap();
    const Duration took = co_await time_of(pair.server, 1);
    times.push_back(took);
  }
  co_return times;
}

TEST_CASE("what is lost follows from the seed alone, whatever else is drawn") {
  const auto play = [](std::uint64_t seed, bool draws) {
    Executor executor(Reactor::on_virtual_clock(), {.seed = seed});
    return executor.block_on(times_of_letters(draws));
  };
  const std::vector<Duration> quiet = play(7, false);
  CHECK(std::ranges::count(quiet, 5ms) > 5);
  CHECK(std::ranges::count(quiet, 205ms) > 2);
  CHECK(play(7, true) == quiet);
  CHECK(play(8, false) != quiet);
}

LOOPGLASS_TEST("a writer waits while the buffer is full, until the reader has read and it has heard of it") {
  network_behaves({.latency = 5ms, .buffer = 100});
  Pair pair = co_await connected();
  const std::string text(150, 'x');
  const auto fits = (co_await pair.client.write(text)).unwrap();
  CHECK(fits == 100);
  const Instant start = now();
  auto read_later = [](const TcpStream* stream) -> Future<> {
    co_await sleep(20ms);
    std::array<char, 30> some;
    (co_await stream->read(some)).unwrap();
  };
  auto reading = spawn(read_later(&pair.server));
  const auto more = (co_await pair.client.write(text)).unwrap();
  CHECK(more == 30);
  CHECK(now() - start == 25ms);
  (co_await reading).unwrap();
}

LOOPGLASS_TEST("every packet that is sent arrives at the time it was sent for, in order") {
  network_behaves({.latency = 3ms});
  Pair pair = co_await connected();
  for (int i = 0; i < 5; ++i) (co_await pair.client.write_all("x")).unwrap();
  const Duration took = co_await time_of(pair.server, 5);
  CHECK(took == 3ms);
  const auto sent = loop.events(EventKind::packet_sent);
  const auto arrived = loop.events(EventKind::packet_arrived);
  REQUIRE(sent.size() == arrived.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    CHECK(arrived[i].subject == sent[i].subject);
    CHECK(arrived[i].detail == sent[i].detail);
    CHECK(static_cast<std::uint64_t>(arrived[i].time_ns) == sent[i].value);
  }
}

LOOPGLASS_TEST("a task is woken once for bytes that come while it is busy, and reads all of them") {
  network_behaves({.latency = 1ms});
  Pair pair = co_await connected();
  auto read = [](const TcpStream* stream) -> Future<> {
    std::array<char, 100> some;
    const auto count = (co_await stream->read(some)).unwrap();
    CHECK(count == 6);
  };
  auto reader = spawn(read(&pair.server), "reader");
  co_await yield_now();
  (co_await pair.client.write_all("one")).unwrap();
  (co_await pair.client.write_all("two")).unwrap();
  work(5ms);  // both arrive meanwhile
  (co_await reader).unwrap();
  CHECK(loop.polls(static_cast<TaskId>(2)) == 2);
}

LOOPGLASS_TEST("a connection that waits to be accepted is broken off when its listener goes") {
  network_behaves({.latency = 1ms});
  TcpListener listener = TcpListener::bind({.port = 7}).unwrap();
  const TcpStream client = (co_await TcpStream::connect(listener.local())).unwrap();
  { const TcpListener closed = std::move(listener); }
  std::array<char, 1> some;
  const auto count = co_await client.read(some);
  REQUIRE_FALSE(count.ok());
  CHECK(count.error().code() == ECONNRESET);
}

LOOPGLASS_TEST("who writes to an end that is gone learns it a round trip later") {
  network_behaves({.latency = 1ms});
  Pair pair = co_await connected();
  { const TcpStream closed = std::move(pair.server); }
  CHECK((co_await pair.client.write_all("hello")).ok());
  co_await sleep(2ms);
  const auto late = co_await pair.client.write_all("hello");
  CHECK_FALSE(late.ok());
}

}  // namespace
}  // namespace loopglass
