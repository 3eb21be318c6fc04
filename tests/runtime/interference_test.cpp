#include "runtime/interference.hpp"

#include "runtime/blocking/jobs.hpp"
#include "runtime/net.hpp"
#include "runtime/spawn_blocking.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> says(std::string word) {
  println(word);
  co_return;
}
Future<> says_late(std::string word, Duration after) {
  co_await sleep(after);
  println(word);
}
Future<> counts_polls(int* polls) {
  for (;;) {
    ++*polls;
    co_await yield_now();
  }
}
Future<> waits_for(CancellationToken token) {
  co_await token.cancelled();
  println("cancelled");
}

Event last_interference(const Loop& loop) { return loop.events(EventKind::interfered).back(); }

TEST_CASE("what is done by hand is on record before what follows from it") {
  Loop loop;
  const auto task = loop.spawn(says_late("never", 1s));
  loop.tick();
  const EventNumber before = loop.trace().size();
  CHECK(loop->interfere({Interference::abort, raw(task.id())}));
  CHECK(loop.trace()[before + 1].kind == EventKind::interfered);
  CHECK(loop.trace()[before + 2].kind == EventKind::abort_requested);
  CHECK(loop.trace()[before + 3].kind == EventKind::task_woken);
  CHECK(loop.trace()[before + 3].value == before + 2);
  CHECK_FALSE(task.is_finished());
  loop.run();
  CHECK(task.is_finished());
  CHECK(loop.output.empty());
  CHECK(loop.time() == 0ms);
}

TEST_CASE("a task that is woken by hand is polled, finds nothing new and waits on") {
  Loop loop;
  const auto task = loop.spawn(says_late("late", 10ms));
  loop.tick();
  CHECK(loop->interfere({Interference::wake, raw(task.id())}));
  loop.tick();
  CHECK(loop.polls(task.id()) == 2);
  CHECK(loop.time() == 0ms);
  CHECK_FALSE(task.is_finished());
  loop.run();
  CHECK(loop.output == Lines{"late"});
  CHECK(loop.time() == 10ms);
}

TEST_CASE("whoever is to run next is polled next, whatever the policy") {
  const Policy policy =
      GENERATE(Policy::fifo, Policy::lifo, Policy::random, Policy::tokio, Policy::asyncio, Policy::node);
  CAPTURE(name(policy));
  Loop loop(Schedule{.policy = policy});
  for (const char* word : {"a", "b", "c", "d"}) (void)loop.spawn(says(word));
  CHECK(loop->interfere({Interference::run_next, 3}));
  CHECK(loop->interfere({Interference::run_next, 2}));
  loop.tick();
  loop.tick();
  CHECK(loop.output == Lines{"b", "c"});
  loop.run();
  CHECK(loop.output.size() == 4);
}

TEST_CASE("one that yields is next by hand before the loop has looked at its timers") {
  Loop loop(Schedule{.policy = Policy::node});
  int polls = 0;
  const auto yields = loop.spawn(counts_polls(&polls));
  (void)loop.spawn(says("other"));
  loop.tick();
  CHECK(loop->interfere({Interference::run_next, raw(yields.id())}));
  loop.tick();
  CHECK(polls == 2);
  CHECK(loop.output.empty());
}

TEST_CASE("whoever is to run last goes to the back of the queue, where that order counts") {
  Loop loop;
  for (const char* word : {"a", "b", "c"}) (void)loop.spawn(says(word));
  CHECK(loop->interfere({Interference::run_last, 1}));
  loop.run();
  CHECK(loop.output == Lines{"b", "c", "a"});

  Loop other(Schedule{.policy = Policy::lifo});
  for (const char* word : {"a", "b", "c"}) (void)other.spawn(says(word));
  CHECK_FALSE(other->interfere({Interference::run_last, 1}));
  other.run();
  CHECK(other.output == Lines{"c", "b", "a"});
}

