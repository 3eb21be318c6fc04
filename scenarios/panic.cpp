#include <cctype>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<int> read_number(std::string text, Duration delay) {
  co_await sleep(delay);
  for (char c : text) {
    // A panic is an exception that nothing in this task catches.
    if (c < '0' || c > '9') panic("\"" + text + "\" is not a number");
  }
  println("read ", text);
  co_return std::stoi(text);
}

Future<> add_up(Settings settings) {
  const Duration step = settings.duration("step");
  auto first = spawn(read_number("12", 2 * step), "reader 12");
  auto second = spawn(read_number("apple", 1 * step), "reader apple");
  auto third = spawn(read_number("30", 3 * step), "reader 30");

  int sum = (co_await first).unwrap();

  if (settings.variant == "handled") {
    // The join says how the task ended: with a value, or with an error.
    Result<int, JoinError> number = co_await second;
    if (!number) println("main: left out: ", number.error().message());
    sum += number.value_or(0);
  } else {
    // unwrap() wants a value. Where there is none, it panics here, in main.
    sum += (co_await second).unwrap();
  }

  sum += (co_await third).unwrap();
  println("main: the sum is ", sum);
}

// ---- words

}  // namespace

Scenario scenario_panic() {
  return {
      .chapter = 2,
      .title = "A panic ends one task",
      .topic = "panic",
      .summary = "One of three tasks panics; whoever joins it is told.",
      .lesson =
          {
              .watch = "The task that reads apple panics first, while main waits for another task. Nobody "
                       "hears of it yet, and the other two go on. Watch main when it joins the one that "
                       "panicked: in handled it gets an error and adds up the rest; in unwrapped the panic "
                       "goes on in main and the run ends with a task still waiting.",
              .why = "The executor catches what leaves a task and keeps it as the result of that task, so a "
                     "panic stops there. It reaches only the holder of the join handle, as a JoinError. What "
                     "happens next is the joiner's choice: look at the error, or unwrap it and panic too.",
              .next = "Open abort, the other way in which a join gives no value.",
          },
      .teaching =
          {
              .point = "A panic ends its own task, and reaches whoever joins it.",
              .belief = "A panic in a task ends the program.",
              .question = "Which tasks are still there when main panics, and what becomes of them?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::task_finished, "reader apple"),
               "The panic has ended this task. The loop goes on, and nobody was told."},
              {happens(EventKind::result_taken, "main", 2),
               "main takes the result of the task that panicked: there is an error in it."},
              {happens(EventKind::cancel_began, "reader 30"),
               "main is gone, so the run is over, and the task that is left is dropped.", "unwrapped"},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::task_finished, "reader apple")},
              {Ask::finish_kind, happens(EventKind::task_finished, "reader apple"), "main"},
              {Ask::finish_kind, happens(EventKind::task_finished, "reader apple"), "reader 30"},
          },
      .variants =
          {
              {"handled", "main looks at the error and goes on without the number."},
              {.name = "unwrapped",
               .summary = "main unwraps every result, so the panic becomes its own.",
               .ends = RunResult::panicked},
          },
      .parameters =
          {
              duration_parameter("step", "How long apple takes; 12 takes twice and 30 three times as long.",
                                 50ms, 1ms, 20s),
          },
      .make = add_up,
  };
}

}  // namespace loopglass::scenarios
