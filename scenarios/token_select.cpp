#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> download(std::string name, Duration length) {
  co_await sleep(length);
  println(name, ": complete at ", now());
}

Future<> between(std::string name, CancellationToken token, Duration length) {
  while (!token.is_cancelled()) co_await download(name, length);
  println(name, ": stops at ", now());
}

Future<> inside(std::string name, CancellationToken token, Duration length) {
  while (true) {
    // Whichever comes first. The other one is dropped.
    auto first = co_await select_biased(token.cancelled(), download(name, length));
    if (first.index() == 0) break;
  }
  println(name, ": stops at ", now());
}

Future<> app(Settings settings) {
  const Duration length = settings.duration("length");
  CancellationToken all;
  CancellationToken pictures = all.child_token();  // cancelled alone, or with all

  auto polite = spawn(between("polite", all, length), "polite");
  auto quick = spawn(inside("quick", pictures, length), "quick");

  co_await sleep(settings.duration("after"));
  CancellationToken& which = settings.variant == "the_child" ? pictures : all;
  println("main: cancels at ", now());
  which.cancel();

  co_await sleep(length);
  all.cancel();
  (co_await polite).unwrap();
  (co_await quick).unwrap();
  println("main: all have stopped at ", now());
}

// ---- words

}  // namespace

Scenario scenario_token_select() {
  return {
      .chapter = 5,
      .title = "Told in the middle of a wait",
      .topic = "cancelled() in a select",
      .summary = "One task looks at its token between downloads, another waits for both at once.",
      .lesson =
          {
              .watch =
                  "polite looks at its token between two downloads; quick waits for its token and the "
                  "download at once. main cancels in the middle of a download. See who is woken at that "
                  "moment, what quick drops, and how long polite goes on. In the_child only quick is meant.",
              .why =
                  "A task can wait for its token as for anything else. In a select, the cancelled token is "
                  "one branch and the work is the other, so the wish is heard at once, and the work is "
                  "dropped where it stands. Between steps nothing is lost, but the wish is heard late. "
                  "A parent takes its children with it; a child leaves its parent alone.",
              .next = "Set length=1s and see who suffers. Then open select_loses: dropping has a price.",
          },
      .teaching =
          {
              .point =
                  "Waiting for the token and the work at once stops at once, and drops the work half way.",
              .belief = "A task must look at its token in a loop to be stopped.",
              .question = "Which of the two would you use to write to a file?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::token_cancelled), "Whoever awaits this token is woken now."},
              {happens(EventKind::timer_cancelled, "quick"), "The download of quick is dropped, half done."},
              {says("polite: stops"), "polite has finished its download before it looked."},
          },
      .questions =
          {
              {Ask::next_poll, happens(EventKind::token_cancelled)},
              {Ask::finish_time, happens(EventKind::token_cancelled), "polite"},
              {Ask::next_line, happens(EventKind::token_cancelled)},
          },
      .variants =
          {
              {"the_parent", "main cancels the token of both."},
              {"the_child", "main cancels the token of quick first, and the other one later."},
          },
      .parameters =
          {
              duration_parameter("length", "How long a download takes.", 100ms, 1ms, 10s),
              duration_parameter("after", "When main cancels.", 250ms, 1ms, 60s),
          },
      .make = app,
  };
}

}  // namespace loopglass::scenarios
