#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> make_tea(Duration brewing) {
  println("tea: the kettle is on");
  co_await sleep(brewing);
  println("tea: ready at ", now());
}

Future<> lay_table(Duration laying) {
  println("table: begun at ", now());
  co_await sleep(laying);
  println("table: laid at ", now());
}

Future<> lazy(Settings settings) {
  const Duration laying = settings.duration("table");

  // This makes a future. The kettle is not on yet.
  Future<> tea = make_tea(settings.duration("tea"));

  if (settings.variant == "forgotten") {
    // Nobody polls the tea, so it never begins.
    co_await lay_table(laying);
  } else if (settings.variant == "awaited") {
    // main polls the tea in place, and can do nothing else until it is ready.
    co_await tea;
    co_await lay_table(laying);
  } else {
    // A task of its own: the tea brews while main lays the table.
    JoinHandle<> kettle = spawn(std::move(tea), "tea");
    co_await lay_table(laying);
    (co_await kettle).unwrap();
  }
  println("main: done at ", now());
}

// ---- words

}  // namespace

Scenario scenario_lazy() {
  return {
      .chapter = 1,
      .title = "A future that nobody awaits",
      .topic = "lazy futures",
      .summary = "The same future is forgotten, awaited, or spawned as a task.",
      .lesson =
          {
              .watch = "main makes a future for the tea, then lays the table. In forgotten, look for a line "
                       "from the tea: there is none, and the future is dropped with zero polls. In awaited "
                       "the two waits stand one after the other. In spawned a second task appears and the "
                       "two waits overlap.",
              .why = "Calling an async function runs nothing; a future moves only when it is polled. "
                     "co_await polls it as part of the task that awaits, so that task goes no further until "
                     "it is ready. spawn gives it to the executor as a task of its own, which is polled "
                     "whenever it is woken, whatever main does.",
              .next = "Make the table take longer than the tea. Which of the three variants now take the "
                      "same time, and why?",
          },
      .teaching =
          {
              .point = "A future does nothing until it is polled: await it, or spawn it.",
              .belief = "A future begins when it is made, as in some other languages.",
              .question = "Where in the code does the tea begin, in each variant?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::future_created, "main"), "The future of the tea. The kettle is not on."},
              {happens(EventKind::future_dropped), "The tea is dropped without a single poll.", "forgotten"},
              {happens(EventKind::task_spawned, "tea"),
               "The tea is a task of its own now, and stands in the ready queue.", "spawned"},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::future_created, "main")},
              {Ask::finish_time, happens(EventKind::future_created, "main"), "main"},
          },
      .variants =
          {
              {"forgotten", "The future is made and never polled."},
              {"awaited", "main awaits the future, then does its own work."},
              {"spawned", "The future becomes a task; main joins it at the end."},
          },
      .parameters =
          {
              duration_parameter("tea", "How long the tea takes.", 300ms, 1ms, 60s),
              duration_parameter("table", "How long laying the table takes.", 200ms, 1ms, 60s),
          },
      .make = lazy,
  };
}

}  // namespace loopglass::scenarios
