// The few tests that take real time. Bounds from above are generous: a machine may be busy.
#include <ctime>
#include <thread>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

constexpr Duration generous = 20s;

Future<> naps(Duration d, Lines* list, std::string name) {
  co_await sleep(d);
  list->push_back(name);
}

void run(Executor& executor) {
  while (executor.tick() != Tick::stuck) {
  }
}

TEST_CASE("real clock: a sleep is never short") {
  Executor executor(Reactor::on_real_clock());
  Lines list;
  const auto start = std::chrono::steady_clock::now();
  executor.block_on(naps(20ms, &list, "a"));
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took >= 20ms);
  CHECK(took < generous);
  CHECK(executor.clock().now() >= Instant(20ms));
}

TEST_CASE("real clock: sleeps overlap and wake in the order of their deadlines") {
  Executor executor(Reactor::on_real_clock());
  Lines list;
  (void)executor.spawn(naps(90ms, &list, "c"));
  (void)executor.spawn(naps(30ms, &list, "a"));
  (void)executor.spawn(naps(60ms, &list, "b"));
  run(executor);
  CHECK(list == Lines{"a", "b", "c"});
  CHECK(executor.clock().now() >= Instant(90ms));
}

TEST_CASE("real clock: timers that are close together end one wait together") {
  Recorder recorder;
  Executor executor(Reactor::on_real_clock(), {.sink = &recorder});
  Lines list;
  constexpr int timers = 400;
  for (int i = 0; i < timers; ++i) (void)executor.spawn(naps(1ms + i * 50us, &list, ""));
  run(executor);
  CHECK(list.size() == timers);
  std::int64_t waits = 0;
  std::int64_t early = 0;
  const Trace& trace = recorder.trace();
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (trace[n].kind == EventKind::parked) ++waits;
    if (trace[n].kind == EventKind::timer_fired)
      early += trace[n].time_ns < static_cast<std::int64_t>(trace[n].value);
  }
  CHECK(early == 0);
  CHECK(waits <= executor.clock().now().time_since_epoch() / 1ms + 2);
}

Future<> works_and_blocks() {
  work(15ms);
  block(15ms);
  co_return;
}

TEST_CASE("real clock: work and block take at least their time") {
  Executor executor(Reactor::on_real_clock());
  const auto start = std::chrono::steady_clock::now();
  executor.block_on(works_and_blocks());
  CHECK(std::chrono::steady_clock::now() - start >= 30ms);
}

TEST_CASE("real clock: the loop waits without using the processor") {
  Executor executor(Reactor::on_real_clock());
  Lines list;
  const std::clock_t before = std::clock();
  executor.block_on(naps(200ms, &list, "a"));
  const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  CHECK(used < 0.1);
}

TEST_CASE("real clock: time never goes back from one event to the next") {
  Recorder recorder;
  Lines list;
  {
    Executor executor(Reactor::on_real_clock(), {.sink = &recorder, .output = {}});
    (void)executor.spawn(naps(5ms, &list, "a"));
    (void)executor.spawn(naps(3ms, &list, "b"));
    run(executor);
  }
  for (EventNumber n = 2; n <= recorder.trace().size(); ++n) {
    CHECK(recorder.trace()[n].time_ns >= recorder.trace()[n - 1].time_ns);
  }
}

TEST_CASE("real clock: another thread can end a wait") {
  Executor executor(Reactor::on_real_clock());
  Lines list;
  (void)executor.spawn(naps(1h, &list, "a"));
  CHECK(executor.tick() == Tick::polled);
  std::thread other([&] { executor.reactor().poller().interrupt(); });
  const auto start = std::chrono::steady_clock::now();
  CHECK(executor.tick() == Tick::waited);
  CHECK(std::chrono::steady_clock::now() - start < generous);
  other.join();
}

}  // namespace
}  // namespace loopglass
