#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Always ready again: it yields, and asks for the thread in the same breath.
Future<> greedy(std::int64_t steps, Duration step) {
  for (std::int64_t n = 1; n <= steps; ++n) {
    work(step);
    co_await yield_now();
  }
  println("greedy: done at ", now());
}

// Wants three short turns, and gets them when the policy says so.
Future<> patient() {
  println("patient: first turn at ", now());
  co_await yield_now();
  co_await yield_now();
  println("patient: third turn at ", now());
}

Future<> light(Duration period) {
  for (int tick = 1; tick <= 3; ++tick) {
    co_await sleep_until(Instant(tick * period));
    println("light: tick ", tick, " at ", now());
  }
}

Future<> starvation(Settings settings) {
  const std::int64_t steps = settings.count("steps");
  const Duration step = settings.duration("step");
  auto waiting = spawn(patient(), "patient");  // it is in the queue before greedy
  auto hogging = spawn(greedy(steps, step), "greedy");
  auto ticking = spawn(light(settings.duration("period")), "light");
  (co_await waiting).unwrap();
  (co_await ticking).unwrap();
  (co_await hogging).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_starvation() {
  return {
      .chapter = 8,
      .title = "One greedy task",
      .topic = "starvation",
      .summary = "A task that is always ready again, and a patient one that wants three short turns.",
      .lesson =
          {
              .watch =
                  "Follow patient in the ready queue, where it stands from the start. Under fifo it moves "
                  "up with every poll. Under lifo greedy comes in behind it and is taken before it, "
                  "every time. See also when light is polled, which a timer puts into the queue.",
              .why = "A task starves when it is ready and others are always taken before it. Under first in, "
                     "first out that cannot be: whoever is ahead of you is polled once, and then you are "
                     "next. Under last in, first out having waited gives no right at all. The light does "
                     "well there, for it came last; patient starves although greedy yields like a good "
                     "citizen. That is why a runtime that takes the newest task first, because its data are "
                     "still in the cache, must limit how often it does so.",
              .next = "Set steps to 200 under lifo and under random. Which of the two gives patient a turn "
                      "before greedy is done?",
          },
      .variants =
          {
              {"fifo", "First in, first out: nobody starves."},
              {.name = "lifo",
               .summary = "Last in, first out: patient waits for the end of greedy.",
               .schedule = {.policy = Policy::lifo}},
              {.name = "random",
               .summary = "Chance: patient is likely to wait, but not for ever.",
               .schedule = {.policy = Policy::random}},
          },
      .parameters =
          {
              count_parameter("steps", "How often greedy asks for the thread.", 20, 1, 1000),
              duration_parameter("step", "How long each of its steps computes.", 10ms, 0ms, 1s),
              duration_parameter("period", "The time between two ticks of the light.", 50ms, 1ms, 10s),
          },
      .make = starvation,
  };
}

}  // namespace loopglass::scenarios
