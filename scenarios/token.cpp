#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> worker(std::string name, CancellationToken token, Duration step) {
  int done = 0;
  // The token is looked at between two steps, and never inside one.
  while (!token.is_cancelled()) {
    co_await sleep(step);
    ++done;
  }
  println(name, ": stops at ", now(), " after ", done, " steps");
}

Future<> watcher(CancellationToken token) {
  co_await token.cancelled();  // woken by the token itself
  println("watcher: told at ", now());
}

Future<> token(Settings settings) {
  const Duration step = settings.duration("step");
  const Duration after = settings.duration("after");

  // A child can be cancelled alone. Cancelling the parent cancels its children.
  CancellationToken all;
  CancellationToken part = all.child_token();
  CancellationToken other_part = all.child_token();

  auto main_worker = spawn(worker("worker", all, step), "worker");
  auto helper = spawn(worker("helper", part, step), "helper");
  auto watching = spawn(watcher(other_part), "watcher");

  co_await sleep(after / 2);
  println("main: cancels one part at ", now());
  part.cancel();

  co_await sleep(after / 2);
  println("main: cancels all at ", now());
  all.cancel();

  (co_await main_worker).unwrap();
  (co_await helper).unwrap();
  (co_await watching).unwrap();
  println("main: all have stopped at ", now());
}

// ---- words

}  // namespace

Scenario scenario_token() {
  return {
      .chapter = 5,
      .title = "Asking politely",
      .topic = "cancellation token",
      .summary = "Tasks that look at a token stop at a place of their own choice.",
      .lesson =
          {
              .watch = "worker and helper look at their token before every step; watcher awaits its token "
                       "and does nothing else. main cancels a part first: only helper stops, at its next "
                       "look. Then main cancels all. See who is woken at that moment, and who finds out "
                       "later.",
              .why = "Cancelling a token sets a flag and wakes the tasks that await it; it stops nobody. "
                     "watcher was waiting for the token, so it is told at once. worker was waiting for its "
                     "timer, so it finishes its step and then sees the flag. A cancelled child leaves its "
                     "parent alone, and a cancelled parent takes its children with it.",
              .next = "Make step=500ms: how long does worker go on after it was asked to stop? "
                      "Compare with abort, which asks nobody.",
          },
      .teaching =
          {
              .point = "A token asks; each task answers at a place of its own choice.",
              .belief = "Cancelling a token stops the tasks that hold it.",
              .question = "Why is watcher told earlier than worker?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::token_cancelled),
               "One part is cancelled. Its parent and its sibling are not."},
              {happens(EventKind::task_woken, "watcher"),
               "watcher awaits its token, so it is told at this moment."},
              {says("worker: stops"), "worker has finished its step first, and then looked."},
          },
      .questions =
          {
              {Ask::next_line, says("main: cancels one")},
              {Ask::next_wake, says("main: cancels all")},
              {Ask::finish_time, says("main: cancels all"), "worker"},
          },
      .parameters =
          {
              duration_parameter("step", "How long one step of worker and helper takes.", 100ms, 1ms, 10s),
              duration_parameter("after", "When main cancels all; it cancels one part at half of that.",
                                 350ms, 1ms, 60s),
          },
      .make = token,
  };
}

}  // namespace loopglass::scenarios
