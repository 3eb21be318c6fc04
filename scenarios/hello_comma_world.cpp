#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> say(std::string words) {
  println(words);
  co_return;
}

Future<> count_sheep(Duration period) {
  for (int n = 1; n <= 3; ++n) {
    co_await sleep(period);
    println("sheep ", n);
  }
}

Future<> hello_comma_world(Settings settings) {
  const Duration pause = settings.duration("pause");
  auto sheep = spawn(count_sheep(pause / 4), "sheep");

  // One task, three awaits: the order of these lines is fixed.
  co_await say("hello,");
  co_await sleep(pause);  // this task waits, and the loop does not
  co_await say("world");

  (co_await sheep).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_hello_comma_world() {
  return {
      .chapter = 2,
      .title = "One task keeps its order",
      .topic = "await in order",
      .summary =
          "hello, a pause, world: in one task the order is that of the lines, and others fill the pause.",
      .lesson =
          {
              .watch = "main says hello, waits a second and says world. Its own lines can only come in this "
                       "order. Watch who has the thread during the pause: a second task counts sheep, and "
                       "main is not in the way.",
              .why = "Awaits in one task are a sequence: what stands below an await begins when it is over. "
                     "A pause that is awaited stops this task alone. The order between main and the sheep is "
                     "another matter; that comes from the timers.",
              .next = "Compare with hello_world. How would you make two tasks print in a fixed order?",
          },
      .teaching =
          {
              .point = "Inside a task the order is fixed; between tasks it is not.",
              .belief = "A sleep in the middle of a function stops the program.",
              .question = "What would the output be if the pause held the thread?",
              .minutes = 4,
          },
      .notes =
          {
              {happens(EventKind::timer_set, "main"),
               "main waits for its pause. The thread is free for the sheep."},
              {says("sheep 1"), "Something happens in the middle of main's pause."},
          },
      .questions =
          {
              {Ask::next_line, says("hello,")},
              {Ask::finish_time, says("hello,"), "main"},
          },
      .parameters =
          {
              duration_parameter("pause", "The pause between hello and world.", 1s, 4ms, 60s),
          },
      .make = hello_comma_world,
  };
}

}  // namespace loopglass::scenarios
