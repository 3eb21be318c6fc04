#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<int> ask(std::string whom, Duration delay, int answer) {
  println("main: asks ", whom, " at ", now());
  co_await sleep(delay);
  println("main: ", whom, " answers at ", now());
  co_return answer;
}

Future<> offers(Settings settings) {
  const Duration first = settings.duration("first");
  const Duration second = settings.duration("second");
  int best = 0;

  if (settings.variant == "in_a_row") {
    // The second question is not asked before the first answer is here.
    int one = co_await ask("the first shop", first, 70);
    int other = co_await ask("the second shop", second, 60);
    best = std::min(one, other);
  } else {
    // Both are asked, and then both are waited for, side by side.
    auto question = ask("the first shop", first, 70);
    auto [one, other] = co_await join(question, ask("the second shop", second, 60));
    best = std::min(one, other);
  }
  println("main: the best price is ", best, ", known at ", now());
}

// ---- words

}  // namespace

Scenario scenario_sequence() {
  return {
      .chapter = 1,
      .title = "Two awaits in a row",
      .topic = "sequence",
      .summary = "Two waits of 2 s: one after the other they take 4 s, joined they take 2 s.",
      .lesson =
          {
              .watch = "main asks two shops for a price, and each takes 2 s. In in_a_row look at when the "
                       "second is asked. In joined both stand in main's await stack at once, with a timer "
                       "each. It is one task in both variants.",
              .why = "An await is a place where this task stops. What is written below it has not begun, so "
                     "two awaits in a row do not overlap, however asynchronous they are. join makes one "
                     "future of two and polls both, so both waits have begun before main stops for the first "
                     "time.",
              .next =
                  "Set second=3s and predict both ends. Then open lazy, which overlaps by a task of its own.",
          },
      .teaching =
          {
              .point = "Awaits in a row are a sequence; to overlap, waits must be started together.",
              .belief = "Async code runs its waits at the same time by itself.",
              .question = "The second question needs the first answer. What can be gained by join?",
              .minutes = 5,
          },
      .notes =
          {
              {says("main: asks the second"), "The second question comes now, when the first answer is here.",
               "in_a_row"},
              {says("main: asks the second"), "The second question is asked in the same poll as the first.",
               "joined"},
              {says("main: the best"), "Both answers are here."},
          },
      .questions =
          {
              {Ask::next_line, says("main: asks the first")},
              {Ask::finish_time, says("main: asks the first"), "main"},
              {Ask::polls, says("main: asks the first"), "main"},
          },
      .variants =
          {
              {"in_a_row", "The second await begins when the first has ended."},
              {"joined", "Both begin at once; main waits for the slower one."},
          },
      .parameters =
          {
              duration_parameter("first", "How long the first shop takes.", 2s, 1ms, 60s),
              duration_parameter("second", "How long the second shop takes.", 2s, 1ms, 60s),
          },
      .make = offers,
  };
}

}  // namespace loopglass::scenarios
