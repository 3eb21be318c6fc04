#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// A number from 1 to `sides`, from the generator of the run.
std::int64_t throw_die(std::int64_t sides) {
  const auto bound = static_cast<std::size_t>(sides);
  return 1 + static_cast<std::int64_t>(Executor::current()->random().below(bound));
}

Future<std::int64_t> roll(std::string name, Settings settings) {
  const std::int64_t number = throw_die(settings.count("sides"));
  // The die rolls for as long as its number says.
  co_await sleep(number * settings.duration("step"));
  println(name, ": ", number, " at ", now());
  co_return number;
}

Future<> dice(Settings settings) {
  auto red = spawn(roll("red", settings), "red");
  auto blue = spawn(roll("blue", settings), "blue");

  std::int64_t sum = (co_await red).unwrap();
  sum += (co_await blue).unwrap();
  println("main: ", sum, " with seed ", static_cast<std::int64_t>(settings.seed));
}

// ---- words

}  // namespace

Scenario scenario_random() {
  return {
      .chapter = 2,
      .title = "Chance that can be repeated",
      .topic = "seed",
      .summary = "Two dice roll; the seed of the run decides what they show and who is first.",
      .lesson =
          {
              .watch =
                  "Two dice roll, each for as long as its number says, so chance decides who stops first. "
                  "Start the run again: it is the same, event by event. Then change the seed.",
              .why =
                  "All that is random in a run comes from one generator, which starts from the seed of the "
                  "recipe. The tasks draw from it in the order in which they are polled. So the same recipe "
                  "is the same run on every machine, and a run that went wrong can be looked at again.",
              .next = "Find a seed with which both dice show the same number. Who is first then?",
          },
      .teaching =
          {
              .point = "A run with a seed can be repeated, with all its chance.",
              .belief = "What depends on chance cannot be tested.",
              .question = "Why does it matter in which order the tasks draw their numbers?",
              .minutes = 4,
          },
      .notes =
          {
              {happens(EventKind::timer_set, "red"), "red has drawn its number: the timer shows it."},
              {happens(EventKind::timer_set, "blue"),
               "blue has drawn the next number from the same generator."},
          },
      .questions =
          {
              {Ask::next_poll, happens(EventKind::timer_set, "blue")},
              {Ask::finish_time, happens(EventKind::timer_set, "blue"), "main"},
          },
      .parameters =
          {
              count_parameter("sides", "How many sides each die has.", 6, 2, 100),
              duration_parameter("step", "How long a die rolls for each point.", 100ms, 1ms, 1s),
          },
      .draws_random = true,
      .make = dice,
  };
}

}  // namespace loopglass::scenarios
