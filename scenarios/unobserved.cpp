#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> backup(Duration delay) {
  co_await sleep(delay);
  panic("the disk is full");
}

Future<> server(Settings settings) {
  const Duration step = settings.duration("step");
  auto job = spawn(backup(step), "backup");

  for (int n = 1; n <= 3; ++n) {
    co_await sleep(step);
    println("main: request ", n, " is served");
  }

  if (settings.variant == "joined") {
    Result<void, JoinError> end = co_await job;
    if (!end) println("main: the backup failed: ", end.error().message());
  }
  println("main: closes");
}  // in unobserved, the handle is dropped here, and the panic with it

// ---- words

}  // namespace

Scenario scenario_unobserved() {
  return {
      .chapter = 2,
      .title = "A panic nobody hears of",
      .topic = "unobserved panic",
      .summary = "A task panics in the background; whoever drops its handle never learns of it.",
      .lesson =
          {
              .watch =
                  "The backup panics while main serves requests. Look at the output: nothing says so. In "
                  "unobserved the handle is dropped and the run ends as if all were well. In joined main "
                  "asks, and hears. The warnings of Loopglass name the panic in the first.",
              .why =
                  "The executor keeps the panic as the result of the task, because it belongs to whoever "
                  "joins. If nobody does, nobody is told: the loop has no other place to report to. That is "
                  "how background jobs fail for months.",
              .next = "Open panic, where one join hears and another passes the panic on.",
          },
      .teaching =
          {
              .point = "A panic is the result of a task; a result that nobody takes is lost.",
              .belief = "If something fails, the program stops or prints it.",
              .question = "Who should hold the handle of a job that runs as long as the program?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::task_finished, "backup"),
               "The backup has panicked. The loop goes on, and so does main."},
              {happens(EventKind::handle_dropped),
               "The handle is dropped with the panic in it. Now nobody can hear.", "unobserved"},
              {happens(EventKind::result_taken), "main asks how the task ended, and is told.", "joined"},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::task_finished, "backup")},
              {Ask::finish_kind, polled("backup"), "backup"},
              {Ask::finish_kind, polled("backup"), "main"},
          },
      .variants =
          {
              {"unobserved", "The handle is dropped without a look."},
              {"joined", "main awaits the handle and looks at the error."},
          },
      .parameters =
          {
              duration_parameter("step", "When the backup panics; and how long a request takes.", 50ms, 1ms,
                                 10s),
          },
      .make = server,
  };
}

}  // namespace loopglass::scenarios
