#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<int> count(std::string what, int found, Duration length) {
  co_await sleep(length);
  println(what, ": counted ", found, " at ", now());
  co_return found;
}

Future<> sum(Settings settings) {
  const Duration length = settings.duration("length");
  auto cats = spawn(count("cats", 4, 2 * length), "cats");
  auto dogs = spawn(count("dogs", 3, length), "dogs");

  // Each handle gives the number that its task returned.
  int sum = (co_await cats).unwrap();
  println("main: has ", sum, " at ", now());
  sum += (co_await dogs).unwrap();
  println("main: ", sum, " animals at ", now());
}

// ---- words

}  // namespace

Scenario scenario_sum() {
  return {
      .chapter = 2,
      .title = "A sum from two tasks",
      .topic = "results",
      .summary = "Two tasks count, main adds up what they return.",
      .lesson =
          {
              .watch = "cats and dogs are counted by a task each, and both counts are under way at the same "
                       "time. dogs is done first, and its number waits in the handle. See how little time "
                       "passes between the two awaits of main.",
              .why =
                  "A task that returns leaves its value with its handle, and co_await takes it from there. "
                  "Both tasks were spawned before main waited for one of them, so the two waits overlap, "
                  "and the sum is there when the slower count is.",
              .next = "What would change if main awaited cats before it spawned dogs?",
          },
      .teaching =
          {
              .point = "Spawn first, await afterwards: then the work overlaps and the values come back.",
              .belief = "main has to be waiting at the moment when a task returns.",
              .question = "Where is the number of the dogs while main waits for the cats?",
              .minutes = 4,
          },
      .notes =
          {
              {happens(EventKind::task_finished, "dogs"),
               "dogs is done, and nobody waits for it. Its number stays in the handle."},
              {happens(EventKind::result_taken, "main", 2),
               "The number was there: this await is ready at its first poll."},
          },
      .questions =
          {
              {Ask::next_line, says("dogs:")},
              {Ask::polls, says("dogs:"), "main"},
              {Ask::finish_time, says("dogs:"), "main"},
          },
      .parameters =
          {
              duration_parameter("length", "How long dogs takes; cats takes twice as long.", 100ms, 1ms, 20s),
          },
      .make = sum,
  };
}

}  // namespace loopglass::scenarios
