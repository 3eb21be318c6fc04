#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> runner(std::string name, Duration warm_up, Barrier line, int rounds) {
  for (int round = 1; round <= rounds; ++round) {
    co_await sleep(warm_up);
    println(name, ": at the line at ", now());

    // Waits until all are here. True for the one who came last.
    bool last = co_await line.wait();

    println(name, ": starts round ", round, last ? ", came last" : "");
  }
}

Future<> race(Settings settings) {
  const Duration step = settings.duration("step");
  const int rounds = static_cast<int>(settings.count("rounds"));
  Barrier line(3, "line");

  auto ann = spawn(runner("ann", 1 * step, line, rounds), "ann");
  auto ben = spawn(runner("ben", 3 * step, line, rounds), "ben");
  auto cem = spawn(runner("cem", 2 * step, line, rounds), "cem");

  (co_await ann).unwrap();
  (co_await ben).unwrap();
  (co_await cem).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_barrier() {
  return {
      .chapter = 6,
      .title = "Wait for one another",
      .topic = "barrier",
      .summary = "Three tasks meet at a line: nobody goes on before the last one has come.",
      .lesson =
          {
              .watch = "Three runners warm up for different times and meet at the line. Watch the first two "
                       "wait there, and who opens the barrier. The one who comes last does not wait at all. "
                       "Then the same barrier is used again.",
              .why = "A barrier counts who has come. The last one finds the number complete, so its await is "
                     "ready at once, and it wakes the others in the order in which they came. They go on at "
                     "the same time, but still one after the other: there is one thread.",
              .next = "Which of the three decides when each round starts? Set step=10ms and see what moves.",
          },
      .teaching =
          {
              .point = "A barrier makes tasks wait for the slowest of them.",
              .belief = "When the barrier opens, all tasks run at the same moment.",
              .question = "What happens if one of the runners panics while it warms up?",
              .minutes = 4,
          },
      .notes =
          {
              {says("ann: at the line"), "ann is the first, and waits for two more."},
              {happens(EventKind::resource_changed),
               "The last one has come: the barrier opens, and wakes the others."},
              {says("ben: starts"), "ben came last and is still in the poll that opened the barrier."},
          },
      .questions =
          {
              {Ask::next_line, says("ben: at the line")},
              {Ask::next_poll, says("ben: starts")},
          },
      .parameters =
          {
              duration_parameter("step",
                                 "How long ann warms up; cem takes twice and ben three times as long.", 100ms,
                                 1ms, 10s),
              count_parameter("rounds", "How many rounds there are.", 2, 1, 10),
          },
      .make = race,
  };
}

}  // namespace loopglass::scenarios
