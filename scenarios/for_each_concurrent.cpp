#include <ranges>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> save(int page, Duration length) {
  co_await sleep(length);
  println("page ", page, ": saved at ", now());
}

Future<> crawl(Settings settings) {
  const int pages = static_cast<int>(settings.count("pages"));
  const Duration length = settings.duration("length");

  const std::size_t limit = settings.variant == "one_at_a_time" ? 1
                            : settings.variant == "throttled"
                                ? static_cast<std::size_t>(settings.count("limit"))
                                : static_cast<std::size_t>(pages);

  const auto saved = [length](int page) { return save(page, length); };

  // All of this is one task. It asks for the next page only when there is room.
  co_await for_each_concurrent(std::views::iota(1, pages + 1), limit, saved);
  println("main: all saved at ", now());
}

// ---- words

}  // namespace

Scenario scenario_for_each_concurrent() {
  return {
      .chapter = 6,
      .title = "A stream, several items at once",
      .topic = "throttling",
      .summary = "The same eight pages: one at a time, three at a time, all at once, in one task.",
      .lesson =
          {
              .watch = "There is one task. In one_at_a_time each page is saved before the next begins. In "
                       "throttled three futures stand side by side in the await stack of main, and a new one "
                       "begins when one is done. In all_at_once all of them do. Count the polls of main.",
              .why =
                  "for_each_concurrent holds futures and polls them in place, as join does. Nothing is "
                  "spawned, so everything stays in one task and is dropped with it. A wake wakes main as "
                  "a whole, and it polls every future that is pending. The limit protects whoever is asked "
                  "from too many requests at once.",
              .next =
                  "Open semaphore, which gives tasks a limit. What can tasks do that these futures cannot?",
          },
      .teaching =
          {
              .point = "Concurrency needs no spawn: one task can hold several futures, with a limit.",
              .belief = "For things to overlap there must be several tasks.",
              .question = "One of the pages computes for a second. Who waits for it, here and with tasks?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::future_created, "main"),
               "The first page begins. No task was spawned for it."},
              {happens(EventKind::timer_set, "main", 2),
               "Each page that is being saved has a timer of its own, and all of them wake the same task.",
               "throttled"},
              {says("page 1:"), "There is room for one more, so main asks for the next page."},
          },
      .questions =
          {
              {Ask::next_line, says("page 1:")},
              {Ask::polls, says("page 1:"), "main"},
              {Ask::finish_time, says("page 1:"), "main"},
          },
      .variants =
          {
              {"one_at_a_time", "A limit of one: no overlap."},
              {"throttled", "As many as the limit says."},
              {"all_at_once", "A limit as large as the number of pages."},
          },
      .parameters =
          {
              count_parameter("pages", "How many pages there are.", 8, 1, 50),
              count_parameter("limit", "How many are saved at once in throttled.", 3, 1, 50),
              duration_parameter("length", "How long saving a page takes.", 100ms, 1ms, 10s),
          },
      .make = crawl,
  };
}

}  // namespace loopglass::scenarios
