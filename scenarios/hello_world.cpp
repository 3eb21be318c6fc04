#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> say(std::string word, Duration delay) {
  co_await sleep(delay);
  println(word);
}

Future<> hello_world(Settings settings) {
  // Two tasks. Nothing says which of them is to be first.
  auto hello = spawn(say("hello", settings.duration("hello")), "hello");
  auto world = spawn(say("world", settings.duration("world")), "world");

  (co_await hello).unwrap();
  (co_await world).unwrap();
  println("the end");
}

// ---- words

}  // namespace

Scenario scenario_hello_world() {
  return {
      .chapter = 2,
      .title = "Two tasks, equal delays",
      .topic = "order",
      .summary = "hello and world sleep for the same time; timers and the queue decide who is first.",
      .lesson =
          {
              .watch = "Both tasks set a timer for the same time. Watch the order in which the timers were "
                       "set, the order in which they fire, and the ready queue after that. Then make the "
                       "delay of world a little shorter, and look again.",
              .why = "Deadlines that are equal fire in the order in which they were set, and the queue is "
                     "first in, first out, so here hello is always first. Other runtimes promise less: with "
                     "several threads either may win. A program in which the order matters has to say so, by "
                     "awaiting the one before it begins the other.",
              .next = "Set world=99ms. Then open hello_comma_world, where the order is written down.",
          },
      .teaching =
          {
              .point = "Between two tasks there is no order but that of the timers and the queue.",
              .belief = "Tasks run in the order in which they are written.",
              .question = "On which facts does the order depend here? Which of them may change tomorrow?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::timer_set, "world"), "world is polled second, so its timer is set second."},
              {happens(EventKind::task_woken, "world"),
               "The timer of world has fired, and world goes to the back of the queue."},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::timer_set, "world")},
              {Ask::next_poll, happens(EventKind::task_woken, "world")},
          },
      .parameters =
          {
              duration_parameter("hello", "How long hello sleeps.", 100ms, 1ms, 10s),
              duration_parameter("world", "How long world sleeps.", 100ms, 1ms, 10s),
          },
      .make = hello_world,
  };
}

}  // namespace loopglass::scenarios
