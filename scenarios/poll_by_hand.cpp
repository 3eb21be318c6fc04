#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Polls a future once, and says what the poll returned.
class PollOnce {
 public:
  using Output = bool;
  explicit PollOnce(Future<std::string>& future) : future_(future) {}

  Poll<bool> poll(Context& context) {
    // The context has the waker of main, so this future can have main polled again.
    Poll<std::string> answer = future_.poll(context);
    bool is_ready = answer.is_ready();
    println("main: poll at ", now(), is_ready ? ": Ready" : ": Pending");
    if (is_ready) println("main: has ", answer.take());
    return is_ready;
  }

 private:
  Future<std::string>& future_;
};

/// Returns to the executor and comes back at the next wake, whoever sends it.
class UntilWoken {
 public:
  using Output = void;
  Poll<void> poll(Context&) {
    if (!std::exchange(been_away_, true)) return pending;
    return ready;
  }

 private:
  bool been_away_ = false;
};

Future<std::string> boil(Duration length) {
  co_await sleep(length);
  co_return "hot water";
}

Future<> by_hand(Settings settings) {
  Future<std::string> kettle = boil(settings.duration("boiling"));

  while (!co_await PollOnce(kettle)) {
    if (settings.variant == "asking") {
      co_await sleep(settings.duration("every"));  // ask again after a while
    } else {
      co_await UntilWoken();  // the kettle has our waker and will use it
    }
  }
  println("main: knows it at ", now());
}

// ---- words

}  // namespace

Scenario scenario_poll_by_hand() {
  return {
      .chapter = 1,
      .title = "Polling by hand",
      .topic = "poll",
      .summary = "What co_await does, done by hand: poll, and where it is pending, poll again later.",
      .lesson =
          {
              .watch =
                  "main polls one future by hand and prints what each poll returns. In asking it comes "
                  "back every 150 ms and asks again. In woken it returns to the executor and waits to be "
                  "woken. Compare the number of polls, and when main knows.",
              .why =
                  "A poll is a question: are you done? Pending means not yet, and I have kept your waker. A "
                  "waker is what makes asking again and again needless: whatever the future waits for uses "
                  "it at the right moment, and a poll after that finds the future ready. co_await is just "
                  "that, for every level of the await stack.",
              .next = "In asking, main is woken once for nothing. By whom? Then try every=10ms.",
          },
      .teaching =
          {
              .point = "Poll returns Ready with a value, or Pending with the promise to wake.",
              .belief = "Awaiting means asking again and again in the background.",
              .question = "How often should one ask? Why is there no good answer without a waker?",
              .minutes = 8,
          },
      .notes =
          {
              {says("main: poll at"),
               "The first poll starts the future. Before it, nothing of boil had run."},
              {happens(EventKind::task_woken, "main", 2),
               "A timer wakes main. Is it the one of the kettle, or the one that main has set to ask again?",
               "asking"},
              {happens(EventKind::task_woken, "main"),
               "The kettle's timer uses the waker: now a poll will find something.", "woken"},
          },
      .questions =
          {
              {Ask::next_line, says("main: poll at")},
              {Ask::polls, says("main: poll at"), "main"},
              {Ask::finish_time, says("main: poll at"), "main"},
          },
      .variants =
          {
              {"asking", "Poll again after a fixed time."},
              {"woken", "Poll again when woken."},
          },
      .parameters =
          {
              duration_parameter("boiling", "How long the kettle takes.", 250ms, 1ms, 10s),
              duration_parameter("every", "The time between two polls in asking.", 150ms, 10ms, 10s),
          },
      .make = by_hand,
  };
}

}  // namespace loopglass::scenarios
