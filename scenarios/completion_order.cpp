#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<std::string> nap(std::string name, Duration length) {
  co_await sleep(length);
  co_return name + " slept for " + to_text(length);
}

Future<> naps(Settings settings) {
  const Duration step = settings.duration("step");
  std::vector<JoinHandle<std::string>> tasks;
  tasks.push_back(spawn(nap("ann", 3 * step), "ann"));
  tasks.push_back(spawn(nap("ben", 1 * step), "ben"));
  tasks.push_back(spawn(nap("cem", 2 * step), "cem"));

  if (settings.variant == "in_order_of_spawn") {
    for (auto& task : tasks) {
      std::string words = (co_await task).unwrap();
      println(now(), ": ", words);
    }
  } else {
    while (!tasks.empty()) {
      // Waits for whichever is done first, and gives the others back.
      auto first = co_await select_all(std::move(tasks));
      println(now(), ": ", first.value.unwrap());
      tasks = std::move(first.rest);
    }
  }
}

// ---- words

}  // namespace

Scenario scenario_completion_order() {
  return {
      .chapter = 2,
      .title = "In the order of their ends",
      .topic = "select_all",
      .summary = "Three tasks of 3, 1 and 2 s: taken as they were spawned, or as they finish.",
      .lesson =
          {
              .watch =
                  "Three tasks sleep for 3, 1 and 2 s. In in_order_of_spawn main waits for ann, and the "
                  "other two lines come late, all at once. In select_all main waits for whichever is done "
                  "first. Look at the await stack: three handles at once, then two, then one.",
              .why = "Awaiting a handle waits for that task and no other. select_all is a future made of "
                     "several: it leaves main's waker with all of them, and is ready when one is. It gives "
                     "the others back, pending as they were, so that main can wait for them again.",
              .next = "Compare the time of each line in the two variants. Does the run as a whole become "
                      "faster?",
          },
      .teaching =
          {
              .point = "To react to whichever comes first, await all of them as one future.",
              .belief = "Tasks that finish early are handled early.",
              .question = "What is gained by select_all, if the last line comes at the same time?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::task_finished, "ben"),
               "ben is done, and main does not look: it waits for ann.", "in_order_of_spawn"},
              {happens(EventKind::task_finished, "ben"),
               "ben is done, and wakes main, who waits for all three.", "select_all"},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::timer_set, "cem")},
              {Ask::polls, happens(EventKind::timer_set, "cem"), "main"},
              {Ask::next_wake, happens(EventKind::poll_ended, "ben", 2)},
          },
      .variants =
          {
              {"select_all", "main takes whichever is done first."},
              {"in_order_of_spawn", "main joins one after the other."},
          },
      .parameters =
          {
              duration_parameter("step", "How long ben sleeps; cem twice and ann three times as long.", 1s,
                                 1ms, 60s),
          },
      .draws_random = true,
      .make = naps,
  };
}

}  // namespace loopglass::scenarios
