#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Why there is no number. Not a panic: somebody is expected to deal with it.
struct NoNumber {
  std::string text;
  std::string message() const { return "\"" + text + "\" is not a number"; }
};

Future<Result<int, NoNumber>> read_number(std::string text, Duration delay) {
  co_await sleep(delay);
  for (char c : text) {
    if (c < '0' || c > '9') co_return NoNumber{text};
  }
  co_return std::stoi(text);
}

Future<Result<int, NoNumber>> read_price(std::string text, Duration delay) {
  Result<int, NoNumber> price = co_await read_number(text, delay);
  // What `?` does in Rust: an error ends this function and goes one level up.
  if (!price) co_return price.error();
  println("read ", price.value());
  co_return price.value() + 1;  // the tax
}

Future<Result<int, NoNumber>> shop(std::string text, Settings settings) {
  const Duration delay = settings.duration("delay");
  Result<int, NoNumber> price = co_await read_price(text, delay);
  if (settings.variant == "in_the_task" && !price) {
    println(text, ": ", price.error().message(), ", takes 0");
    co_return 0;
  }
  co_return price;
}

Future<> shopping(Settings settings) {
  auto apples = spawn(shop("12", settings), "apples");
  auto pears = spawn(shop("cheap", settings), "pears");

  int sum = 0;
  for (auto* task : {&apples, &pears}) {
    // Two layers: did the task end well, and did it find a number?
    Result<int, NoNumber> price = (co_await *task).unwrap();
    if (!price) println("main: ", price.error().message(), ", left out");
    sum += price.value_or(0);
  }
  println("main: the sum is ", sum);
}

// ---- words

}  // namespace

Scenario scenario_errors() {
  return {
      .chapter = 1,
      .title = "An error travels up",
      .topic = "errors",
      .summary = "A result that is an error goes up through the awaits until somebody deals with it.",
      .lesson =
          {
              .watch =
                  "Each task reads a number through two awaits, and one text is no number. Watch the "
                  "error pass through read_price, which prints nothing then. In in_the_task the task deals "
                  "with it; in at_the_handle main does, after joining. Both tasks end well in both.",
              .why =
                  "An error that is expected is a value like any other: it comes out of the await, and each "
                  "level passes it on or deals with it. To the executor the task has simply returned. A "
                  "panic is something else. It ends the task, and its joiner is told by a JoinError.",
              .next = "Open panic and compare: which layer of the result tells main there?",
          },
      .teaching =
          {
              .point =
                  "An error is a value that comes out of an await; each level passes it on or deals with it.",
              .belief = "An error in an async function crashes the task.",
              .question = "Who knows best what to do when a price is missing: the reader, the task, or main?",
              .minutes = 6,
          },
      .notes =
          {
              {says("read 12"), "This one found a number, so read_price goes on."},
              {happens(EventKind::task_finished, "pears"),
               "To the executor this task has returned, as any other."},
              {says("main: \""), "The error has come up to main, inside the result of the task."},
          },
      .questions =
          {
              {Ask::finish_kind, polled("pears"), "pears"},
              {Ask::next_line, says("read 12")},
          },
      .variants =
          {
              {"in_the_task", "The task deals with the error and gives 0."},
              {"at_the_handle", "The task gives the error to main."},
          },
      .parameters =
          {
              duration_parameter("delay", "How long reading takes.", 100ms, 1ms, 10s),
          },
      .make = shopping,
  };
}

}  // namespace loopglass::scenarios
