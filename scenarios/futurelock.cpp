#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> write(std::string what, Mutex<int> log) {
  auto guard = co_await log.lock();
  println("main: writes ", what, " at ", now());
}

Future<> long_job(Mutex<int> log, Duration length) {
  auto guard = co_await log.lock();
  co_await sleep(length);
  println("job: lets go of the log at ", now());
}

Future<> futurelock(Settings settings) {
  Mutex<int> log(0, "log");
  auto job = spawn(long_job(log, settings.duration("job")), "job");
  co_await yield_now();  // the job has the lock now

  Sleep patience(settings.duration("patience"));
  if (settings.variant == "borrowed") {
    Future<> report = write("the report", log);
    // The future has a name, so the select only borrows it. It stays in the line.
    auto first = co_await select_biased(report, patience);
    if (first.index() == 1) co_await write("an apology", log);
  } else if (settings.variant == "dropped") {
    // The select owns it. When it loses it is dropped, and leaves the line.
    auto first = co_await select_biased(write("the report", log), patience);
    if (first.index() == 1) co_await write("an apology", log);
  } else {
    // A task of its own is polled whatever main waits for.
    auto report = spawn(write("the report", log), "report");
    auto first = co_await select_biased(report, patience);
    if (first.index() == 1) co_await write("an apology", log);
  }
  println("main: done at ", now());
  (co_await job).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_futurelock() {
  return {
      .chapter = 6,
      .title = "A future nobody polls has the lock",
      .topic = "futurelock",
      .summary = "A branch that lost a select keeps its place in a lock's line, and is not polled again.",
      .lesson =
          {
              .watch = "main asks for the log, loses patience after 100 ms, and wants the log for something "
                       "else. In borrowed the first future is still there and first in line. See whom the "
                       "unlock hands the lock to, and what main is waiting for at that moment. In dropped "
                       "and spawned the run ends well.",
              .why = "The lock is fair: it goes to the first in line, which is a future that main still owns "
                     "and no longer polls. Only its poll could let go of the lock, and main polls the future "
                     "behind it instead. A future that loses must be dropped, so that it leaves the line, or "
                     "go on being polled, as a task is.",
              .next = "Set patience=500ms, longer than the job: the mistake is still there. Who finds it?",
          },
      .teaching =
          {
              .point = "A future that is kept and not polled still holds its place, and can be given a lock.",
              .belief = "A branch that lost a select is over.",
              .question = "There is one task that is stuck, and one lock. Who holds it?",
              .minutes = 10,
          },
      .notes =
          {
              {happens(EventKind::waker_registered, "main"),
               "The future of the report stands in the line of the lock.", "borrowed"},
              {happens(EventKind::waker_registered, "main"),
               "The future of the report stands in the line of the lock.", "dropped"},
              {says("job: lets go"), "The lock now goes to the first in line.", "borrowed"},
              {happens(EventKind::wait_cancelled, "main"),
               "The future that lost is dropped and leaves the line.", "dropped"},
              {happens(EventKind::cancel_began, "main"),
               "main waits for a lock that was handed to main: to a future that it does not poll.",
               "borrowed"},
          },
      .questions =
          {
              {Ask::next_line, says("job: lets go")},
              {Ask::finish_kind, polled("job"), "main"},
          },
      .variants =
          {
              {.name = "borrowed",
               .summary = "The future that loses stays alive, and is not polled.",
               .ends = RunResult::deadlock},
              {"dropped", "The future that loses is dropped."},
              {"spawned", "What may lose is a task, so it goes on by itself."},
          },
      .parameters =
          {
              duration_parameter("job", "How long the job holds the lock.", 300ms, 1ms, 10s),
              duration_parameter("patience", "How long main waits for its report.", 100ms, 1ms, 10s),
          },
      .make = futurelock,
  };
}

}  // namespace loopglass::scenarios
