// LOOPGLASS_TEST: a test that is a coroutine, on a virtual clock that stands still while it does not wait.
//
//     LOOPGLASS_TEST("a sleep takes its time, and no real time") {
//       co_await sleep(1h);
//       CHECK(now() == Instant(1h));
//     }
//
// It is a task named "test" on a loop of its own, which the body may look at as `loop`. It fails as any Catch
// test does, and besides, with every event of the run in words,
// 1. if it waits for something that cannot happen,
// 2. if a task that it spawned still lives when it ends, unless that was aborted. A test that means to leave
//    some says so: LOOPGLASS_TEST("…", .leaves_tasks = true).
// Nothing else is different from a coroutine: a body without an await ends with `co_return`.
#pragma once
#include <cstdint>
#include <string>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {

struct TestRules {
  bool leaves_tasks = false;
};

/// Runs a body; what is wrong with the run and its story, or nothing. An exception of the body is thrown.
std::string fault_of(Future<> (*body)(Loop&), const TestRules& rules);

void run_test_case(Future<> (*body)(Loop&), const TestRules& rules);

}  // namespace loopglass

#define LOOPGLASS_TEST_OF(body, claim, ...)                             \
  static ::loopglass::Future<> body(::loopglass::Loop& loop);           \
  TEST_CASE(claim) { ::loopglass::run_test_case(body, {__VA_ARGS__}); } \
  static ::loopglass::Future<> body([[maybe_unused]] ::loopglass::Loop& loop)
#define LOOPGLASS_TEST_BODY_AT(line) loopglass_test_body_##line
#define LOOPGLASS_TEST_BODY(line) LOOPGLASS_TEST_BODY_AT(line)
#define LOOPGLASS_TEST(claim, ...) \
  LOOPGLASS_TEST_OF(LOOPGLASS_TEST_BODY(__LINE__), claim __VA_OPT__(, ) __VA_ARGS__)
