#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

MissedTickBehavior chosen(std::string_view variant) {
  if (variant == "delay") return MissedTickBehavior::delay;
  if (variant == "skip") return MissedTickBehavior::skip;
  return MissedTickBehavior::burst;
}

/// What is done at each tick. Once it takes much too long.
void measure(int n, Settings settings) {
  println("tick ", n, " at ", now());
  work(n == 3 ? settings.duration("slow") : settings.duration("quick"));
}

Future<> metronome(Settings settings) {
  const Duration period = settings.duration("period");
  const int ticks = static_cast<int>(settings.count("ticks"));

  if (settings.variant == "sleep_loop") {
    for (int n = 1; n <= ticks; ++n) {
      measure(n, settings);
      co_await sleep(period);  // counts from now, not from the last tick
    }
  } else {
    Interval interval(period, chosen(settings.variant));
    for (int n = 1; n <= ticks; ++n) {
      co_await interval.tick();  // the first is ready at once
      measure(n, settings);
    }
  }
}

// ---- words

}  // namespace

Scenario scenario_tick() {
  return {
      .chapter = 3,
      .title = "A clock that ticks",
      .topic = "interval",
      .summary = "An interval after a slow tick: catch up, start anew, or leave out; and a loop of sleeps.",
      .lesson =
          {
              .watch =
                  "A task does something every 100 ms, and the third time takes 250 ms. Look at the ticks "
                  "after that: in burst they follow at once until the schedule is reached, in delay the "
                  "schedule moves, in skip the missed ticks are left out. In sleep_loop look at every "
                  "tick: each one is a little later.",
              .why =
                  "An interval knows when each tick is due; a sleep counts from the moment it is first "
                  "polled, so the work of each round is added to the period, and the error grows. When "
                  "ticks were missed there is no right answer: count them all, keep a distance between two, "
                  "or keep the beat. So one has to say which.",
              .next = "Set slow=10ms, so that nothing is missed: which variants are now the same?",
          },
      .teaching =
          {
              .point = "An interval keeps a schedule; a loop of sleeps drifts.",
              .belief = "A sleep of 100 ms in a loop runs ten times a second.",
              .question = "Which behaviour suits a progress bar, a meter reading, an alarm clock?",
              .minutes = 7,
          },
      .notes =
          {
              {says("tick 2"),
               "The sleep before this tick has counted from the end of the work, not from the last tick.",
               "sleep_loop"},
              {says("tick 3"), "This time the work may take long. Which ticks are due before it is done?"},
              {happens(EventKind::ticks_missed),
               "The interval notices that ticks were missed, and does what it was told."},
          },
      .questions =
          {
              {Ask::next_line, says("tick 3")},
              {Ask::next_line, says("tick 5")},
              {Ask::finish_time, says("tick 3"), "main"},
          },
      .variants =
          {
              {"burst", "Missed ticks follow at once, one after the other."},
              {"delay", "The next tick comes a whole period after the late one."},
              {"skip", "Missed ticks are left out; the next one is on the old schedule."},
              {"sleep_loop", "No interval: a sleep after every round."},
          },
      .parameters =
          {
              duration_parameter("period", "The time between two ticks.", 100ms, 10ms, 10s),
              duration_parameter("quick", "How long the work at a tick takes.", 10ms, 0ms, 1s),
              duration_parameter("slow", "How long it takes at the third tick.", 250ms, 0ms, 10s),
              count_parameter("ticks", "How many ticks there are.", 8, 1, 100),
          },
      .make = metronome,
  };
}

}  // namespace loopglass::scenarios
