#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> nap(Duration length) {
  co_await sleep(length);
  println(now(), ": awake");
}

Future<> timers(Settings settings) {
  const Duration step = settings.duration("step");
  std::vector<JoinHandle<>> naps;
  Duration sum{};

  // The longest nap is spawned first, the shortest last.
  for (std::int64_t n = settings.count("tasks"); n > 0; --n) {
    const Duration length = n * step;
    naps.push_back(spawn(nap(length), "sleeper " + to_text(n)));
    sum += length;
  }

  // One thread waits for all of them. It sleeps as long as the longest nap.
  for (JoinHandle<>& handle : naps) (co_await handle).unwrap();
  println("main: ", sum, " of naps in ", now());
}

// ---- words

}  // namespace

Scenario scenario_timers() {
  return {
      .chapter = 3,
      .title = "Many sleeps, one thread",
      .topic = "timer",
      .summary = "Sleeps overlap: all of them together take as long as the longest.",
      .lesson =
          {
              .watch = "Every task is polled once and sets a timer; then the ready queue is empty and the "
                       "loop itself goes to sleep. The timers come due shortest first, though they were "
                       "set longest first. Compare the two times in the last line.",
              .why =
                  "A sleeping task is a deadline in the reactor and a waker. It uses no thread and no "
                  "processor, so sleeps overlap freely. The loop waits for the nearest deadline, wakes the "
                  "task that belongs to it, and polls that task a second and last time.",
              .next = "Raise tasks to 200: the end moves with the longest nap, and the thread stays one. "
                      "Then open blocking, where a wait is not a timer.",
          },
      .teaching =
          {
              .point = "Sleeping tasks cost no thread: many sleeps overlap on one.",
              .belief = "Each sleep keeps a thread busy, so many sleeps need many threads.",
              .question = "What would a thousand sleepers cost with a thread for each?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::timer_set),
               "The first deadline is noted. The thread goes on to the next task."},
              {happens(EventKind::parked), "Nobody is ready, so the loop waits for the nearest deadline."},
              {happens(EventKind::timer_fired),
               "A deadline is reached. Its waker moves one task into the ready queue."},
          },
      .questions =
          {
              {Ask::next_poll, happens(EventKind::parked)},
              {Ask::timer_fires, happens(EventKind::timer_set)},
              {Ask::polls, happens(EventKind::parked), "sleeper 1"},
          },
      .parameters =
          {
              count_parameter("tasks", "How many tasks sleep.", 8, 1, 1000),
              duration_parameter("step", "The shortest nap, and how much longer each next one is.", 100ms,
                                 1us, 10s),
          },
      .make = timers,
  };
}

}  // namespace loopglass::scenarios
