#include <algorithm>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> runner(std::int64_t id, std::int64_t laps, Duration lap) {
  Instant ready_since{};  // main spawns all of us at 0 ms
  Duration longest_wait{};
  for (std::int64_t n = 1; n <= laps; ++n) {
    longest_wait = std::max(longest_wait, now() - ready_since);
    work(lap);
    ready_since = now();
    co_await yield_now();  // ready again at once: who is polled next?
  }
  println("runner ", id, ": done at ", now(), ", waited up to ", longest_wait);
}

// All runners are alike. Only the policy decides who is ahead.
Future<> fairness(Settings settings) {
  const std::int64_t laps = settings.count("laps");
  const Duration lap = settings.duration("lap");
  std::vector<JoinHandle<>> runners;
  for (std::int64_t id = 1; id <= settings.count("tasks"); ++id) {
    runners.push_back(spawn(runner(id, laps, lap), "runner " + to_text(id)));
  }
  for (JoinHandle<>& handle : runners) (co_await handle).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_fairness() {
  return {
      .chapter = 8,
      .title = "Who is next",
      .topic = "fairness",
      .summary = "Four equal tasks that are always ready, under three policies.",
      .lesson =
          {
              .watch = "Every runner computes for one lap and yields, so the ready queue is never short. "
                       "Look at the timeline: it shows at a glance in which order the laps are run. "
                       "Compare how long each runner had to wait at most.",
              .why = "The policy says which task of the ready queue is polled next. First in, first out goes "
                     "round: nobody waits for more than a lap of each of the others. Last in, first out "
                     "takes the runner that has just yielded, again and again, so one finishes before the "
                     "next begins. Chance is fair in the long run only.",
              .next =
                  "Add ?policy=random&seed=2 to any recipe, of any scenario, and its tasks run in another "
                  "order. Which scenarios give another result then, and which ones must not?",
          },
      .variants =
          {
              {"fifo", "First in, first out: the head of the queue."},
              {.name = "lifo",
               .summary = "Last in, first out: the back of the queue.",
               .schedule = {.policy = Policy::lifo}},
              {.name = "random",
               .summary = "Any task of the queue, as the seed decides.",
               .schedule = {.policy = Policy::random}},
          },
      .parameters =
          {
              count_parameter("tasks", "How many runners there are.", 4, 2, 100),
              count_parameter("laps", "How many laps each of them runs.", 4, 1, 100),
              duration_parameter("lap", "How long a lap keeps the thread.", 10ms, 1ms, 1s),
          },
      .make = fairness,
  };
}

}  // namespace loopglass::scenarios
