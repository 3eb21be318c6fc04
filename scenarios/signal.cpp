#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> worker(std::int64_t n, Duration job, CancellationToken stop) {
  int jobs = 0;
  // Looked at between two jobs, so no job is left half done.
  while (!stop.is_cancelled()) {
    co_await sleep(job);
    ++jobs;
  }
  println("worker ", n, ": ", jobs, " jobs, none half done, at ", now());
}

Future<> signal(Settings settings) {
  // On the virtual clock nobody sits at the keyboard.
  press_ctrl_c_at(Instant(settings.duration("press")));

  CancellationToken stop;
  std::vector<JoinHandle<>> workers;
  for (std::int64_t n = 1; n <= settings.count("workers"); ++n) {
    const Duration job = n * settings.duration("job");
    workers.push_back(spawn(worker(n, job, stop), "worker " + to_text(n)));
  }

  // A signal is one more thing to wait for. It interrupts nobody.
  const Duration most = settings.duration("serve_for");
  const auto first = co_await select_biased(ctrl_c(), sleep(most));
  println("main: ", first.index() == 0 ? "Ctrl-C" : "time is up", " at ", now());

  if (settings.variant == "graceful") {
    stop.cancel();  // a request: each goes at a place of its own choice
  } else {
    for (JoinHandle<>& task : workers) task.abort();  // wherever they stand
  }
  std::int64_t n = 0;
  for (JoinHandle<>& task : workers) {
    ++n;
    const auto result = co_await task;
    if (!result.ok()) println("worker ", n, ": gone in the middle of a job");
  }
  println("main: all have left at ", now());
}

// ---- words

}  // namespace

Scenario scenario_signal() {
  return {
      .chapter = 7,
      .title = "Ctrl-C is an event",
      .topic = "signals",
      .summary = "A task awaits Ctrl-C as it awaits anything else, and decides how the others end.",
      .lesson =
          {
              .watch = "main waits for the first of two things: Ctrl-C, or the end of the time. Ctrl-C is "
                       "pressed at 250 ms while the workers are in the middle of their jobs. In graceful "
                       "main cancels a token, and each worker leaves after its job. In at_once it aborts "
                       "them where they stand.",
              .why = "A signal may come at any moment, even in the middle of an instruction, so its handler "
                     "does next to nothing: it tells the reactor. The reactor wakes whoever awaits the "
                     "signal, in the loop's own time, as for a timer or a socket. What happens then is "
                     "ordinary code: a request that tasks look at, or an abort.",
              .next = "Run it with --clock real and press Ctrl-C yourself. Then give job=400ms: how long "
                      "does graceful keep you waiting?",
          },
      .variants =
          {
              {"graceful", "Workers are asked to stop, and finish their job."},
              {"at_once", "Workers are aborted where they stand."},
          },
      .parameters =
          {
              count_parameter("workers", "How many work.", 3, 1, 100),
              duration_parameter("job", "The first one's job; the second one's takes twice as long.", 70ms,
                                 1ms, 10s),
              duration_parameter("press", "When Ctrl-C is pressed, on the virtual clock.", 250ms, 1ms, 60s),
              duration_parameter("serve_for", "How long they work if nobody presses it.", 1s, 1ms, 3600s),
          },
      .make = signal,
  };
}

}  // namespace loopglass::scenarios
