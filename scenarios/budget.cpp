#include <algorithm>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> reader(Receiver<int> mail, Duration letter) {
  // There is an await in every step. But while there is mail, it is ready at once.
  while (co_await mail.recv()) work(letter);
  println("reader: has read all of it at ", now());
}

Future<> light(Duration period) {
  Duration worst{};
  for (int tick = 1; tick <= 4; ++tick) {
    const Instant due(tick * period);
    co_await sleep_until(due);
    worst = std::max(worst, now() - due);
  }
  println("light: worst tick ", worst, " late");
}

Future<> budget(Settings settings) {
  auto ticking = spawn(light(settings.duration("period")), "light");
  auto [sender, mail] = unbounded_channel<int>("mail");
  for (int n = 1; n <= settings.count("letters"); ++n) (void)sender.try_send(n);
  { const auto last = std::move(sender); }  // no more mail after these

  const Duration letter = settings.duration("letter");
  auto reading = spawn(reader(std::move(mail), letter), "reader");
  (co_await reading).unwrap();
  (co_await ticking).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_budget() {
  return {
      .chapter = 8,
      .title = "Ready awaits do not yield",
      .topic = "budget",
      .summary = "A task that awaits in every step and keeps the thread, and a budget that stops it.",
      .lesson =
          {
              .watch = "The reader awaits a letter in every step, and yet it has all of them in one poll. "
                       "See how late the light is. With the budget on, find the event at which it is spent, "
                       "and where the reader stands then.",
              .why = "An await gives the thread back only if it is pending. A channel with mail in it is "
                     "ready, so the reader goes straight on, and nothing in the loop can interrupt it. With "
                     "a budget the runtime helps: after so many awaits that were ready at once, the next "
                     "one says pending though it is not, and wakes its own task. So the task goes to the "
                     "back of the queue, and the others get their turn. Tokio does that to every task, "
                     "after 128 of them.",
              .next = "Set the budget to 1, then to 100. What does a small one cost? Then try it on compute, "
                      "which awaits nothing: why does it not help there?",
          },
      .variants =
          {
              {"off", "No budget: the reader has all its letters in one poll."},
              {.name = "on",
               .summary = "After eight ready awaits the reader is made to yield.",
               .schedule = {.budget = 8}},
          },
      .parameters =
          {
              count_parameter("letters", "How many letters are in the mail.", 40, 1, 1000),
              duration_parameter("letter", "How long it takes to read one.", 5ms, 0ms, 1s),
              duration_parameter("period", "The time between two ticks of the light.", 50ms, 1ms, 10s),
          },
      .make = budget,
  };
}

}  // namespace loopglass::scenarios
