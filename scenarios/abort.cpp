#include <memory>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Says when it is destroyed, as a file or a lock would be closed there.
class Guard {
 public:
  explicit Guard(std::string name) : name_(std::move(name)) {}
  Guard(const Guard&) = delete;
  ~Guard() { println(name_, " is destroyed"); }

 private:
  std::string name_;
};

Future<> wait_inside(std::string name, Duration length) {
  Guard guard("inner guard of " + name);
  co_await sleep(length);
}

Future<int> sleeper(std::string name, Duration length) {
  Guard guard("outer guard of " + name);
  co_await wait_inside(name, length);
  co_return 7;
}

Future<int> quitter(std::shared_ptr<AbortHandle> self) {
  Guard guard("guard of quitter");
  self->abort();  // a request: this poll goes on
  println("quitter: still running");
  co_await sleep(1s);  // it never comes back from here
  co_return 7;
}

void report(std::string name, Result<int, JoinError> end) {
  if (end) {
    println(name, ": returned ", end.value());
  } else {
    println(name, ": ", end.error().message());
  }
}

Future<> abort(Settings settings) {
  const Duration when = settings.duration("when");
  auto self = std::make_shared<AbortHandle>();

  auto unpolled = spawn(sleeper("unpolled", when), "unpolled");
  auto finished = spawn(sleeper("finished", when / 2), "finished");
  auto queued = spawn(sleeper("queued", when), "queued");
  auto waiting = spawn(sleeper("waiting", 2 * when), "waiting");
  auto quitter_task = spawn(quitter(self), "quitter");
  *self = quitter_task.abort_handle();

  unpolled.abort();  // it was never polled: nothing of it has begun
  println("main: asked for unpolled");

  // main set its timer before queued did, so it is polled before queued.
  co_await sleep(when);
  queued.abort();    // its sleep is over, and it stands in the ready queue
  waiting.abort();   // it is in the middle of its sleep
  finished.abort();  // too late: its result is there
  println("main: asked for queued, waiting and finished");

  report("unpolled", co_await unpolled);
  report("queued", co_await queued);
  report("waiting", co_await waiting);
  report("quitter", co_await quitter_task);
  report("finished", co_await finished);
}

// ---- words

}  // namespace

Scenario scenario_abort() {
  return {
      .chapter = 5,
      .title = "Five tasks, aborted at five moments",
      .topic = "abort",
      .summary = "A task is aborted before its first poll, queued, waiting, by itself, and too late.",
      .lesson =
          {
              .watch = "Each task is named after the moment at which it is aborted. Watch what abort does at "
                       "once: it sets a flag and puts the task into the ready queue, and no guard is "
                       "destroyed yet. That happens when the task reaches the head of the queue, without "
                       "another poll, inner guard first. unpolled has no guards to destroy.",
              .why = "A suspended task is a value that holds what it has built so far. To abort it is to "
                     "destroy that value where it stands, from the innermost await outwards, on the "
                     "executor's turn. quitter goes on to its next pending await, for no poll is "
                     "interrupted. finished has its result already, and a result wins over an abort.",
              .next = "Follow one task through the events, from abort_requested to task_finished. "
                      "Then open token, where a task is asked and says when.",
          },
      .teaching =
          {
              .point =
                  "An abort is a request: the task is dropped when its turn comes, where it is suspended.",
              .belief = "abort stops a task at once, wherever it is.",
              .question = "Why does finished not notice that it was aborted?",
              .minutes = 8,
          },
      .notes =
          {
              {says("quitter: still"), "quitter has aborted itself, and its poll goes on to the next await."},
              {happens(EventKind::cancel_began, "unpolled"),
               "unpolled reaches the head of the queue and is dropped. It has no guards."},
              {happens(EventKind::cancel_began, "waiting"),
               "waiting is dropped in the middle of its sleep, inner guard first."},
          },
      .questions =
          {
              {Ask::finish_kind, says("main: asked for unpolled"), "finished"},
              {Ask::finish_kind, happens(EventKind::abort_requested, {}, 5), "waiting"},
              {Ask::next_line, happens(EventKind::cancel_began, "waiting")},
          },
      .parameters =
          {
              duration_parameter("when", "When main aborts queued, waiting and finished.", 100ms, 2ms, 10s),
          },
      .make = abort,
  };
}

}  // namespace loopglass::scenarios
