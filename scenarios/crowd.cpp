#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Between 1 and 1000 steps, from the run's own random numbers.
Duration some_time(Duration step) {
  const auto steps = 1 + Executor::current()->random().below(1000);
  return static_cast<std::int64_t>(steps) * step;
}

Future<> visitor(std::int64_t naps, Duration step, bool unlucky) {
  for (std::int64_t nap = 0; nap < naps; ++nap) {
    co_await sleep(some_time(step));
    // One of them all gets halfway. Can you find it?
    if (unlucky && 2 * nap >= naps - 1) panic("out of luck");
  }
}

Future<> crowd(Settings settings) {
  const std::int64_t tasks = settings.count("tasks");
  const std::int64_t naps = settings.count("naps");
  const Duration step = settings.duration("step");
  std::vector<JoinHandle<>> visitors;
  for (std::int64_t n = 1; n <= tasks; ++n) {
    auto visit = visitor(naps, step, n == tasks * 2 / 3);
    visitors.push_back(spawn(std::move(visit), "visitor " + to_text(n)));
  }
  std::int64_t lost = 0;
  for (JoinHandle<>& handle : visitors) {
    if (!(co_await handle).ok()) ++lost;
  }
  println("main: ", tasks - lost, " came home, ", lost, " did not, after ", now());
}

// ---- words

}  // namespace

Scenario scenario_crowd() {
  return {
      .chapter = 3,
      .title = "A crowd on one thread",
      .topic = "many tasks",
      .summary = "Many tasks nap again and again for random times; one of them gets lost.",
      .lesson =
          {
              .watch =
                  "Every visitor naps a few times, each time for a random while, and all of them share one "
                  "thread. Look at the whole timeline: polls are short, waits are long, and one lane ends "
                  "early with a panic. Main joins them all and counts who is lost.",
              .why =
                  "A task that waits costs its frame and an entry in the reactor, some hundred bytes, and no "
                  "time. So one thread carries a hundred thousand of them, as long as each poll is short. A "
                  "thread for each would cost stacks by the gigabyte.",
              .next =
                  "Raise tasks to 1000, or to 100000 if you have a minute, and look for the one that panics: "
                  "it is seen from the widest zoom.",
          },
      .teaching =
          {
              .point = "One thread carries a hundred thousand tasks that mostly wait.",
              .belief = "Many tasks at once need many threads.",
              .question =
                  "How much of the time is the thread busy, and what would happen if each poll took 1 ms?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::timer_set), "A first nap begins. Nothing of it needs the thread."},
              {happens(EventKind::parked), "Every visitor naps, so the thread has nothing to do."},
              {happens(EventKind::task_finished, "visitor 4"),
               "Its luck is out. The others go on as if nothing were."},
          },
      .questions =
          {
              {Ask::next_poll, happens(EventKind::parked)},
              {Ask::polls, happens(EventKind::parked), "visitor 1"},
          },
      .parameters =
          {
              count_parameter("tasks", "How many visitors there are.", 6, 2, 200000),
              count_parameter("naps", "How often each of them naps.", 3, 1, 1000),
              duration_parameter("step", "The longest nap is a thousand of these.", 100us, 1us, 10ms),
          },
      .draws_random = true,
      .make = crowd,
  };
}

}  // namespace loopglass::scenarios
