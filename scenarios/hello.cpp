#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> greet() {
  println("hello, world");
  co_return;
}

Future<> hello(Settings) {
  // Calling greet() only makes a future. Awaiting it is what runs it.
  co_await greet();
  println("done");
}

// ---- words

}  // namespace

Scenario scenario_hello() {
  return {
      .chapter = 1,
      .title = "One async function, awaited",
      .topic = "await",
      .summary = "main awaits greet(): one task, one poll.",
      .lesson =
          {
              .watch = "One task runs main. See which function is running when the line is printed.",
              .why = "An async function gives back a future. co_await polls that future in place, inside "
                     "the same task. greet() is ready at its first poll, so main never leaves the executor.",
              .next = "Open lazy, and see what a future does that nobody awaits.",
          },
      .make = hello,
  };
}

}  // namespace loopglass::scenarios
