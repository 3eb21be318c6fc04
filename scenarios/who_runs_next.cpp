#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// Gives the thread away for a moment, so that the others get their turn.
Future<> yielder() {
  println("yielder: before its yield");
  co_await yield_now();
  println("yielder: after its yield");
}

Future<> sleeper(Duration nap) {
  co_await sleep(nap);
  println("sleeper: awake");
}

Future<> grandchild() {
  println("grandchild: first poll");
  co_return;
}

Future<> child() {
  auto below = spawn(grandchild(), "grandchild");
  println("child: has spawned grandchild");
  (co_await below).unwrap();
  println("child: has its result");
}

// Both naps are over when this one has computed. Who comes first now?
Future<> worker(Duration length) {
  work(length);
  println("worker: has computed, two naps are over");
  auto below = spawn(child(), "child");
  co_await yield_now();
  println("worker: after its yield");
  (co_await below).unwrap();
}

Future<> late() {
  println("late: first poll");
  co_return;
}

Future<> who_runs_next(Settings settings) {
  const Duration nap = settings.duration("nap");
  auto one = spawn(sleeper(nap), "sleeper");
  auto two = spawn(yielder(), "yielder");
  auto three = spawn(worker(2 * nap), "worker");
  co_await sleep(nap);
  println("main: awake, spawns late");
  auto four = spawn(late(), "late");
  (co_await one).unwrap();
  (co_await two).unwrap();
  (co_await three).unwrap();
  (co_await four).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_who_runs_next() {
  return {
      .chapter = 8,
      .title = "One program, four loops",
      .topic = "event loops",
      .summary = "The same program in the order of this loop, Tokio's, asyncio's and Node's.",
      .lesson =
          {
              .watch = "Two naps are over while worker computes, a task has yielded, and a child is spawned. "
                       "All of them want the thread now. Compare the output of the variants line by line: "
                       "nobody is skipped, and no two loops agree.",
              .why = "Each loop looks at its timers at another moment, and puts other tasks off. This one "
                     "polls what was ready, then looks at its timers. Tokio goes on with what is spawned and "
                     "woken meanwhile, up to 61 polls; only then come the timers, and behind them whoever "
                     "has yielded. In asyncio a timer first queues a callback, and that wakes the task a "
                     "turn later. Node finishes all that follows from one timer before it turns to the next, "
                     "and a task that yields comes after the timers. A program that counts on the order "
                     "works by luck: say what must come first with an await.",
              .next = "Add ?policy=lifo. Which lines keep their order under every policy, and which await is "
                      "the reason?",
          },
      .variants =
          {
              {"loopglass", "This loop: a snapshot of the queue, then the timers."},
              {.name = "tokio",
               .summary = "As Tokio's current_thread runtime: main first, up to 61 polls, timers, yields.",
               .schedule = {.policy = Policy::tokio}},
              {.name = "asyncio",
               .summary = "As asyncio: a snapshot of the queue, and timers wake a turn later.",
               .schedule = {.policy = Policy::asyncio}},
              {.name = "node",
               .summary = "As Node.js: all microtasks, one timer at a time, then the yields.",
               .schedule = {.policy = Policy::node}},
          },
      .parameters =
          {
              duration_parameter("nap", "How long the two naps are.", 10ms, 1ms, 1s),
          },
      .make = who_runs_next,
  };
}

}  // namespace loopglass::scenarios
