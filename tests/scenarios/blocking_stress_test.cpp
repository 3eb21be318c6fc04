// Random programs that hand work to workers, stand still, and are aborted anywhere, on both clocks.
#include <algorithm>

#include "runtime/loopglass.hpp"
#include "runtime/random.hpp"
#include "runtime/trace/trace.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// So many times 100 µs: long enough to order things, short enough for the real clock.
Duration some_time(SplitMix64& random) {
  return Duration(100us) * static_cast<std::int64_t>(random.below(5));
}

Future<> worker_user(SplitMix64 random, int steps);

Future<> one_step(SplitMix64 random, int steps) {
  const Duration d = some_time(random);
  switch (random.below(8)) {
    case 0: co_await sleep(d); break;
    case 1: co_await block_in_place([d] { block(d); }, "in place"); break;
    case 2: co_await join(sleep(d), block_in_place([d] { work(d); }, "in place")); break;
    case 3: {
      auto handle = spawn_blocking([d] { block(d); }, "left alone");
      break;
    }
    case 4: {
      auto handle = spawn_blocking([d] { work(d); }, "aborted");
      co_await sleep(some_time(random));
      handle.abort();
      (void)co_await handle;
      break;
    }
    case 5: (void)co_await timeout(d, spawn_blocking([d] { block(d * 2); }, "timed")); break;
    case 6: {
      auto task = spawn(worker_user(SplitMix64(random.next()), steps / 2));
      co_await sleep(d);
      task.abort();
      (void)co_await task;
      break;
    }
    default: {
      auto handle = spawn_blocking(
          [d] {
            work(d);
            panic("on purpose");
          },
          "panics");
      (void)co_await select(handle, sleep(some_time(random)));
    }
  }
}

Future<> worker_user(SplitMix64 random, int steps) {
  for (int n = 0; n < steps; ++n) co_await one_step(SplitMix64(random.next()), steps);
}

Trace run(std::uint64_t seed, bool virtual_clock) {
  Recorder recorder;
  SplitMix64 random(seed);
  Executor executor(virtual_clock ? Reactor::on_virtual_clock() : Reactor::on_real_clock(),
                    {.sink = &recorder, .seed = seed, .most_workers = 1 + random.below(3)});
  const Executor::Entered entered(executor);
  std::vector<JoinHandle<>> tasks;
  for (int n = 0; n < 4; ++n) tasks.push_back(executor.spawn(worker_user(SplitMix64(random.next()), 5)));
  // Some runs are stopped half way.
  const std::uint64_t most = random.below(3) == 0 ? random.below(60) : 100'000;
  for (std::uint64_t n = 0; n < most && executor.tick() != Tick::stuck; ++n) {
  }
  executor.shutdown(RunResult::stopped);
  tasks.clear();
  return recorder.trace();
}

TEST_CASE("random programs with workers hold together and repeat, on the virtual clock") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const Trace trace = run(seed, true);
    REQUIRE(violations(trace) == Lines{});
    REQUIRE(trace.hash() == run(seed, true).hash());
  }
}

TEST_CASE("random programs with workers hold together on the real clock") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    REQUIRE(violations(run(seed, false), false) == Lines{});
  }
}

}  // namespace
}  // namespace loopglass
