#include "runtime/ctrl_c.hpp"

#include <csignal>

#include "tests/catch.hpp"
#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

LOOPGLASS_TEST("Ctrl-C wakes all that await it, at the time at which it is pressed") {
  press_ctrl_c_at(Instant(30ms));
  auto wait = []() -> Future<Duration> {
    co_await ctrl_c();
    co_return now().time_since_epoch();
  };
  auto first = spawn(wait());
  auto second = spawn(wait());
  CHECK((co_await first).unwrap() == 30ms);
  CHECK((co_await second).unwrap() == 30ms);
  CHECK(loop.events(EventKind::source_opened).size() == 1);
  CHECK(loop.events(EventKind::source_closed).size() == 1);
}

LOOPGLASS_TEST("Ctrl-C that nobody awaits yet is forgotten, and each wait is for the next one") {
  press_ctrl_c_at(Instant(10ms));
  press_ctrl_c_at(Instant(30ms));
  press_ctrl_c_at(Instant(50ms));
  co_await sleep(20ms);
  co_await ctrl_c();
  CHECK(now() == Instant(30ms));
  co_await ctrl_c();
  CHECK(now() == Instant(50ms));
}

Future<> waits_twice(int signal, int* heard) {
  for (int i = 0; i < 2; ++i) {
    auto waiting = spawn([]() -> Future<> { co_await ctrl_c(); }());
    co_await yield_now();
    std::raise(signal);
    (co_await waiting).unwrap();
    ++*heard;
  }
}

TEST_CASE("real clock: signals of the system reach the task that awaits them, and handlers are put back") {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    int heard = 0;
    Executor executor(Reactor::on_real_clock());
    executor.block_on(waits_twice(signal, &heard));
    CHECK(heard == 2);
    struct sigaction after {};
    sigaction(signal, nullptr, &after);
    CHECK(after.sa_handler == before.sa_handler);
  }
}

}  // namespace
}  // namespace loopglass
