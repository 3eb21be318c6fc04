#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> worker(CancellationToken token, bool looks, Duration step) {
  for (int n = 1; n <= 8; ++n) {
    // Without this line the token is a letter that nobody opens.
    if (looks && token.is_cancelled()) {
      println("worker: was asked to stop, stops at ", now());
      co_return;
    }
    co_await sleep(step);
    println("worker: step ", n, " at ", now());
  }
  println("worker: all steps are done at ", now());
}

Future<> boss(Settings settings) {
  CancellationToken token;
  const bool looks = settings.variant == "checked";
  auto work = spawn(worker(token, looks, settings.duration("step")), "worker");

  co_await sleep(settings.duration("after"));
  println("main: asks it to stop at ", now());
  token.cancel();
  if (settings.variant == "aborted") work.abort();

  Result<void, JoinError> end = co_await work;
  std::string how = end ? "the worker returned" : end.error().message();
  println("main: ", how, " at ", now());
}

// ---- words

}  // namespace

Scenario scenario_token_unchecked() {
  return {
      .chapter = 5,
      .title = "A token nobody looks at",
      .topic = "cooperative cancellation",
      .summary = "main asks a worker to stop: it never looks, it looks between steps, or it is aborted.",
      .lesson =
          {
              .watch =
                  "main cancels a token after 250 ms. In unchecked the worker was given the token and never "
                  "looks at it: see how long it goes on. In checked it looks before each step. In aborted "
                  "main does not rely on being heard. Compare what each knows about its own end.",
              .why = "A token carries a wish. Cancelling it sets a flag and wakes who awaits it, and that is "
                     "all: a task that does neither goes on to its end. An abort does not ask. It drops the "
                     "task "
                     "at its await, which is certain, and leaves it no chance to end in good order.",
              .next = "Set step=1s in checked: how long after the request does it stop? What would help?",
          },
      .teaching =
          {
              .point = "A token stops only those who look; an abort stops all, and asks nobody.",
              .belief = "To cancel a token is to stop the tasks that have it.",
              .question = "Which work should be asked to stop, and which may be aborted?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::token_cancelled),
               "The flag is set. Nobody is woken, because nobody awaits it."},
              {says("worker: was asked"),
               "The worker looks at the flag, and stops at a place of its own choice."},
              {happens(EventKind::cancel_began, "worker"),
               "The worker is dropped in the middle of a step, without a word.", "aborted"},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::token_cancelled)},
              {Ask::finish_time, happens(EventKind::token_cancelled), "worker"},
              {Ask::finish_kind, happens(EventKind::token_cancelled), "worker"},
          },
      .variants =
          {
              {"unchecked", "The worker never looks at its token."},
              {"checked", "It looks before each step."},
              {"aborted", "It never looks, and main aborts it."},
          },
      .parameters =
          {
              duration_parameter("step", "How long a step takes.", 100ms, 1ms, 10s),
              duration_parameter("after", "When main asks.", 250ms, 1ms, 60s),
          },
      .make = boss,
  };
}

}  // namespace loopglass::scenarios
