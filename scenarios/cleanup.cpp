#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// Undoes what was begun, unless it was committed: it is dropped then, too.
class Transaction {
 public:
  explicit Transaction(std::string name) : name_(std::move(name)) {}
  Transaction(const Transaction&) = delete;
  ~Transaction() {
    if (!committed_) println(name_, ": rolled back at ", now());
  }
  void commit() {
    committed_ = true;
    println(name_, ": committed at ", now());
  }

 private:
  std::string name_;
  bool committed_ = false;
};

Future<> worker(std::string name, CancellationToken stop, Duration step) {
  while (!stop.is_cancelled()) {  // between two transactions
    Transaction transaction(name);
    co_await sleep(step);  // takes the money here
    co_await sleep(step);  // and puts it there
    transaction.commit();
  }
}

/// The lock keeps others out of the accounts. It undoes nothing.
Future<> torn_worker(Mutex<int> money, CancellationToken stop, Duration step) {
  while (!stop.is_cancelled()) {
    auto guard = co_await money.lock();
    *guard -= 10;  // takes the money here
    co_await sleep(2 * step);
    *guard += 10;  // and puts it there
  }
}

/// Aborts a worker that is not done, and waits until it is gone.
Future<> end(JoinHandle<>& worker) {
  if (worker.is_finished()) co_return;
  worker.abort();
  (void)co_await worker;
}

Future<> server(Settings settings) {
  const Duration step = settings.duration("step");
  CancellationToken stop;
  std::optional<Mutex<int>> money;
  if (settings.variant == "torn") money = Mutex<int>(100, "accounts");
  auto work = money ? torn_worker(*money, stop, step) : worker("quick", stop, step);
  auto quick = spawn(std::move(work), "quick");
  auto slow = spawn(worker("slow", stop, 4 * step), "slow");

  co_await sleep(settings.duration("after"));
  println("main: shuts down at ", now());

  if (settings.variant == "drained") {
    stop.cancel();  // no new transaction
    co_await join(quick, slow);
  } else if (settings.variant == "deadline") {
    stop.cancel();
    (void)co_await timeout(settings.duration("grace"), join(quick, slow));
  }
  co_await end(quick);
  co_await end(slow);
  if (money) println("main: finds ", *(co_await money->lock()), " of 100");
  println("main: closed at ", now());
}

// ---- words

}  // namespace

Scenario scenario_cleanup() {
  return {
      .chapter = 5,
      .title = "Shutting down in good order",
      .topic = "graceful shutdown",
      .summary =
          "Workers in the middle of transactions: aborted, waited for, or waited for up to a deadline.",
      .lesson =
          {
              .watch =
                  "Two workers make transactions of two steps each; those of slow take four times as long. "
                  "main shuts down in the middle of both. In torn quick has nothing that undoes its first "
                  "step: what "
                  "becomes of the money? In aborted see what the destructors do. In drained no new "
                  "transaction begins, and main waits. In deadline main waits, but not for "
                  "ever.",
              .why = "A task can be dropped at any await, so between two steps there must always be somebody "
                     "who "
                     "undoes the first: the destructor of the transaction. That makes an abort safe, and not "
                     "welcome. A graceful end is three steps: ask to stop, wait for what is under way, and "
                     "abort what is not done by a deadline.",
              .next =
                  "Set grace=200ms in deadline. Could the destructor await something to undo the first step?",
          },
      .teaching =
          {
              .point = "Ask, wait, then abort; and let destructors undo what is half done.",
              .belief = "After an abort the code behind the await still runs, as after an error.",
              .question = "What is worse for a bank: a slow shutdown, or a rolled back transaction?",
              .minutes = 8,
          },
      .notes =
          {
              {happens(EventKind::cancel_began, "quick"),
               "The code behind its await never runs: the money is neither here nor there.", "torn"},
              {says("main: shuts down"),
               "Whoever is in the middle of a transaction has begun it, and has not committed it."},
              {happens(EventKind::token_cancelled), "A wish only: the workers see it after their commit."},
              {says("slow: rolled back"),
               "The transaction is dropped before its commit, so its destructor undoes it."},
          },
      .questions =
          {
              {Ask::next_line, says("main: shuts down")},
              {Ask::finish_kind, says("main: shuts down"), "slow"},
              {Ask::finish_time, says("main: shuts down"), "main"},
          },
      .variants =
          {
              {"torn", "main aborts both at once, and nothing undoes what quick has begun."},
              {"aborted", "main aborts both at once; destructors undo what they have begun."},
              {"drained", "main asks them to stop, and waits as long as it takes."},
              {"deadline", "main asks them to stop, waits a while, and aborts who is left."},
          },
      .parameters =
          {
              duration_parameter("step", "Half of a transaction of quick; slow takes four times as long.",
                                 50ms, 1ms, 10s),
              duration_parameter("after", "When main shuts down.", 250ms, 1ms, 10s),
              duration_parameter("grace", "How long main waits in deadline.", 100ms, 1ms, 10s),
          },
      .make = server,
  };
}

}  // namespace loopglass::scenarios
