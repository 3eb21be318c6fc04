#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> download(std::int64_t n, Semaphore slots, Duration length) {
  // As many as there are permits get on at once. The others wait in line.
  auto slot = co_await slots.acquire();

  co_await sleep(length);
  println("page ", n, ": here at ", now());
}  // the permit goes back, to the first in line

Future<> downloads(Settings settings) {
  const auto permits = static_cast<std::uint32_t>(settings.count("permits"));
  Semaphore slots(permits, "slots");

  std::vector<JoinHandle<>> pages;
  for (std::int64_t n = 1; n <= settings.count("pages"); ++n) {
    auto page = download(n, slots, settings.duration("length"));
    pages.push_back(spawn(std::move(page), "page " + to_text(n)));
  }
  for (JoinHandle<>& page : pages) (co_await page).unwrap();
  println("main: all are here at ", now());
}

// ---- words

}  // namespace

Scenario scenario_semaphore() {
  return {
      .chapter = 6,
      .title = "Eight at a time",
      .topic = "semaphore",
      .summary = "Sixteen tasks want to download; a semaphore lets only so many do it at once.",
      .lesson =
          {
              .watch = "All tasks are spawned at once, and all are polled in the first turn. The first eight "
                       "get a permit and start their download; the rest stand in the line of the semaphore. "
                       "Watch how each permit that comes back goes to the first in line.",
              .why =
                  "A semaphore counts permits. Taking one is an await that is ready while there are any, "
                  "and waiting for one costs no thread. Tasks are cheap, so it is fine to spawn many; what "
                  "they use, such as connections or files, is not, and that is what the permits stand for.",
              .next = "Try permits=1, which is a mutex, and permits=16, which is no limit. Then open "
                      "for_each_concurrent, which has the limit built in.",
          },
      .teaching =
          {
              .point =
                  "A semaphore limits how many tasks do one thing at once, not how many tasks there are.",
              .belief = "To limit the load, one must spawn fewer tasks.",
              .question = "A task drops its permit too early. What goes wrong, and who notices?",
              .minutes = 5,
          },
      .notes =
          {
              {happens(EventKind::resource_acquired),
               "There are permits left, so this await is ready at once."},
              {polled("page 9"),
               "Is there a permit left? That decides whether this await goes on or stands in line."},
              {happens(EventKind::resource_released),
               "A permit comes back and goes to the first in line in the same moment."},
          },
      .questions =
          {
              {Ask::next_wake, says("page 1:")},
              {Ask::finish_time, polled("page 16"), "page 16"},
          },
      .parameters =
          {
              count_parameter("permits", "How many download at once.", 8, 1, 100),
              count_parameter("pages", "How many pages there are.", 16, 1, 200),
              duration_parameter("length", "How long a download takes.", 100ms, 1ms, 10s),
          },
      .make = downloads,
  };
}

}  // namespace loopglass::scenarios
