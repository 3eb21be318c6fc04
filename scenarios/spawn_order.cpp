#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> child(std::string name) {
  println(name, ": runs");
  co_return;
}

Future<> parent() {
  println("ann: runs, and spawns a child");
  auto handle = spawn(child("child"), "child");
  println("ann: goes on");
  (co_await handle).unwrap();
  println("ann: done");
}

Future<> three(Settings settings) {
  auto ann = spawn(parent(), "ann");
  auto ben = spawn(child("ben"), "ben");
  auto cem = spawn(child("cem"), "cem");
  println("main: three tasks are spawned, and none has run");

  // main keeps the thread for as long as it likes.
  work(settings.duration("busy"));
  println("main: awaits now");

  (co_await ann).unwrap();
  (co_await ben).unwrap();
  (co_await cem).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_spawn_order() {
  return {
      .chapter = 2,
      .title = "Spawned is queued, not running",
      .topic = "spawn",
      .summary = "Three tasks are spawned; the one who spawned them runs first.",
      .lesson =
          {
              .watch =
                  "main spawns three tasks and then works for a while. They stand in the ready queue, and "
                  "none of them runs until main awaits. Then ann runs first and spawns a child. See "
                  "where the child goes in: behind ben and cem, who have waited longer.",
              .why =
                  "spawn makes a task and puts it at the back of the ready queue. It does not poll it, and "
                  "it does not take the thread from whoever spawns. The executor polls from the head, so "
                  "tasks that are ready run in the order in which they got ready. No task is older or more "
                  "important than another.",
              .next =
                  "Set busy=500ms: who is later for it? Then open hello_world, where the order comes from "
                  "timers and the queue together.",
          },
      .teaching =
          {
              .point = "spawn queues; the executor polls when the present poll is over.",
              .belief = "A spawned task starts at once, beside the one who spawned it.",
              .question = "Where in the queue does a child of ben stand?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::task_spawned, "ann"),
               "ann stands in the ready queue. Nothing of it has run."},
              {happens(EventKind::work_began, "main"), "Three tasks are ready, and main has the thread."},
              {happens(EventKind::task_spawned, "child"), "The child goes to the back, behind ben and cem."},
          },
      .questions =
          {
              {Ask::next_poll, says("main: awaits")},
              {Ask::next_line, happens(EventKind::task_spawned, "child")},
              {Ask::next_poll, says("ann: goes on")},
          },
      .parameters =
          {
              duration_parameter("busy", "How long main works before it awaits.", 20ms, 0ms, 10s),
          },
      .make = three,
  };
}

}  // namespace loopglass::scenarios
