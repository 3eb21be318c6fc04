#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Says when it is destroyed, as a connection would be closed there.
struct Connection {
  std::string to;
  ~Connection() { println(to, ": the connection is closed at ", now()); }
};

Future<std::string> ask(std::string server, Duration delay) {
  Connection connection{server};
  co_await sleep(delay);
  co_return "an answer from " + server;
}

Future<> asking(Settings settings) {
  const Duration limit = settings.duration("limit");
  const Duration near = settings.duration("near");
  const Duration far = settings.duration("far");

  auto quick = co_await timeout(limit, ask("the near server", near));
  println("main: ", quick ? quick.value() : quick.error().message(), " at ", now());

  // The deadline passes first: the future is dropped where it is, half way.
  auto slow = co_await timeout(limit, ask("the far server", far));
  println("main: ", slow ? slow.value() : slow.error().message(), " at ", now());
}

// ---- words

}  // namespace

Scenario scenario_timeout() {
  return {
      .chapter = 3,
      .title = "A deadline for an answer",
      .topic = "timeout",
      .summary = "A timeout around two futures: one is in time, the other is dropped half way.",
      .lesson =
          {
              .watch = "main asks two servers, with a deadline of 50 ms for each. See that a timeout sets a "
                       "second timer beside the first, and which of the two fires. When the answer comes in "
                       "time the deadline is cancelled. When it does not, look at what is closed, and when.",
              .why =
                  "A timeout is a future of two: the work and a timer. It is ready when one of them is. "
                  "If the deadline wins, the work is dropped where it is suspended, with all that it holds; "
                  "it is not told, and it does not go on in the background. What it has done so far is "
                  "done.",
              .next = "Set limit=300ms. Then open late_timeout, where a deadline does not help.",
          },
      .teaching =
          {
              .point = "A timeout drops the work at its await when the deadline comes first.",
              .belief = "A timeout interrupts the work, or lets it go on unseen.",
              .question = "The work had sent half of a message. Who cleans up?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::timer_set, "main", 2),
               "Two timers of one task: the work's own, and the deadline."},
              {says("main: an answer"), "The answer came first, so its deadline is cancelled."},
              {says("main: the deadline"),
               "The deadline has won. The future was dropped, and its connection with it."},
          },
      .questions =
          {
              {Ask::timer_fires, happens(EventKind::timer_set, "main", 2)},
              {Ask::timer_fires, happens(EventKind::timer_set, "main", 4)},
              {Ask::next_line, happens(EventKind::timer_set, "main", 4)},
          },
      .parameters =
          {
              duration_parameter("limit", "The deadline, from the first poll on.", 50ms, 1ms, 10s),
              duration_parameter("near", "How long the near server takes.", 20ms, 1ms, 10s),
              duration_parameter("far", "How long the far server takes.", 200ms, 1ms, 10s),
          },
      .make = asking,
  };
}

}  // namespace loopglass::scenarios
