#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<int> number(int n, Duration after) {
  co_await sleep(after);
  if (n < 0) panic("below zero");
  co_return n;
}

/// A bit of everything that polls several futures side by side.
Future<> everything() {
  co_await join(number(1, 2ms), timeout(1ms, number(2, 3ms)), sleep(1ms));
  auto slow = number(3, 9ms);
  for (int i = 0; i < 3; ++i) (void)co_await timeout(1ms, select(slow, number(4, 5ms), yield_now()));
  auto first = co_await select_all(std::views::iota(1, 5) |
                                   std::views::transform([](int n) { return number(n, Duration(n * 1ms)); }));
  (void)co_await join_all(std::move(first.rest));
  auto merged = ticks_every(3ms).take(4).merge(ticks_every(2ms).take(4));
  for (int i = 0; i < 8; ++i) (void)co_await timeout(1ms, merged.next());
  auto pages = stream_of(std::views::iota(1, 6))
                   .map([](int n) { return number(n, Duration(n % 3 * 1ms)); })
                   .buffered(2);
  while (true) {
    const auto page = co_await select(pages.next(), sleep(1ms));
    if (page.index() == 0 && !std::get<0>(page)) break;
  }
  co_await for_each_concurrent(ticks_every(1ms).take(4), 2, [](Instant) { return number(5, 3ms); });
  JoinSet<int> set;
  for (const int n : {1, -2, 3, 4}) set.spawn(number(n, Duration(std::abs(n) * 1ms)));
  for (int i = 0; i < 5; ++i) (void)co_await timeout(1ms, set.join_next());
  try {
    (void)co_await race(number(-1, 2ms), number(6, 4ms));
  } catch (const Panic&) {
    println("caught");
  }
}

/// Runs it from a seed and aborts it after so many ticks; how many it took.
int run(std::uint64_t seed, int abort_after) {
  Recorder recorder;
  int ticks = 0;
  {
    Executor executor(Reactor::on_virtual_clock(),
                      {.sink = &recorder, .output = [](std::string_view) {}, .seed = seed});
    const Executor::Entered entered(executor);
    const auto handle = executor.spawn(everything());
    do {
      if (ticks == abort_after) handle.abort();
      ++ticks;
    } while (executor.tick() != Tick::stuck);
    CHECK(handle.is_finished());
    CHECK(executor.reactor().timers().empty());
    executor.shutdown(RunResult::finished);
  }
  CAPTURE(seed, abort_after);
  CHECK(violations(recorder.trace()) == std::vector<std::string>{});
  return ticks;
}

TEST_CASE("traces of combinators and streams hold together, whenever the task is aborted") {
  const std::uint64_t seed = GENERATE(0u, 1u, 2u);
  const int ticks = run(seed, -1);
  CHECK(ticks > 30);
  for (int n = 0; n < ticks; ++n) run(seed, n);
}

}  // namespace
}  // namespace loopglass