TEST_CASE("a delayed timer fires so much later, and in its place among the others") {
  Loop loop;
  (void)loop.spawn(says_late("one", 10ms));
  (void)loop.spawn(says_late("two", 30ms));
  loop.tick();
  loop.tick();
  const Event set = loop.events(EventKind::timer_set).front();
  CHECK(loop->interfere({Interference::delay, set.subject, 20ms}));
  CHECK(last_interference(loop).value == 30'000'000);
  loop.run();
  CHECK(loop.output == Lines{"two", "one"});
  CHECK(loop.time() == 30ms);
}

TEST_CASE("a timer that is far away is found and delayed, too") {
  Loop loop;
  for (int i = 1; i <= 200; ++i) (void)loop.spawn(says_late(std::to_string(i), i * 10s));
  for (int i = 0; i < 200; ++i) loop.tick();
  for (const Event& set : loop.events(EventKind::timer_set))
    CHECK(loop->interfere({Interference::delay, set.subject, 1h}));
  loop.run();
  CHECK(loop.output.size() == 200);
  CHECK(loop.time() == 1h + 2000s);
}

TEST_CASE("a token that is cancelled by hand wakes who waits for it, and a second time comes to nothing") {
  Loop loop;
  const CancellationToken token;
  (void)loop.spawn(waits_for(token.child_token()));
  loop.tick();
  CHECK(loop->interfere({Interference::cancel, raw(token.id())}));
  CHECK_FALSE(loop->interfere({Interference::cancel, raw(token.id())}));
  CHECK(last_interference(loop).extra == 1);
  loop.run();
  CHECK(loop.output == Lines{"cancelled"});
  CHECK(loop.events(EventKind::token_cancelled).size() == 2);
}

TEST_CASE("what is gone, or never was, stays as it is") {
  Loop loop;
  const auto task = loop.spawn(says_late("done", 1ms));
  { const CancellationToken gone; }
  loop.run();
  const EventNumber size = loop.trace().size();
  for (const Act& act :
       {Act{Interference::abort, raw(task.id())}, Act{Interference::wake, raw(task.id())},
        Act{Interference::run_next, raw(task.id())}, Act{Interference::run_last, raw(task.id())},
        Act{Interference::cancel, 1}, Act{Interference::delay, 1, 1ms}, Act{Interference::fail, 1},
        Act{Interference::delay_job, 1, 1ms}, Act{Interference::delay_packets, 1, 1ms},
        Act{Interference::fail_job, 1}, Act{Interference::abort, 77}}) {
    CAPTURE(name(act.what));
    CHECK_FALSE(loop->interfere(act));
    CHECK(last_interference(loop).extra == 1);
  }
  CHECK(loop.trace().size() == size + 11);
}

struct Ends {
  std::string client;
  std::string server;
  Instant client_heard{};
  Instant server_heard{};
};

Future<> reads(TcpStream stream, std::string* heard, Instant* when) {
  std::string text(1, ' ');
  const auto got = co_await stream.read_exact(text);
  *heard = got ? "bytes" : got.error().message();
  *when = now();
}

Future<> connects(Ends* ends) {
  network_behaves({.latency = 5ms});
  TcpListener listener = TcpListener::bind({.port = 7}).unwrap();
  TcpStream client = (co_await TcpStream::connect(listener.local())).unwrap();
  TcpStream server = (co_await listener.accept()).unwrap();
  (void)spawn(reads(std::move(client), &ends->client, &ends->client_heard), "client");
  (void)spawn(reads(std::move(server), &ends->server, &ends->server_heard), "server");
}

TEST_CASE("a connection that fails by hand is reset for both ends, for the other one latency later") {
  Loop loop;
  Ends ends;
  (void)loop.spawn(connects(&ends));
  loop.run();
  REQUIRE(ends.client.empty());
  const auto opened = loop.events(EventKind::source_opened);
  const auto stream = std::ranges::find_if(opened, [](const Event& e) {
    return static_cast<SourceKind>(e.detail) == SourceKind::stream && (e.value & 0xffffffffu) == 0;
  });
  REQUIRE(stream != opened.end());
  CHECK(loop->interfere({Interference::fail, stream->subject}));
  loop.run();
  CHECK(ends.client.find("reset") != std::string::npos);
  CHECK(ends.server == ends.client);
  CHECK(ends.client_heard == Instant(10ms));
  CHECK(ends.server_heard == Instant(15ms));
}

