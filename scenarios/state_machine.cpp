#include <optional>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> brew(Duration heat, Duration steep) {
  println("brew: heats the water");
  co_await sleep(heat);
  println("brew: pours it on the leaves");
  co_await sleep(steep);
  println("brew: done");
}

/// The same, written by hand: what a compiler makes of brew().
class Brew {
 public:
  using Output = void;
  Brew(Duration heat, Duration steep) : heat_(heat), steep_(steep) {}

  Poll<void> poll(Context& context) {
    if (state_ == State::start) {
      println("brew: heats the water");
      wait_.emplace(heat_);
      state_ = State::heating;
    }
    if (state_ == State::heating) {
      if (!wait_->poll(context).is_ready()) return pending;
      println("brew: pours it on the leaves");
      wait_.emplace(steep_);
      state_ = State::steeping;
    }
    if (!wait_->poll(context).is_ready()) return pending;
    println("brew: done");
    return ready;
  }

 private:
  enum class State { start, heating, steeping };
  State state_ = State::start;  // where to go on at the next poll
  Duration heat_, steep_;       // the arguments, kept for later
  std::optional<Sleep> wait_;   // what it waits for now
};

Future<> tea_time(Settings settings) {
  const Duration heat = settings.duration("heat");
  const Duration steep = settings.duration("steep");
  if (settings.variant == "async_function") {
    co_await brew(heat, steep);
  } else {
    co_await Brew(heat, steep);
  }
  println("main: tea at ", now());
}

// ---- words

}  // namespace

Scenario scenario_state_machine() {
  return {
      .chapter = 1,
      .title = "What an async function becomes",
      .topic = "state machine",
      .summary = "The same function twice: as an async function, and as the state machine it stands for.",
      .lesson =
          {
              .watch =
                  "brew stops at two awaits, so it is polled three times in all. Watch the await stack of "
                  "main: it says where brew stands. Then run by_hand, where brew is a class with a state "
                  "that says where to go on. The polls and the lines are the same.",
              .why =
                  "A function that stops in the middle has to keep its place and its variables somewhere. "
                  "The compiler keeps them in an object: one state for each await, the arguments, and what "
                  "is awaited now. A poll continues from the state and returns at the next await that is "
                  "pending. There is no thread that stands still in brew.",
              .next = "Find the line of code that runs at the start of the second poll, in both variants.",
          },
      .teaching =
          {
              .point =
                  "An async function is an object with a state; a poll takes it from one await to the next.",
              .belief = "A function that waits has a thread that waits in it.",
              .question = "Which variables must the object keep, and which can be forgotten at an await?",
              .minutes = 10,
          },
      .notes =
          {
              {says("brew: heats"), "The first poll runs from the start to the first await."},
              {says("brew: pours"),
               "The second poll goes on behind the first await, with all that was there before."},
              {says("brew: done"),
               "The third poll runs to the end: the future is ready, in the middle of main's poll."},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::timer_fired)},
              {Ask::polls, says("brew: heats"), "main"},
              {Ask::timer_fires, happens(EventKind::timer_set, "main", 2)},
          },
      .variants =
          {
              {"async_function", "brew is an async function."},
              {"by_hand", "brew is a class with a state."},
          },
      .parameters =
          {
              duration_parameter("heat", "How long heating takes.", 200ms, 1ms, 60s),
              duration_parameter("steep", "How long steeping takes.", 300ms, 1ms, 60s),
          },
      .make = tea_time,
  };
}

}  // namespace loopglass::scenarios
