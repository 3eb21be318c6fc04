#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

struct Kettle {
  bool boils = false;
  Notify whistle{"whistle"};
};

Future<> boil(Kettle* kettle, Duration length) {
  co_await sleep(length);
  kettle->boils = true;
  kettle->whistle.notify_one();
}

// Looks again and again. Each yield is polite, and queues the task at once.
Future<> keep_looking(Kettle* kettle, Duration look) {
  int looks = 0;
  while (!kettle->boils) {
    ++looks;
    work(look);
    co_await yield_now();
  }
  println("cook: looked ", looks, " times");
}

Future<> hear_whistle(Kettle* kettle) {
  co_await kettle->whistle.notified();
  println("cook: heard the whistle");
}

Future<> yield_storm(Settings settings) {
  const Duration look = settings.duration("look");
  Kettle kettle;
  auto boiling = spawn(boil(&kettle, settings.duration("boil")), "kettle");
  const bool looks = settings.variant == "look";
  auto cook = looks ? keep_looking(&kettle, look) : hear_whistle(&kettle);
  auto cooking = spawn(std::move(cook), "cook");
  (co_await cooking).unwrap();
  (co_await boiling).unwrap();
  println("main: tea at ", now());
}

// ---- words

}  // namespace

Scenario scenario_yield_storm() {
  return {
      .chapter = 4,
      .title = "Looking instead of waiting",
      .topic = "busy waiting",
      .summary = "A task that yields in a loop until something is true: full processor, nothing done.",
      .lesson =
          {
              .watch = "The cook looks whether the kettle boils, yields, and is polled again at once. Count "
                       "its polls, and who wakes it: itself. In wait it is polled twice in all. Compare "
                       "how long the loop sleeps in each.",
              .why = "A yield gives the others their turn, but it does not wait: the task is ready again "
                     "at once, so the loop never sleeps and the processor is busy to no purpose. A task "
                     "that waits for something should be woken by it. It leaves its waker there, and "
                     "costs nothing until the waker is used.",
              .next = "Make look shorter: more polls, the same tea. Then set look longer than boil: what "
                      "else is late now?",
          },
      .teaching =
          {
              .point = "A yield is a turn for the others, not a wait: who waits should be woken.",
              .belief = "A loop with an await in it is polite enough.",
              .question = "What does the loop do between two looks of the cook?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::task_woken, "cook"), "The cook wakes itself: it is ready again at once.",
               "look"},
              {happens(EventKind::timer_fired, "kettle"), "The kettle's timer fires. Since when was it due?"},
              {happens(EventKind::task_woken, "cook"),
               "The whistle wakes the cook, once, and at the right moment.", "wait"},
          },
      .questions =
          {
              {Ask::polls, polled("cook"), "cook"},
              {Ask::next_wake, polled("cook")},
          },
      .variants =
          {
              {"look", "The cook looks, yields, and looks again."},
              {"wait", "The cook waits for the whistle, which wakes it."},
          },
      .parameters =
          {
              duration_parameter("boil", "How long the kettle needs.", 400us, 10us, 1s),
              duration_parameter("look", "How long one look takes.", 10us, 1us, 1s),
          },
      .make = yield_storm,
  };
}

}  // namespace loopglass::scenarios
