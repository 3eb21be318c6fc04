#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Never waits longer than its limit. Or so it says.
Future<> patient(Duration limit) {
  const Instant start = now();
  auto answer = co_await timeout(limit, sleep(1s));
  if (!answer) println("patient: gave up after ", now() - start);
}

Future<> reader(Settings settings) {
  const auto read = [time = settings.duration("block")] { block(time); };
  if (settings.variant == "blocking") {
    read();  // holds the thread of the loop
  } else {
    (co_await spawn_blocking(read, "read")).unwrap();  // holds a worker thread
  }
  println("reader: done at ", now());
  co_return;
}

Future<> late_timeout(Settings settings) {
  auto first = spawn(patient(settings.duration("limit")), "patient");
  auto second = spawn(reader(settings), "reader");
  (co_await first).unwrap();
  (co_await second).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_late_timeout() {
  return {
      .chapter = 4,
      .title = "A timeout that is late",
      .topic = "deadlines",
      .summary = "A limit of 50 ms is noticed after 200 ms, because somebody else holds the thread.",
      .lesson =
          {
              .watch = "The task patient waits for 50 ms at most. In blocking, the reader then holds the "
                       "thread for 200 ms. See the timer pass its deadline in the reactor, and when patient "
                       "is told. In offloaded the same call holds a worker thread, and patient is told in "
                       "time.",
              .why =
                  "A timeout is a timer and nothing more. The loop looks at its timers between two polls, so "
                  "a deadline that passes during a poll is seen when that poll is over. A timeout cannot "
                  "interrupt anybody: neither the future it stands around, nor the task that holds the "
                  "thread.",
              .next = "Set block to 1s: how late is a limit of 50 ms now?",
          },
      .variants =
          {
              {"blocking", "The reader holds the thread of the loop."},
              {"offloaded", "The reader hands the call to a worker thread."},
          },
      .parameters =
          {
              duration_parameter("limit", "How long patient wants to wait at most.", 50ms, 0ms, 1s),
              duration_parameter("block", "How long the call takes.", 200ms, 0ms, 10s),
          },
      .make = late_timeout,
  };
}

}  // namespace loopglass::scenarios
