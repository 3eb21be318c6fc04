#include <algorithm>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> light(std::int64_t n, Duration period) {
  const Instant start = now();
  Duration worst{};
  for (int tick = 1; tick <= 4; ++tick) {
    // The schedule is fixed, so a tick that comes late can be seen.
    const Instant due = start + tick * period;
    co_await sleep_until(due);
    worst = std::max(worst, now() - due);
  }
  println("light ", n, ": worst tick ", worst, " late");
}

Future<> reader(Settings settings) {
  // Opening the file takes a moment. The lights are on by then.
  co_await sleep(settings.duration("period") / 2);

  println("reader: begins at ", now());
  const Duration time = settings.duration("block");
  const auto read = [time] { block(time); };  // holds its thread, as read() does
  if (settings.variant == "blocking") {
    block(time);  // on the thread of the loop, which cannot turn meanwhile
  } else if (settings.variant == "offloaded") {
    // On a worker thread. The handle is awaited like any other.
    (co_await spawn_blocking(read, "read")).unwrap();
  } else if (settings.variant == "in_place") {
    // On a worker thread, too, and all of this task stands still for it.
    co_await block_in_place(read, "read");
  } else {
    // The same time, awaited. The task steps aside until it is over.
    co_await sleep(time);
  }
  println("reader: done at ", now());
}

Future<> blocking(Settings settings) {
  const Duration period = settings.duration("period");
  std::vector<JoinHandle<>> tasks;
  tasks.push_back(spawn(reader(settings), "reader"));
  for (std::int64_t n = 1; n <= settings.count("tasks"); ++n) {
    tasks.push_back(spawn(light(n, period), "light " + to_text(n)));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_blocking() {
  return {
      .chapter = 4,
      .title = "One blocking call among light tasks",
      .topic = "blocking",
      .summary = "A slow read among ticking tasks: awaited or on another thread, it disturbs nobody.",
      .lesson =
          {
              .watch = "Ten lights tick on a schedule while one reader waits for a slow file. In "
                       "cooperative the reader is idle for that time and every tick is punctual. In blocking "
                       "the reader's poll does not end: deadlines pass in the reactor, nobody is woken, and "
                       "no light is polled. Look at the burst when the call returns. In offloaded and "
                       "in_place the same call holds a worker thread, and every tick is punctual again.",
              .why =
                  "One thread runs the loop, the reactor and all tasks. A task gives it back only at an "
                  "await that is pending. A blocking call keeps it, so timers that are due stay unseen "
                  "until the poll is over, however little work the lights have to do. A call that cannot be "
                  "awaited belongs on a thread of its own: the loop gets its result like any other event. "
                  "All variants spend the same time on the file; only blocking makes the others pay for "
                  "it.",
              .next = "Set block below half the period and see the delay vanish. Then compare "
                      "blocking?tasks=100 with tasks=10: does one light suffer more?",
          },
      .teaching =
          {
              .point = "A blocking call in one task stops all tasks; an await stops only its own.",
              .belief = "Async functions cannot block: the runtime moves on when a call takes long.",
              .question = "Nine of ten tasks did nothing wrong. Why are they late?",
              .minutes = 10,
          },
      .notes =
          {
              {happens(EventKind::work_began, "reader"),
               "From here on nobody else can run, and no timer is looked at."},
              {happens(EventKind::work_ended, "reader"),
               "The call returns. The loop is about to find out what it has missed."},
              {says("reader: begins"), "The reader awaits its file: it leaves the thread to the lights.",
               "cooperative"},
          },
      .questions =
          {
              {Ask::next_line, says("reader: begins")},
              {Ask::timer_fires, happens(EventKind::timer_set, "light 1")},
              {Ask::next_poll, says("reader: begins")},
          },
      .variants =
          {
              {"cooperative", "The reader awaits; the loop goes on."},
              {"blocking", "The reader holds the thread; the loop stands still."},
              {"offloaded", "A worker thread reads; the reader awaits its handle."},
              {"in_place", "A worker thread reads; the reader's whole task stands still."},
          },
      .parameters =
          {
              count_parameter("tasks", "How many lights tick.", 10, 1, 1000),
              duration_parameter("block", "How long the file takes.", 300ms, 0ms, 60s),
              duration_parameter("period", "The time between two ticks of a light.", 100ms, 1ms, 10s),
          },
      .make = blocking,
  };
}

}  // namespace loopglass::scenarios
