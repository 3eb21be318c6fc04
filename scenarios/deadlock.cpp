#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> eat(std::string name, Mutex<int> one, Mutex<int> other, Duration reach) {
  auto first = co_await one.lock();
  println(name, ": has one of the two");

  co_await sleep(reach);  // reaching for the other one takes a moment

  auto second = co_await other.lock();
  println(name, ": has both, eats at ", now());
}

Future<> dinner(Settings settings) {
  const Duration reach = settings.duration("reach");
  Mutex<int> knife(0, "knife");
  Mutex<int> fork(0, "fork");

  // ann takes the knife first. What does ben take first?
  auto ann = spawn(eat("ann", knife, fork, reach), "ann");
  if (settings.variant == "two_orders") std::swap(knife, fork);
  auto ben = spawn(eat("ben", knife, fork, reach), "ben");

  (co_await ann).unwrap();
  (co_await ben).unwrap();
  println("main: dinner is over at ", now());
}

// ---- words

}  // namespace

Scenario scenario_deadlock() {
  return {
      .chapter = 6,
      .title = "Two locks, two orders",
      .topic = "deadlock",
      .summary = "Each of two tasks holds what the other waits for; with one order for all, neither can.",
      .lesson =
          {
              .watch =
                  "In two_orders, ann takes the knife and ben the fork, and both then reach for what the "
                  "other has. Watch the loop: the ready queue is empty, no timer is set, and nothing "
                  "can ever happen again. In one_order, ben waits for the knife with empty hands.",
              .why =
                  "A task that waits keeps what it holds. ann can only go on when ben lets go, and ben when "
                  "ann does, so the waits form a ring. The thread is free all the time; it is the tasks "
                  "that are stuck. Where everybody takes the locks in the same order, the one who has the "
                  "first lock can always get the rest, and no ring can close.",
              .next = "Set reach=0ms in two_orders: the run ends well. Is the mistake gone?",
          },
      .teaching =
          {
              .point = "A deadlock is a ring of waits; one order for all locks makes rings impossible.",
              .belief = "One thread cannot deadlock with itself, for nothing runs at the same time.",
              .question = "Why does the mistake show only sometimes in a real program?",
              .minutes = 8,
          },
      .notes =
          {
              {says("ann: has one"), "ann holds the knife and will hold it through the await that follows."},
              {says("ben: has one"), "ben holds the fork. From here on each has what the other needs.",
               "two_orders"},
              {happens(EventKind::cancel_began, "ann"),
               "Nothing can happen any more. ann and ben are dropped with what they hold and what they wait "
               "for.",
               "two_orders"},
          },
      .questions =
          {
              {Ask::next_line, says("ben: has one")},
              {Ask::finish_kind, says("ann: has one"), "ben"},
          },
      .variants =
          {
              {.name = "two_orders",
               .summary = "ann takes the knife first, ben the fork.",
               .ends = RunResult::deadlock},
              {"one_order", "Both take the knife first."},
          },
      .parameters =
          {
              duration_parameter("reach", "The time between the first lock and the second.", 50ms, 0ms, 10s),
          },
      .make = dinner,
  };
}

}  // namespace loopglass::scenarios
