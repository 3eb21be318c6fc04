#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// What a thermometer shows at a moment: 18 degrees, and one more with every tick.
int degrees(Instant t, Duration period) {
  const auto ticks = t.time_since_epoch() / period;
  return 18 + static_cast<int>(ticks);
}

Future<> thermometer(Settings settings) {
  const Duration period = settings.duration("period");
  const int warm = static_cast<int>(settings.count("warm"));

  // A line of steps. Nothing has run, and no timer is set.
  auto warnings = ticks_every(period)
                      .map([period](Instant t) { return degrees(t, period); })
                      .filter([warm](int value) { return value >= warm; })
                      .take(3);
  println("main: has a stream");

  // Each next() asks the line for one item, and waits until it has come.
  while (std::optional<int> value = co_await warnings.next()) {
    println("main: ", *value, " degrees at ", now());
  }
  println("main: the stream has ended");
}

// ---- words

}  // namespace

Scenario scenario_stream() {
  return {
      .chapter = 6,
      .title = "Items that come in time",
      .topic = "stream",
      .summary = "An async iterator: ticks, turned into temperatures, of which only the warm ones come out.",
      .lesson =
          {
              .watch =
                  "A stream is built of four steps: ticks, map, filter and take. See that building it does "
                  "nothing, and that the first timer is set when main awaits next(). Then look at the "
                  "wakes that print nothing: the tick comes, and the filter lets it fall.",
              .why = "A stream is to a future what a loop is to a value: it is polled for one item after the "
                     "other, and it is as lazy. Each step polls the step before it, inside the poll of main. "
                     "An item that the filter rejects is not the end of the await, so main stays pending and "
                     "waits for the next tick.",
              .next = "Set warm=30 and count the polls of main before the first line.",
          },
      .teaching =
          {
              .point = "A stream gives items one at a time, and only when it is asked.",
              .belief = "A stream produces by itself, and next() looks whether there is something.",
              .question = "How many ticks happen if nobody calls next()?",
              .minutes = 5,
          },
      .notes =
          {
              {says("main: has a stream"),
               "No timer is set, and nothing was polled: the stream waits to be asked."},
              {happens(EventKind::timer_set, "main"),
               "The stream has asked its source for the next tick, and waits for it."},
              {says("main: the stream has ended"),
               "take has given its three items, and polls its source no more."},
          },
      .questions =
          {
              {Ask::timer_fires, happens(EventKind::timer_set, "main")},
              {Ask::next_line, says("main: has a stream")},
              {Ask::polls, says("main: has a stream"), "main"},
          },
      .parameters =
          {
              duration_parameter("period", "The time between two ticks.", 100ms, 1ms, 10s),
              count_parameter("warm", "How many degrees are warm; each tick is one degree warmer.", 21, 0,
                              60),
          },
      .make = thermometer,
  };
}

}  // namespace loopglass::scenarios
