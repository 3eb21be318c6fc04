#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> save(Duration page) {
  for (int n = 1; n <= 4; ++n) {
    co_await sleep(page);
    println("save: page ", n, " at ", now());
  }
  println("save: all pages are on disk");
}

Future<> editor(Settings settings) {
  const Duration page = settings.duration("page");

  if (settings.variant == "detached") {
    // The handle is dropped at once. The task goes on, as long as the loop does.
    { auto unused = spawn(save(page), "save"); }
  } else if (settings.variant == "hoping") {
    { auto unused = spawn(save(page), "save"); }
    co_await sleep(settings.duration("patience"));  // that is enough, perhaps
  } else {
    auto saving = spawn(save(page), "save");
    (co_await saving).unwrap();
  }
  println("main: closes at ", now());
}  // when main is done, the run is over

// ---- words

}  // namespace

Scenario scenario_detached() {
  return {
      .chapter = 2,
      .title = "Nobody waits for it",
      .topic = "detached task",
      .summary = "A task saves four pages, and main does not wait, waits a while, or joins it.",
      .lesson =
          {
              .watch =
                  "main starts to save and closes. In detached nobody waits for the task: count the pages "
                  "that are saved. In hoping main sleeps for a time that somebody thought to be enough. "
                  "In joined main awaits the handle.",
              .why = "Dropping a handle does not stop its task. It only says that nobody will ask how it "
                     "ended. But when main is done the run is over, and every task that is left is dropped "
                     "where "
                     "it is suspended, half of its work done. A sleep is a guess; the handle is the only way "
                     "to know.",
              .next = "In hoping, set page=100ms. Then set page=60ms in all three variants.",
          },
      .teaching =
          {
              .point = "Who spawns work that matters keeps the handle and awaits it.",
              .belief = "A task that was started will be finished.",
              .question = "For which kind of task is it right to drop the handle?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::handle_dropped, "main"),
               "The handle is gone. The task stays in the queue."},
              {happens(EventKind::cancel_began, "save"),
               "main is done, so the run is over: the task is dropped where it stands."},
              {says("save: all pages"), "All is saved."},
          },
      .questions =
          {
              {Ask::finish_kind, happens(EventKind::task_spawned, "save"), "save"},
              {Ask::next_line, happens(EventKind::task_spawned, "save")},
          },
      .variants =
          {
              {"detached", "The handle is dropped, and main goes on."},
              {"hoping", "The handle is dropped, and main sleeps for a while."},
              {"joined", "main awaits the handle."},
          },
      .parameters =
          {
              duration_parameter("page", "How long saving a page takes.", 50ms, 1ms, 10s),
              duration_parameter("patience", "How long main sleeps in hoping.", 180ms, 1ms, 60s),
          },
      .make = editor,
  };
}

}  // namespace loopglass::scenarios
