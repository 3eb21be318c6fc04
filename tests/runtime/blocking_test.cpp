// Work on worker threads, on the virtual clock: lanes that are exact and repeatable.
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

constexpr auto slow = [] {
  block(30ms);
  return 7;
};

Future<> offloads(Lines* list) {
  Result<int, JoinError> seven = co_await spawn_blocking(slow, "slow");
  list->push_back(std::to_string(seven.unwrap()) + " at " + to_text(now()));
}

Future<> ticks(Lines* list, int times) {
  for (int n = 1; n <= times; ++n) {
    co_await sleep(10ms);
    list->push_back("tick at " + to_text(now()));
  }
}

TEST_CASE("the loop goes on while a worker blocks, and the result comes when the worker's time is over") {
  Loop loop;
  Lines list;
  (void)loop.spawn(offloads(&list));
  (void)loop.spawn(ticks(&list, 4));
  loop.run();
  CHECK(list == Lines{"tick at 10 ms", "tick at 20 ms", "7 at 30 ms", "tick at 30 ms", "tick at 40 ms"});
}

}  // namespace
}  // namespace loopglass
