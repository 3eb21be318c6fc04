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
      .teaching =
          {
              .point = "Calling an async function makes a future; awaiting the future runs it.",
              .belief = "The call runs the function, and await only fetches the result.",
              .question = "What would the output be if main did not await?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::future_created, "main"),
               "greet was called. There is a future now, and nothing of greet has run."},
              {happens(EventKind::await_began), "Only now does greet begin, inside main's own poll."},
              {happens(EventKind::await_ended),
               "greet was ready at its first poll, so main never left the executor."},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::future_created, "main")},
              {Ask::polls, says("main:"), "main"},
          },
      .make = hello,
  };
}

}  // namespace loopglass::scenarios
