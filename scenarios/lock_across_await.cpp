#include <algorithm>
#include <optional>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// A file may have a plain lock, where who finds it taken waits and keeps the
/// thread, or an async one, where who finds it taken is pending.
struct LogFile {
  std::optional<PlainLock> plain;
  std::optional<Mutex<int>> async;
};

Future<> writer(std::string name, LogFile file, Settings settings) {
  const Duration writing = settings.duration("writing");
  const Duration patience = settings.duration("patience");

  if (settings.variant == "async_mutex") {
    auto guard = co_await file.async->lock();  // waits without the thread
    co_await sleep(writing);
  } else if (settings.variant == "plain_lock") {
    auto guard = file.plain->lock_for(patience);  // who could unlock it?
    if (!guard) {
      println(name, ": gives up at ", now());
      co_return;
    }
    co_await sleep(writing);  // others run, and the lock is held
  } else {
    co_await sleep(writing);                      // first what takes time,
    auto guard = file.plain->lock_for(patience);  // then the lock, around no await
  }
  println(name, ": has written at ", now());
}

Future<> light(Duration period) {
  const Instant start = now();
  Duration worst{};
  for (int tick = 1; tick <= 8; ++tick) {
    const Instant due = start + tick * period;
    co_await sleep_until(due);
    worst = std::max(worst, now() - due);
  }
  println("light: worst tick ", worst, " late");
}

Future<> logging(Settings settings) {
  LogFile file;
  if (settings.variant == "async_mutex") file.async = Mutex<int>(0, "log file");
  if (settings.variant != "async_mutex") file.plain = PlainLock("log file");
  auto ticks = spawn(light(50ms), "light");
  auto one = spawn(writer("one", file, settings), "one");
  auto two = spawn(writer("two", file, settings), "two");
  (co_await one).unwrap();
  (co_await two).unwrap();
  (co_await ticks).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_lock_across_await() {
  return {
      .chapter = 6,
      .title = "A lock held over an await",
      .topic = "lock across await",
      .summary =
          "A plain lock that is held over an await stops the loop; an async lock or a shorter scope does "
          "not.",
      .lesson =
          {
              .watch =
                  "Two writers want one file, and a light ticks beside them. In plain_lock, one takes the "
                  "lock and awaits; two finds it taken and holds the thread until its patience is over. "
                  "Look at the light, and at the padlock: who holds it, and who could have given it back? In "
                  "async_mutex and short_scope the light is punctual.",
              .why =
                  "A plain lock waits by keeping the thread. Its holder is a task on the same thread, which "
                  "can unlock only when it is polled, so the wait is for something that the wait itself "
                  "prevents. Real plain locks have no patience: the program hangs. An async lock waits as "
                  "a pending task does. A plain lock is fine where no await stands inside its scope.",
              .next = "Set patience=5s in plain_lock: does more patience help? Then open deadlock, where "
                      "even async locks hang.",
          },
      .teaching =
          {
              .point = "Hold no plain lock over an await: either await the lock, or let go of it first.",
              .belief = "A lock that is held for a short time only cannot hurt.",
              .question = "Who would have to run so that the lock is unlocked, and why can it not?",
              .minutes = 8,
          },
      .notes =
          {
              {happens(EventKind::work_began, "two"),
               "two holds the thread to wait for the lock. Only one could unlock it, and one cannot be "
               "polled."},
              {says("two: gives up"),
               "The patience is over, and nothing was gained. A real lock would wait on.", "plain_lock"},
              {happens(EventKind::waker_registered, "two"),
               "two waits in the lock's line, and the thread is free.", "async_mutex"},
          },
      .questions =
          {
              {Ask::next_poll, polled("one")},
              {Ask::finish_time, polled("two"), "two"},
              {Ask::finish_time, polled("light"), "light"},
          },
      .variants =
          {
              {"plain_lock", "The lock is held over an await; who wants it holds the thread."},
              {"async_mutex", "The lock is awaited, so it may be held over an await."},
              {"short_scope", "The await comes first, the plain lock after it, around no await."},
          },
      .parameters =
          {
              duration_parameter("writing", "How long writing takes.", 100ms, 1ms, 2s),
              duration_parameter("patience", "How long a writer waits for a plain lock.", 400ms, 1ms, 5s),
          },
      .make = logging,
  };
}

}  // namespace loopglass::scenarios
