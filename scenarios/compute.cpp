#include <algorithm>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

void all_chunks(Settings settings) {
  for (std::int64_t n = 1; n <= settings.count("chunks"); ++n) {
    work(settings.duration("chunk"));  // computing: the thread is busy
  }
}

Future<> crunch(Settings settings) {
  if (settings.variant == "monopolise") {
    all_chunks(settings);  // in one poll, on the thread of the loop
  } else if (settings.variant == "offloaded") {
    // On a worker thread. The loop has nothing to do with it.
    const auto crunching = [settings] { all_chunks(settings); };
    (co_await spawn_blocking(crunching, "crunching")).unwrap();
  } else {
    for (std::int64_t n = 1; n <= settings.count("chunks"); ++n) {
      work(settings.duration("chunk"));

      // Go to the back of the ready queue, so that others get their turn.
      co_await yield_now();
    }
  }
  println("crunch: done at ", now());
}

Future<> light(std::int64_t n, Duration period) {
  const Instant start = now();
  Duration worst{};
  for (int tick = 1; tick <= 4; ++tick) {
    const Instant due = start + tick * period;
    co_await sleep_until(due);
    worst = std::max(worst, now() - due);
  }
  println("light ", n, ": worst tick ", worst, " late");
}

Future<> compute(Settings settings) {
  const Duration period = settings.duration("period");
  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= settings.count("tasks"); ++n) {
    tasks.push_back(spawn(light(n, period), "light " + to_text(n)));
  }
  tasks.push_back(spawn(crunch(settings), "crunch"));
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_compute() {
  return {
      .chapter = 4,
      .title = "A long computation",
      .topic = "yielding",
      .summary = "A computation in ten chunks: in one poll, with a yield after each, or on another thread.",
      .lesson =
          {
              .watch =
                  "In monopolise, crunch does all of its chunks in one poll, and the lights are polled "
                  "only when it is done. In yield_now it stands in the ready queue again after each "
                  "chunk. See where it stands when a light's timer is due: the light goes in behind it. In "
                  "offloaded a worker thread computes, and no light is late.",
              .why = "The loop never interrupts a poll. A task that computes for long has to offer the "
                     "thread, and yield_now is how: it wakes itself, returns to the executor and is polled "
                     "again in turn. The lights are still late, by the chunk that is running and, where "
                     "crunch is ahead of them in the queue, by one more. The work takes no longer for it. "
                     "Another thread takes the work off the loop altogether, as long as a processor is free.",
              .next = "Try chunks=100 with chunk=3ms: the same work, and the lights are late by less. What "
                      "does each yield cost?",
          },
      .variants =
          {
              {"monopolise", "All chunks in one poll."},
              {"yield_now", "A yield after every chunk."},
              {"offloaded", "All chunks on a worker thread."},
          },
      .parameters =
          {
              count_parameter("chunks", "How many chunks the work has.", 10, 1, 1000),
              duration_parameter("chunk", "How long one chunk computes.", 30ms, 0ms, 1s),
              count_parameter("tasks", "How many lights tick.", 2, 0, 100),
              duration_parameter("period", "The time between two ticks of a light.", 50ms, 1ms, 10s),
          },
      .make = compute,
  };
}

}  // namespace loopglass::scenarios
