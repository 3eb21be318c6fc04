// Shutdown finds a task in any state and waiting for anything: it drops each once, polls none, leaks nothing.
#include <array>
#include <optional>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

/// Things to wait for that are not to be had: a task named holder has all of them.
struct Things {
  Tally tally{};
  Mutex<int> mutex{0, "mutex"};
  RwLock<int> rw_lock{0, "rw lock"};
  Semaphore semaphore{2, "semaphore"};
  Channel<int> full = channel<int>(1, "full");
  Channel<int> empty = channel<int>(1, "empty");
  Oneshot<int> oneshot = loopglass::oneshot<int>("oneshot");
  Watch<int> watch = loopglass::watch(0, "watch");
  Broadcast<int> broadcast = loopglass::broadcast<int>(1, "broadcast");
  Notify notify{"notify"};
  Barrier barrier{2, "barrier"};
  OnceCell<int> cell{"cell"};
  CancellationToken token{};
  GateState gate{};
};

Future<int> makes_for_ever() {
  co_await sleep(1h);
  co_return 1;
}

Future<> holder(Things* t, Probe) {
  const auto mutex = co_await t->mutex.lock();
  const auto rw_lock = co_await t->rw_lock.write();
  const auto permits = co_await t->semaphore.acquire(2);
  (void)co_await t->full.sender.send(1);
  (void)co_await t->cell.get_or_init(makes_for_ever());
}

/// Keeps the ready queue from being empty, so that no time goes by.
Future<> keeper() {
  while (true) co_await yield_now();
}

/// A task that comes to a state and stays there.
struct State {
  const char* name;
  Future<> (*body)(Things*, Probe);
};

/// Each of the ways to wait, as a branch of several, too.
const std::vector<State>& states() {
  struct Bodies {
    static Future<> gate(Things* t, Probe) { co_await Gate(t->gate); }
    static Future<> timer(Things*, Probe) { co_await sleep(1h); }
    static Future<> interval(Things*, Probe) {
      Interval every(1h);
      for (int n = 0; n < 2; ++n) (void)co_await every.tick();
    }
    static Future<> mutex(Things* t, Probe) { (void)co_await t->mutex.lock(); }
    static Future<> reader(Things* t, Probe) { (void)co_await t->rw_lock.read(); }
    static Future<> writer(Things* t, Probe) { (void)co_await t->rw_lock.write(); }
    static Future<> semaphore(Things* t, Probe) { (void)co_await t->semaphore.acquire(2); }
    static Future<> sender(Things* t, Probe) { (void)co_await t->full.sender.send(2); }
    static Future<> receiver(Things* t, Probe) { (void)co_await t->empty.receiver.recv(); }
    static Future<> oneshot(Things* t, Probe) { (void)co_await t->oneshot.receiver; }
    static Future<> watch(Things* t, Probe) { (void)co_await t->watch.receiver.changed(); }
    static Future<> broadcast(Things* t, Probe) { (void)co_await t->broadcast.receiver.recv(); }
    static Future<> notify(Things* t, Probe) { co_await t->notify.notified(); }
    static Future<> barrier(Things* t, Probe) { (void)co_await t->barrier.wait(); }
    static Future<> cell(Things* t, Probe) { (void)co_await t->cell.get_or_init(makes_for_ever()); }
    static Future<> token(Things* t, Probe) { co_await t->token.cancelled(); }
    static Future<> join(Things* t, Probe) {
      auto child = spawn(timer(t, Probe(t->tally)), "child");
      (void)co_await child;
    }
    static Future<> join_set(Things* t, Probe) {
      JoinSet<void> set;
      set.spawn(timer(t, Probe(t->tally)), "child 1");
      set.spawn(mutex(t, Probe(t->tally)), "child 2");
      (void)co_await set.join_next();
    }
    static Future<> all(Things* t, Probe) {
      co_await loopglass::join(mutex(t, Probe(t->tally)), timer(t, Probe(t->tally)), t->notify.notified());
    }
    static Future<> any(Things* t, Probe) {
      (void)co_await select(mutex(t, Probe(t->tally)), t->full.sender.send(3), t->token.cancelled());
    }
    static Future<> timeout(Things* t, Probe) {
      (void)co_await loopglass::timeout(1h, semaphore(t, Probe(t->tally)));
    }
  };
  static const std::vector<State> all = {
      {"gate", Bodies::gate},
      {"timer", Bodies::timer},
      {"interval", Bodies::interval},
      {"mutex", Bodies::mutex},
      {"reader", Bodies::reader},
      {"writer", Bodies::writer},
      {"semaphore", Bodies::semaphore},
      {"sender", Bodies::sender},
      {"receiver", Bodies::receiver},
      {"oneshot", Bodies::oneshot},
      {"watch", Bodies::watch},
      {"broadcast", Bodies::broadcast},
      {"notify", Bodies::notify},
      {"barrier", Bodies::barrier},
      {"cell", Bodies::cell},
      {"token", Bodies::token},
      {"join", Bodies::join},
      {"join set", Bodies::join_set},
      {"all", Bodies::all},
      {"any", Bodies::any},
      {"timeout", Bodies::timeout},
  };
  return all;
}

