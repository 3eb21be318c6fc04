#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<int> fetch(std::string what, Duration delay, int answer) {
  co_await sleep(delay);
  println(what, ": here at ", now());
  co_return answer;
}

Future<> join(Settings settings) {
  const Duration step = settings.duration("step");

  // Three tasks. Each handle will hold the result of its task.
  auto weather = spawn(fetch("weather", 3 * step, 21), "weather");
  auto news = spawn(fetch("news", 1 * step, 5), "news");
  auto mail = spawn(fetch("mail", 2 * step, 2), "mail");

  // Joined in this order, which is not the order in which they finish.
  int degrees = (co_await weather).unwrap();
  println("main: ", degrees, " degrees, known at ", now());

  // These finished long ago. Their results wait in the handles.
  int headlines = (co_await news).unwrap();
  int letters = (co_await mail).unwrap();
  println("main: ", headlines, " headlines and ", letters, " letters at ", now());
}

// ---- words

}  // namespace

Scenario scenario_join() {
  return {
      .chapter = 2,
      .title = "Handles give results back",
      .topic = "join handle",
      .summary = "Three tasks finish in one order and are joined in another.",
      .lesson =
          {
              .watch = "news finishes first, then mail, then weather. main joins weather first, so it stays "
                       "idle while the other two finish. Watch what wakes main, and count its polls: there "
                       "are two.",
              .why =
                  "A join handle owns the result of its task, and a task that is done keeps it there until "
                  "somebody asks. main leaves its waker only with the handle it awaits. When weather "
                  "wakes it, the other two handles are ready at once, so the whole wait is as long as the "
                  "slowest task and not the sum of all three.",
              .next = "Open panic, where one of the tasks has no result to give.",
          },
      .teaching =
          {
              .point = "A handle keeps the result until it is asked for; a join waits for its own task only.",
              .belief = "Joining a task starts it, or takes it to its end.",
              .question = "In which order would you await the handles, and does it matter?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::waker_registered, "main"),
               "main leaves its waker with one handle only: that of weather."},
              {happens(EventKind::task_finished, "news"),
               "news is done, and main is not woken: it waits for weather."},
              {happens(EventKind::result_taken, "main", 2),
               "This result was there before main asked: it has waited in its handle."},
          },
      .questions =
          {
              {Ask::next_line, happens(EventKind::timer_set, "mail")},
              {Ask::polls, says("news:"), "main"},
              {Ask::next_wake, says("weather:")},
          },
      .parameters =
          {
              duration_parameter("step",
                                 "How long news takes; mail takes twice and weather three times as long.",
                                 100ms, 1ms, 20s),
          },
      .make = join,
  };
}

}  // namespace loopglass::scenarios
