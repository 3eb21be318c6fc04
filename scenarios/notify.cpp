#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> waiter(std::string name, Notify bell, Duration walk) {
  co_await sleep(walk);
  println(name, ": at the door");
  co_await bell.notified();
  println(name, ": in at ", now());
}

Future<> door(Settings settings) {
  const Duration step = settings.duration("step");
  Notify bell("bell");

  // Nobody waits yet. One ring is kept for whoever comes first, and only one.
  bell.notify_one();
  bell.notify_one();
  println("main: rings twice, early");

  auto ann = spawn(waiter("ann", bell, 1 * step), "ann");
  auto ben = spawn(waiter("ben", bell, 2 * step), "ben");
  auto cem = spawn(waiter("cem", bell, 3 * step), "cem");
  auto dora = spawn(waiter("dora", bell, 4 * step), "dora");

  co_await sleep(5 * step);
  println("main: rings once");
  bell.notify_one();  // for the one who has waited longest

  co_await sleep(step);
  println("main: rings for all");
  bell.notify_all();  // for those who wait now, and nobody later

  (co_await ann).unwrap();
  (co_await ben).unwrap();
  (co_await cem).unwrap();
  (co_await dora).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_notify() {
  return {
      .chapter = 6,
      .title = "Look again",
      .topic = "notify",
      .summary = "A bell without a message: for one, for all, and one ring that is kept.",
      .lesson =
          {
              .watch =
                  "main rings twice before anybody is there. See who gets in by that, and how many. Then it "
                  "rings for one, and at last for all. Watch the line at the bell, and count who is woken "
                  "by each ring.",
              .why =
                  "A notification says only that something may have changed. notify_one goes to whoever has "
                  "waited longest; if nobody waits, it is kept for the next one, so a ring just before the "
                  "wait is not lost. Only one is kept. notify_all wakes those who wait now and keeps "
                  "nothing.",
              .next = "Imagine that the early ring were not kept: which task would wait too long, and when?",
          },
      .teaching =
          {
              .point = "A notification wakes; it carries nothing, so whoever is woken looks again.",
              .belief = "Each notify wakes somebody, and two of them wake two.",
              .question = "Why is one early ring kept, and why not two?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::resource_changed, "main", 2),
               "One ring is kept already. The second adds nothing."},
              {says("ann: in"), "ann takes the ring that was kept, and does not wait at all."},
              {happens(EventKind::task_woken, "ben", 2), "ben has waited longest, so this ring is for ben."},
          },
      .questions =
          {
              {Ask::next_line, says("ann: at the door")},
              {Ask::next_wake, says("main: rings once")},
              {Ask::finish_time, says("cem: at the door"), "cem"},
          },
      .parameters =
          {
              duration_parameter("step", "The time between two arrivals.", 50ms, 1ms, 10s),
          },
      .make = door,
  };
}

}  // namespace loopglass::scenarios