/// How far the task has come when the executor is shut down.
enum class Moment { unpolled, waiting, woken, aborted, aborted_unpolled, served };

constexpr std::array moments = {Moment::unpolled, Moment::waiting,          Moment::woken,
                                Moment::aborted,  Moment::aborted_unpolled, Moment::served};

void bring_to(Moment moment, Loop& loop, const JoinHandle<>& subject, const JoinHandle<>& holding) {
  if (moment == Moment::aborted_unpolled) subject.abort();
  if (moment == Moment::unpolled || moment == Moment::aborted_unpolled) return;
  for (int n = 0; n < 12; ++n) loop.tick();  // neither the subject nor its children have more to do
  REQUIRE_FALSE(subject.is_finished());
  if (moment == Moment::woken) Waker(*loop, 1, subject.id()).wake();
  if (moment == Moment::aborted) subject.abort();
  if (moment == Moment::served) {
    // Who holds everything is dropped, and what it held is handed to the subject, which is not polled yet.
    holding.abort();
    while (!holding.is_finished()) loop.tick();
  }
}

TEST_CASE("shutdown drops a task once, without a poll, whatever it waits for and however far it has come") {
  for (const State& state : states()) {
    for (const Moment moment : moments) {
      for (const bool handle_is_kept : {true, false}) {
        CAPTURE(state.name, static_cast<int>(moment), handle_is_kept);
        Loop loop;
        Things things;
        // The holder is in the first slot, the subject in the second one.
        const auto holding = loop.spawn(holder(&things, Probe(things.tally)), "holder");
        loop.tick();
        std::optional<JoinHandle<>> subject = loop.spawn(state.body(&things, Probe(things.tally)), "subject");
        const TaskId task = subject->id();
        (void)loop.spawn(keeper(), "keeper");
        bring_to(moment, loop, *subject, holding);
        if (!handle_is_kept) subject.reset();

        const int polls = loop.polls(task);
        const int gate_polls = things.gate.polls;
        loop->shutdown(RunResult::stopped);
        CHECK(loop.polls(task) == polls);
        CHECK(things.gate.polls == gate_polls);
        const auto finished = loop.events(EventKind::task_finished, task);
        REQUIRE(finished.size() == 1);
        CHECK(static_cast<FinishKind>(finished[0].detail) ==
              (polls == 0 ? FinishKind::cancelled_unpolled : FinishKind::cancelled));
        CHECK(loop.events(EventKind::task_finished).size() == loop.events(EventKind::task_spawned).size());
        CHECK(things.tally.alive() == 0);
        CHECK(loop->reactor().timers().empty());
        CHECK(loop.tick() == Tick::stuck);
        if (subject) CHECK(subject->try_take()->error().is_cancelled());
        // Nothing is held, and nobody waits: a task that comes now would have each at once.
        CHECK_FALSE(things.mutex.is_locked());
        CHECK(things.rw_lock.try_write());
        CHECK(things.semaphore.available() == 2);
      }
    }
  }
}

TEST_CASE("an executor that dies does the same") {
  for (const State& state : states()) {
    CAPTURE(state.name);
    std::optional<Things> things;
    {
      Executor executor(Reactor::on_virtual_clock());
      const Executor::Entered entered(executor);
      things.emplace();
      (void)executor.spawn(holder(&*things, Probe(things->tally)));
      (void)executor.spawn(state.body(&*things, Probe(things->tally)));
      (void)executor.spawn(keeper());
      for (int n = 0; n < 12; ++n) executor.tick();
      CHECK(things->tally.alive() > 1);
    }
    CHECK(things->tally.alive() == 0);
    CHECK_FALSE(things->mutex.is_locked());
  }
}

TEST_CASE("a task that was made to yield is dropped at shutdown as any that is queued") {
  Loop loop(Schedule{.budget = 2});
  Tally tally;
  struct Story {
    static Future<> greedy(Probe) {
      Semaphore seats(1, "seats");
      for (int n = 0; n < 5; ++n) (void)co_await seats.acquire();
    }
  };
  const TaskId task = loop.spawn(Story::greedy(Probe(tally))).id();
  loop.tick();
  CHECK(loop.events(EventKind::budget_spent).size() == 1);
  loop->shutdown(RunResult::stopped);
  CHECK(loop.polls(task) == 1);
  CHECK(tally.alive() == 0);
}

TEST_CASE("shutdown goes by the order of spawning under every policy") {
  for (const Policy policy : {Policy::fifo, Policy::lifo, Policy::random}) {
    CAPTURE(name(policy));
    Loop loop(Schedule{.policy = policy});
    Things things;
    std::vector<TaskId> spawned;
    for (const State& state : states()) {
      spawned.push_back(loop.spawn(state.body(&things, Probe(things.tally)), state.name).id());
    }
    for (int n = 0; n < 5; ++n) loop.tick();
    loop->shutdown(RunResult::stopped);
    std::vector<TaskId> dropped;
    for (const Event& event : loop.events(EventKind::cancel_began)) dropped.push_back(event.task);
    CHECK(std::ranges::is_sorted(dropped, {}, [](TaskId id) { return raw(id); }));
    CHECK(dropped.size() >= spawned.size() - 5);
    CHECK(things.tally.alive() == 0);
  }
}

}  // namespace
}  // namespace loopglass
