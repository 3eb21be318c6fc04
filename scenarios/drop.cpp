#include <optional>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Says when it is destroyed, as a file would be closed there.
struct File {
  std::string name;
  ~File() { println("closes ", name, " at ", now()); }
};

Future<> read_page(Duration length) {
  File index{"the index"};
  File page{"the page"};
  println("reads at ", now());
  co_await sleep(length);
  println("has read at ", now());
}

Future<> read_book(Duration length) {
  File book{"the book"};
  co_await read_page(length);
}

Future<> dropping(Settings settings) {
  std::optional<Future<>> reading = read_book(settings.duration("reading"));

  if (settings.variant == "half_way") {
    // Polls the future, until it is ready or the patience is over.
    (void)co_await select_biased(*reading, sleep(settings.duration("patience")));
  } else if (settings.variant == "finished") {
    co_await *reading;
  }
  println("main: drops it at ", now());
  reading.reset();
  println("main: it is gone");
}

// ---- words

}  // namespace

Scenario scenario_drop() {
  return {
      .chapter = 5,
      .title = "Dropping a future",
      .topic = "drop",
      .summary = "A future is dropped before its first poll, half way, or when it is done.",
      .lesson =
          {
              .watch =
                  "main makes a future that opens a book, an index and a page, and drops it. In half_way "
                  "look at the order in which the three are closed, and see that the line after the "
                  "sleep never comes. In unpolled nothing is closed, and in finished all was closed "
                  "before.",
              .why =
                  "A future is a value, and to cancel it is to destroy it. Its variables are destroyed where "
                  "it is suspended: innermost function first, and in each function the last one first. "
                  "Nothing of its code runs after that but destructors, so what must be cleaned up belongs "
                  "into one. A future that was never polled has nothing to clean up.",
              .next = "Set patience=300ms in half_way. Then open abort, which does the same to a whole task.",
          },
      .teaching =
          {
              .point =
                  "Dropping a future cancels it: its variables are destroyed at the await where it stands.",
              .belief = "A future that nobody wants any more goes on in the background.",
              .question = "What could the function do about being dropped?",
              .minutes = 6,
          },
      .notes =
          {
              {says("main: drops"), "Nothing was opened, so there is nothing to close.", "unpolled"},
              {says("closes the page"),
               "The innermost function goes first, and its last variable before its first.", "half_way"},
              {happens(EventKind::timer_cancelled),
               "The sleep was a variable, too: its timer is cancelled with it.", "half_way"},
          },
      .questions =
          {
              {Ask::next_line, says("main: drops")},
              {Ask::next_line, says("reads at")},
              {Ask::timer_fires, happens(EventKind::timer_set, "main")},
          },
      .variants =
          {
              {"half_way", "It is dropped in the middle of its sleep."},
              {"unpolled", "It is dropped before its first poll."},
              {"finished", "It is awaited to its end first."},
          },
      .parameters =
          {
              duration_parameter("reading", "How long reading takes.", 200ms, 1ms, 10s),
              duration_parameter("patience", "How long main waits before it drops the future.", 100ms, 1ms,
                                 10s),
          },
      .make = dropping,
  };
}

}  // namespace loopglass::scenarios
