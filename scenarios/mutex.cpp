#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> deposit(std::string name, int amount, Mutex<int> balance, Duration check) {
  // Waits in line until the lock is handed over. The thread is free meanwhile.
  auto guard = co_await balance.lock();

  int before = *guard;
  co_await sleep(check);  // others run here, and none of them gets in
  *guard = before + amount;
  println(name, ": ", before, " + ", amount, " = ", *guard);
}  // the guard is dropped here: the first in line has the lock now

Future<> bank(Settings settings) {
  const Duration check = settings.duration("check");
  Mutex<int> balance(0, "balance");

  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= settings.count("tasks"); ++n) {
    const std::string name = "deposit " + to_text(n);
    tasks.push_back(spawn(deposit(name, 10, balance, check), name));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();

  println("main: ", *co_await balance.lock(), " in the account at ", now());
}

// ---- words

}  // namespace

Scenario scenario_mutex() {
  return {
      .chapter = 6,
      .title = "One at a time, in line",
      .topic = "mutex",
      .summary = "A lock that is awaited: who finds it taken stands in line, and the loop goes on.",
      .lesson =
          {
              .watch = "All deposits are polled in the first turn. The first takes the lock; the others find "
                       "it taken, leave their wakers in its line, and are pending. See what an unlock does: "
                       "the first in line has the lock at once, before it is polled. Compare the last line "
                       "with that of lost_update.",
              .why = "Locking is an await like any other. The holder may await with the lock in its hands, "
                     "because others who want it do not hold the thread while they wait. The lock is handed "
                     "over in the order of asking, so nobody overtakes, and each deposit reads what the one "
                     "before it wrote. The price is that the checks no longer overlap.",
              .next = "Raise tasks to 6: the end moves by one check for each. Then open deadlock, where two "
                      "locks are taken in two orders.",
          },
      .teaching =
          {
              .point = "An async lock makes tasks wait in line without holding the thread.",
              .belief = "Waiting for a lock stops the program, as it stops a thread.",
              .question = "Which steps could be done before the lock is taken, so that they overlap?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::resource_acquired, "deposit 1"),
               "The lock was free, so this await is ready at once: deposit 1 goes straight on."},
              {polled("deposit 2"),
               "deposit 2 finds the lock taken. It stands in line and gives the thread back."},
              {happens(EventKind::resource_acquired, "deposit 2"),
               "The lock changes hands inside the unlock. deposit 2 holds it now, and still has to be "
               "polled."},
          },
      .questions =
          {
              {Ask::next_wake, says("deposit 1:")},
              {Ask::finish_time, polled("deposit 3"), "deposit 3"},
              {Ask::polls, polled("deposit 2"), "deposit 2"},
          },
      .parameters =
          {
              count_parameter("tasks", "How many deposits there are.", 3, 1, 50),
              duration_parameter("check", "How long each deposit is checked.", 100ms, 1ms, 10s),
          },
      .make = bank,
  };
}

}  // namespace loopglass::scenarios
