#include <memory>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// What the tasks share. No lock guards it: there is one thread only.
struct Account {
  int balance = 0;
};
using Shared = std::shared_ptr<Account>;

Future<> deposit(std::string name, Shared account, Settings settings) {
  const int amount = 10;
  if (settings.variant == "await_between") {
    int before = account->balance;  // read
    co_await sleep(settings.duration("check"));
    account->balance = before + amount;  // write what may be out of date
  } else {
    co_await sleep(settings.duration("check"));
    account->balance += amount;  // read and write, and no await between
  }
  println(name, ": makes it ", account->balance);
}

Future<> bank(Settings settings) {
  auto account = std::make_shared<Account>();

  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= settings.count("tasks"); ++n) {
    const std::string name = "deposit " + to_text(n);
    tasks.push_back(spawn(deposit(name, account, settings), name));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();

  println("main: ", account->balance, " in the account");
}

// ---- words

}  // namespace

Scenario scenario_lost_update() {
  return {
      .chapter = 6,
      .title = "Read, await, write",
      .topic = "lost update",
      .summary = "Tasks read, await and then write: one thread does not protect what they share.",
      .lesson =
          {
              .watch = "Three tasks put 10 each into one account. In await_between, each reads the balance, "
                       "awaits a check and then writes. Look at what the second and the third have read "
                       "before the first writes. In at_once the check comes first, and reading and writing "
                       "stand in one poll.",
              .why =
                  "Between two awaits a task has the thread for itself, and nothing can come in between. An "
                  "await gives the thread away, and what was read before may be old after it. All three "
                  "read 0, so all three write 10. Nothing ran at the same time; the order alone did it.",
              .next = "Open mutex, for a check that has to stand between reading and writing.",
          },
      .teaching =
          {
              .point = "What a task has read may be old after every await.",
              .belief = "On one thread there are no races.",
              .question = "Between which two lines may another task run?",
              .minutes = 6,
          },
      .notes =
          {
              {polled("deposit 2"), "deposit 2 reads the balance, which nobody has written to yet.",
               "await_between"},
              {says("deposit 2:"),
               "deposit 2 writes what it worked out before deposit 1 wrote: one of the two is lost.",
               "await_between"},
              {says("deposit 2:"),
               "deposit 2 reads what deposit 1 wrote, in the same poll in which it writes.", "at_once"},
          },
      .questions =
          {
              {Ask::next_line, says("deposit 1:")},
              {Ask::next_line, says("deposit 3:")},
          },
      .variants =
          {
              {"await_between", "The balance is read before the await and written after it."},
              {"at_once", "Reading and writing come after the await, in one poll."},
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