TEST_CASE("a job that is delayed by hand ends so much later, and the next one on its worker, too") {
  Loop loop;
  const auto first = spawn_blocking([] { block(30ms); });
  loop->jobs().allow_workers(1);
  const auto second = spawn_blocking([] { block(10ms); });
  CHECK(loop->interfere({Interference::delay_job, raw(first.id()), 20ms}));
  CHECK_FALSE(loop->interfere({Interference::delay_job, raw(second.id()), 20ms}));
  loop.run();
  const auto ended = loop.events(EventKind::job_ended);
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].time() == Instant(50ms));
  CHECK(ended[1].time() == Instant(60ms));
  CHECK_FALSE(loop->interfere({Interference::delay_job, raw(first.id()), 20ms}));
}

TEST_CASE("a job that fails by hand panics at once, and its worker is free for the next one") {
  Loop loop;
  std::vector<std::string> heard;
  auto first = spawn_blocking([] {
    block(30ms);
    println("never said");
    block(30ms);
  });
  loop->jobs().allow_workers(1);
  const auto second = spawn_blocking([] { block(10ms); });
  const auto waits = loop.spawn([](auto handle, auto* told) -> Future<> {
    const auto result = co_await handle;
    if (!result.ok()) told->push_back(result.error().message());
  }(std::move(first), &heard));
  (void)loop->tick();
  CHECK_FALSE(loop->interfere({Interference::fail_job, raw(second.id())}));
  CHECK(loop->interfere({Interference::fail_job, 1}));
  loop.run();
  REQUIRE(heard.size() == 1);
  CHECK(heard[0].find("by hand") != std::string::npos);
  const auto ended = loop.events(EventKind::job_ended);
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].time() == Instant(0ms));
  CHECK(static_cast<FinishKind>(ended[0].detail) == FinishKind::panicked);
  CHECK(ended[1].time() == Instant(10ms));
  CHECK(loop.events(EventKind::output).empty());
}

Future<> talks(std::vector<Instant>* heard) {
  network_behaves({.latency = 5ms});
  TcpListener listener = TcpListener::bind({.port = 7}).unwrap();
  TcpStream client = (co_await TcpStream::connect(listener.local())).unwrap();
  TcpStream server = (co_await listener.accept()).unwrap();
  (void)(co_await client.write_all("a"));
  co_await yield_now();  // here the first byte is held up
  (void)(co_await client.write_all("b"));
  std::string byte(1, ' ');
  for (int i = 0; i < 2; ++i) {
    (void)(co_await server.read_exact(byte));
    println(byte);
    heard->push_back(now());
  }
}

TEST_CASE("what is on its way to a connection is held up by hand, and nothing overtakes it") {
  Loop loop;
  std::vector<Instant> heard;
  (void)loop.spawn(talks(&heard));
  while (loop.events(EventKind::packet_sent).empty() ||
         loop.events(EventKind::packet_sent).back().detail != static_cast<std::uint8_t>(Packet::data))
    loop.tick();
  const Event sent = loop.events(EventKind::packet_sent).back();
  CHECK(loop->interfere({Interference::delay_packets, sent.subject, 20ms}));
  loop.run();
  CHECK(loop.output == Lines{"a", "b"});
  const Instant delayed = Instant(Duration(static_cast<std::int64_t>(sent.value))) + 20ms;
  CHECK(heard == std::vector{delayed, delayed});
  CHECK_FALSE(loop->interfere({Interference::delay_packets, sent.subject, 20ms}));
}

}  // namespace
}  // namespace loopglass
