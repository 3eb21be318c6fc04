#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

void slow_call(Duration time) {
  block(time);
  println("slow call: over at ", now());
}

// Holds the thread of the loop. Nobody can even ask it to stop.
Future<> holds_the_loop(Duration time) {
  slow_call(time);
  co_await sleep(time);  // the first moment at which it can be dropped
  println("victim: nobody stopped me");
}

// Holds a worker thread. This task can be dropped while it waits.
Future<> holds_a_worker(Duration time) {
  (co_await spawn_blocking([time] { slow_call(time); }, "slow call")).unwrap();
  println("victim: nobody stopped me");
}

Future<> child(Duration time) {
  co_await sleep(time);
  println("child: done at ", now());
}

// Has a child, which is a task like any other.
Future<> has_a_child(Duration time) {
  auto handle = spawn(child(time), "child");
  (co_await handle).unwrap();
  println("victim: nobody stopped me");
}

Future<> victim(Settings settings) {
  const Duration time = settings.duration("call");
  if (settings.variant == "worker") return holds_a_worker(time);
  if (settings.variant == "child") return has_a_child(time);
  return holds_the_loop(time);
}

Future<> abort_too_late(Settings settings) {
  auto handle = spawn(victim(settings), "victim");
  co_await sleep(settings.duration("patience"));
  println("main: aborts at ", now());
  handle.abort();
  const auto result = co_await handle;
  println("main: victim ", result ? "was faster" : "is dropped", ", at ", now());
  if (settings.variant == "child") co_await sleep(settings.duration("call"));
}

// ---- words

}  // namespace

Scenario scenario_abort_too_late() {
  return {
      .chapter = 5,
      .title = "Too late to abort",
      .topic = "aborting",
      .summary = "What an abort does not stop: a poll that is going on, work on a thread, a child.",
      .lesson =
          {
              .watch =
                  "main wants to abort the victim at 100 ms, and the slow call takes 300 ms. In loop the "
                  "call holds the thread, so main cannot even ask before 300 ms. In worker the victim is "
                  "dropped at 100 ms, but the call goes on, and the end of the run waits for it. In child "
                  "the victim is dropped, and its child lives on.",
              .why =
                  "An abort drops a future at the await where it stands. It cannot reach into a poll, nor "
                  "into "
                  "another thread, because neither ever stops to look. And a task that was spawned belongs "
                  "to the executor, not to its parent: dropping a handle detaches, it does not abort.",
              .next = "Set call below patience: who is faster then?",
          },
      .variants =
          {
              {"loop", "The call holds the thread of the loop."},
              {"worker", "The call holds a worker thread."},
              {"child", "The victim waits for a task of its own."},
          },
      .parameters =
          {
              duration_parameter("call", "How long the slow call takes.", 300ms, 1ms, 10s),
              duration_parameter("patience", "When main aborts the victim.", 100ms, 1ms, 10s),
          },
      .make = abort_too_late,
  };
}

}  // namespace loopglass::scenarios
