#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<std::string> greet(std::string name) {
  println("greet: I run now");
  co_return "hello, " + name;
}

Future<> hello(Settings) {
  // The call makes a future. It runs nothing of greet's body.
  Future<std::string> greeting = greet("world");
  println("main: greet is called, and has not begun");

  // Awaiting the future polls it, here, as a part of main's own task.
  // It is ready at that first poll, so main goes straight on.
  std::string words = co_await greeting;
  println(words);
}

// ---- words

}  // namespace

Scenario scenario_hello() {
  return {
      .chapter = 1,
      .title = "One async function, awaited",
      .topic = "await",
      .summary = "main calls greet(), then awaits it: one task, one poll.",
      .lesson =
          {
              .watch = "There is one task, main, and it is polled once. Watch the order of the lines: main "
                       "speaks before greet does, although main has called greet already. The await "
                       "begins and ends inside one poll.",
              .why = "An async function hands back a future, which is a piece of work that has not begun. "
                     "co_await polls it in place, like a call within the same task. greet needs to wait for "
                     "nothing, so its future is ready at once and main never leaves the executor.",
              .next = "Open lazy and see what becomes of a future that nobody awaits.",
          },
      .make = hello,
  };
}

}  // namespace loopglass::scenarios
