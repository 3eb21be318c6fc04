#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Waiting: it costs no processor, so any number of tasks can do it at once.
Future<> waits(Duration d) { co_await sleep(d); }

// Computing: it needs the thread, and the tasks have one between them.
Future<> computes(Duration d) {
  work(d);
  co_return;
}

// Computing on a worker thread, which is another one.
Future<> hands_over(Duration d) {
  (co_await spawn_blocking([d] { work(d); }, "hard sum")).unwrap();
}

Future<> part(Settings settings) {
  const Duration d = settings.duration("part");
  if (settings.variant == "waiting") return waits(d);
  if (settings.variant == "workers") return hands_over(d);
  return computes(d);
}

Future<> parallel(Settings settings) {
  const std::int64_t parts = settings.count("parts");
  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= parts; ++n) {
    tasks.push_back(spawn(part(settings), "part " + to_text(n)));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();
  println("main: ", parts, " parts in ", now());
}

// ---- words

}  // namespace

Scenario scenario_parallel() {
  return {
      .chapter = 4,
      .title = "Async is not parallel",
      .topic = "parallelism",
      .summary = "Four tasks at once: waiting overlaps, computing does not, worker threads make it overlap.",
      .lesson =
          {
              .watch =
                  "Four tasks take 100 ms each. In computing their polls stand one after the other, "
                  "400 ms in all. In waiting the four waits lie over one another and take 100 ms together. "
                  "In workers the tasks wait, and four threads compute side by side.",
              .why = "A task is not a thread. All tasks share the one thread of the loop, so at most one of "
                     "them "
                     "computes at any moment; what overlaps is waiting. Work for the processor gets faster "
                     "only with more threads, and then only as far as there are processors for them.",
              .next = "Set parts to 5 in workers: there are four of them. When does the fifth part begin?",
          },
      .variants =
          {
              {"computing", "Each task computes on the thread of the loop."},
              {"waiting", "Each task sleeps."},
              {"workers", "Each task has a worker thread compute."},
          },
      .parameters =
          {
              count_parameter("parts", "How many tasks there are.", 4, 1, 100),
              duration_parameter("part", "How long each of them takes.", 100ms, 1ms, 10s),
          },
      .make = parallel,
  };
}

}  // namespace loopglass::scenarios
