#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> reader(Settings settings) {
  println("reader: begins at ", now());
  if (settings.variant == "blocking") {
    block(settings.duration("reading"));  // keeps the thread
  } else {
    co_await sleep(settings.duration("reading"));  // gives it back
  }
  println("reader: done at ", now());
}

Future<> never() { co_await sleep(1h); }

Future<> waiting(Settings settings) {
  auto reading = spawn(reader(settings), "reader");

  const Instant start = now();
  auto answer = co_await timeout(settings.duration("limit"), never());
  println("main: ", answer.error().message(), ", told after ", now() - start);

  (co_await reading).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_late_timeout() {
  return {
      .chapter = 3,
      .title = "A timeout that comes late",
      .topic = "late timer",
      .summary = "A deadline of 50 ms, and a neighbour who holds the thread for 200 ms.",
      .lesson =
          {
              .watch = "main waits for 50 ms at most. Beside it a reader reads for 200 ms. In awaiting the "
                       "deadline is punctual. In blocking it is due at 50 ms and nobody notices: look at the "
                       "timer in the reactor while the reader has the thread.",
              .why =
                  "A timer does not run code. It is a note that says when, and the loop looks at its notes "
                  "between two polls. While a poll goes on, nobody looks, so every deadline that passes "
                  "meanwhile is found late, when the poll is over. A timeout protects from others who are "
                  "slow to answer, not from those who hold the thread.",
              .next = "Set reading=40ms in blocking: is the timeout late now?",
          },
      .teaching =
          {
              .point = "No timer can interrupt a poll; a blocked loop makes every deadline late.",
              .belief = "A timeout of 50 ms is over after 50 ms.",
              .question = "Whose mistake is it that main is late: its own, or the reader's?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::work_began, "reader"),
               "The thread is taken. Deadlines may pass now, and nobody looks.", "blocking"},
              {happens(EventKind::timer_fired, "main"),
               "The loop looks at its timers between two polls: this is its first look after the deadline.",
               "blocking"},
              {happens(EventKind::timer_fired, "main"),
               "The loop was waiting for just this: the deadline is punctual.", "awaiting"},
          },
      .questions =
          {
              {Ask::timer_fires, happens(EventKind::timer_set, "main", 2)},
              {Ask::next_line, says("reader: begins")},
          },
      .variants =
          {
              {"blocking", "The reader holds the thread."},
              {"awaiting", "The reader awaits."},
          },
      .parameters =
          {
              duration_parameter("limit", "The deadline of main.", 50ms, 1ms, 10s),
              duration_parameter("reading", "How long the reader reads.", 200ms, 1ms, 10s),
          },
      .make = waiting,
  };
}

}  // namespace loopglass::scenarios
