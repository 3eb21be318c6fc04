#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<int> add(int a, int b) { co_return a + b; }

Future<int> add_slowly(int a, int b, Duration delay) {
  co_await sleep(delay);  // as if the answer came from far away
  co_return a + b;
}

Future<> neighbour() {
  println("neighbour: has its turn at ", now());
  co_return;
}

Future<> adding(Settings settings) {
  auto other = spawn(neighbour(), "neighbour");

  // Ready at the first poll: main goes straight on, and the neighbour still waits.
  int quick = co_await add(15, 3);
  println("main: ", quick, " at ", now());

  // Pending at the first poll: main gives the thread back, and others run.
  int slow = co_await add_slowly(15, 3, settings.duration("delay"));
  println("main: ", slow, " at ", now());

  (co_await other).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_add() {
  return {
      .chapter = 1,
      .title = "Ready at once, or later",
      .topic = "ready or pending",
      .summary = "Two awaits with the same answer: one is ready at once, the other needs a while.",
      .lesson =
          {
              .watch = "A neighbour stands in the ready queue from the start. main awaits two sums. At the "
                       "first await main stays in the executor and the neighbour stays in the queue. At the "
                       "second, main leaves. See which of the two lets the neighbour in.",
              .why =
                  "An await polls, and what the poll gives decides. A future that is ready gives its value "
                  "inside the same poll, so the task goes on as after a plain call. A future that is "
                  "pending sends the whole task back to the executor, which polls whoever is next.",
              .next = "Set delay=1ms: does the neighbour still come before the second sum? Then open "
                      "poll_by_hand and look at one poll alone.",
          },
      .teaching =
          {
              .point = "An await gives the thread away only when what it awaits is pending.",
              .belief = "Every await lets other tasks run.",
              .question = "A loop awaits a thousand futures that are all ready. Who else runs meanwhile?",
              .minutes = 5,
          },
      .notes =
          {
              {says("main: 18"), "The sum was ready, and main is still in its first poll."},
              {happens(EventKind::timer_set, "main"),
               "Nothing more to do here before the timer fires: main is pending."},
              {polled("neighbour"), "Now the thread is free, and the neighbour has its turn."},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::task_spawned, "neighbour")},
              {Ask::next_line, says("main: 18")},
              {Ask::polls, says("neighbour:"), "main"},
          },
      .parameters =
          {
              duration_parameter("delay", "How long the slow sum takes.", 200ms, 1ms, 60s),
          },
      .make = adding,
  };
}

}  // namespace loopglass::scenarios
