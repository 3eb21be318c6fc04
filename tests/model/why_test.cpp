// Why a task is where it is, in sentences that the world bears out.
#include "app/model/why.hpp"

#include <algorithm>

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TaskId named(Run& run, const std::string& name) {
  const Names& names = run.chronicle().names();
  for (std::uint32_t id = 1; id <= names.task_count(); ++id) {
    if (names.task(static_cast<TaskId>(id)) == name) return static_cast<TaskId>(id);
  }
  FAIL("no task " + name);
  return TaskId::none;
}

/// Why the task called `name` is where it is, in the first world in which `is_it` holds of that task.
template <class F>
Why first_why(Run& run, const std::string& name, F is_it) {
  const TaskId id = named(run, name);
  World world;
  for (EventNumber n = 1; n <= run.trace().size(); ++n) {
    apply(world, run.trace()[n]);
    const TaskState* task = world.task(id);
    if (task && is_it(world, *task)) return why(run.trace(), run.chronicle().names(), world, id, world.now);
  }
  FAIL("it never comes to that");
  return {};
}

bool waits(const World&, const TaskState& task) { return task.status == TaskStatus::waiting; }

Future<> naps(Duration d) { co_await sleep(d); }

Future<> uses(Mutex<int> db, Duration d) {
  auto guard = co_await db.lock();
  co_await sleep(d);
}

Future<> three_share(Settings) {
  const Mutex<int> db(0, "db");
  auto a = spawn(uses(db, 10ms), "a");
  auto b = spawn(uses(db, 10ms), "b");
  auto c = spawn(uses(db, 10ms), "c");
  (co_await a).unwrap();
  (co_await b).unwrap();
  (co_await c).unwrap();
}

Future<> takes_both(Mutex<int> first, Mutex<int> second) {
  auto one = co_await first.lock();
  co_await sleep(1ms);
  auto two = co_await second.lock();
}

Future<> deadlock(Settings) {
  const Mutex<int> x(0, "x");
  const Mutex<int> y(0, "y");
  auto a = spawn(takes_both(x, y), "a");
  auto b = spawn(takes_both(y, x), "b");
  (void)co_await a;
  (void)co_await b;
}

Future<> blocks(Duration d) {
  block(d);
  co_return;
}

Future<> blocks_among_others(Settings) {
  auto nap = spawn(naps(10ms), "nap");
  co_await sleep(5ms);
  auto greedy = spawn(blocks(100ms), "greedy");
  auto other = spawn(naps(1ms), "other");
  (void)co_await nap;
  (void)co_await greedy;
  (void)co_await other;
}

Future<> takes(Receiver<int> numbers) {
  while (auto n = co_await numbers.recv()) co_await sleep(1ms);
}

Future<> gives(Sender<int> numbers) {
  co_await sleep(1ms);
  for (int n = 0; n < 4; ++n) (co_await numbers.send(n)).unwrap();
}

Future<> sends(Settings) {
  auto [sender, receiver] = channel<int>(1, "numbers");
  auto reader = spawn(takes(std::move(receiver)), "reader");
  auto writer = spawn(gives(std::move(sender)), "writer");
  (void)co_await writer;
  (void)co_await reader;
}

Future<> aborts(Settings) {
  auto nap = spawn(naps(50ms), "nap");
  co_await sleep(10ms);
  nap.abort();
  (void)co_await nap;
}

}  // namespace

TEST_CASE("a waiting task is told what it waits for, and who keeps it") {
  const PlayedFunction run(three_share);
  const Why main = first_why(*run, "main", waits);
  CHECK(main.because == "main waits since 0 ms for the result of a.");
  CHECK(main.moves_on == "a must end first; it is in the ready queue.");
  CHECK(main.keepers == std::vector<TaskId>{named(*run, "a")});
  const Why a = first_why(*run, "a", waits);
  CHECK(a.because == "a waits since 0 ms for timer 1.");
  CHECK(a.moves_on == "Timer 1 is due at 10 ms; its waker then puts a into the ready queue.");
  const Why c = first_why(*run, "c", waits);
  CHECK(c.because == "c waits since 0 ms for mutex db.");
  CHECK(c.moves_on == "a holds mutex db and must give it back first. b stands before it in the line.");
  CHECK(c.keepers == std::vector<TaskId>{named(*run, "a"), named(*run, "b")});
  CHECK(run->trace()[c.since].kind == EventKind::poll_ended);
}

TEST_CASE("a queued task is told who stands before it, and a polled one what brought it there") {
  const PlayedFunction run(three_share);
  const Why c = first_why(*run, "c", [](const World& world, const TaskState& task) {
    return task.status == TaskStatus::queued && world.polling == TaskId::none;
  });
  CHECK(c.because == "c is ready to run: main spawned it at 0 ms.");
  CHECK(c.moves_on == "a and b stand before it in the ready queue.");
  const Why head = first_why(*run, "a", [](const World& world, const TaskState& task) {
    return task.status == TaskStatus::queued && world.polling == TaskId::none;
  });
  CHECK(head.moves_on == "It is the head of the ready queue: the executor takes it next and polls it.");
  const Why polled = first_why(*run, "b", [](const World& world, const TaskState& task) {
    return world.polling == task.id && task.polls == 2;
  });
  CHECK(polled.because == "The executor polls b: a woke it through mutex db at 10 ms.");
}

TEST_CASE("a task behind a blocking call is told who blocks, and until when") {
  const PlayedFunction run(blocks_among_others);
  const auto blocked = [](const World& world, const TaskState&) { return world.occupied; };
  const Why other = first_why(*run, "other", blocked);
  CHECK(other.because == "other is ready to run: main spawned it at 5 ms.");
  CHECK(other.moves_on ==
        "greedy blocks the thread for 100 ms, since 5 ms. It is the head of the ready queue: the executor "
        "takes it next "
        "and polls it.");
  CHECK(first_why(*run, "greedy", blocked).moves_on ==
        "It blocks the thread for 100 ms, since 5 ms: no other task can run meanwhile.");
  // In the middle of the call its timer is overdue.
  const TaskId nap = named(*run, "nap");
  World world;
  for (EventNumber n = 1; !world.occupied; ++n) apply(world, run->trace()[n]);
  const Why late = why(run->trace(), run->chronicle().names(), world, nap, world.now + 50ms);
  CHECK(late.moves_on ==
        "Timer 2 was due at 10 ms, but the loop cannot look at its timers while greedy has the thread.");
  CHECK(late.keepers == std::vector<TaskId>{named(*run, "greedy")});
}

TEST_CASE("a task in a ring of locks is told that nothing but an abort can move it on") {
  const PlayedFunction run(deadlock);
  const Why b = first_why(*run, "b", [](const World& world, const TaskState& task) {
    return waits(world, task) && task.polls == 2 && world.polling == TaskId::none;
  });
  CHECK(b.moves_on ==
        "Nothing but an abort can move it on: b waits for mutex x, which a holds; a waits for mutex y, which "
        "b holds.");
  CHECK(b.keepers == std::vector<TaskId>{named(*run, "a")});
}

TEST_CASE(
    "a task behind a plain lock that it holds itself is told so, and at the end of a deadlock what it was "
    "in") {
  const auto run = played("lock_across_await/plain_lock");
  World world;
  for (EventNumber n = 1; !world.occupied; ++n) apply(world, run->trace()[n]);
  const Names& names = run->chronicle().names();
  const TaskId one = world.resources[0].holders[0].task;
  const Why why_one = why(run->trace(), names, world, one, Instant(150ms));
  CHECK(why_one.moves_on ==
        "Timer 2 was due at 100 ms, but the loop cannot look at its timers while two has the thread, because "
        "it "
        "waits for plain lock log file, which one itself holds.");

  const auto stuck = played("deadlock/two_orders");
  const World& end = stuck->chronicle().latest();
  const Why ann = why(stuck->trace(), stuck->chronicle().names(), end, end.stuck[0].task, end.now);
  CHECK(ann.because ==
        "ann is cancelled since 50 ms: the run ended before it did. It was in a ring of tasks that could not "
        "go "
        "on: ann waits for mutex fork, which ben holds; ben waits for mutex knife, which ann holds.");
}

TEST_CASE("a task at a channel is told what must happen to it") {
  const PlayedFunction run(sends);
  const Why reader = first_why(*run, "reader", waits);
  CHECK(reader.because == "reader waits since 0 ms for news from channel numbers.");
  CHECK(reader.moves_on == "A task must send into channel numbers first.");
  const Why writer = first_why(*run, "writer", [](const World& world, const TaskState& task) {
    return waits(world, task) && task.innermost_await()->kind == AwaitKind::channel_send;
  });
  CHECK(writer.moves_on == "Channel numbers is full; a task must receive from it first.");
}

TEST_CASE("a task that is done or dropped is told how it ended") {
  const PlayedFunction run(aborts);
  const auto is_done = [](const World&, const TaskState& task) { return task.is_done(); };
  CHECK(first_why(*run, "nap", is_done).because == "nap is cancelled since 10 ms: it was aborted.");
  CHECK(first_why(*run, "main", is_done).because == "main is done since 10 ms: its function returned.");
  const Why dropped =
      first_why(*run, "nap", [](const World&, const TaskState& task) { return task.being_dropped; });
  CHECK(dropped.because == "The executor drops nap: it was aborted.");
  const Why marked = first_why(*run, "nap", [](const World&, const TaskState& task) {
    return task.abort_requested && task.status == TaskStatus::queued;
  });
  CHECK(marked.because == "nap is ready to run: an abort woke it at 10 ms.");
}

TEST_CASE("a task that waits for a worker is told where its work is") {
  const auto run = played("blocking/offloaded");
  const TaskId reader = named(*run, "reader");
  bool seen = false;
  World world;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    apply(world, run->trace()[n]);
    const TaskState* task = world.task(reader);
    const bool running = std::ranges::count(world.jobs, JobStatus::running, &JobState::status) > 0;
    if (!task || task->status != TaskStatus::waiting || !running || world.polling != TaskId::none) continue;
    seen = true;
    const Why told = why(run->trace(), run->chronicle().names(), world, reader, world.now);
    CHECK(told.moves_on == "read runs on worker 1 and must end first.");
  }
  CHECK(seen);
}

TEST_CASE("under another policy nobody is told that the head of the queue is next") {
  const auto run = played("join?policy=lifo");
  World world;
  bool seen = false;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    apply(world, run->trace()[n]);
    if (world.ready.size() < 2 || world.policy != Policy::lifo) continue;
    seen = true;
    for (const TaskId id : world.ready) {
      const Why told = why(run->trace(), run->chronicle().names(), world, id, world.now);
      CHECK(told.moves_on.find("head") == std::string::npos);
      CHECK(told.moves_on.find("the policy lifo says which of them is polled next.") != std::string::npos);
    }
  }
  CHECK(seen);
}

TEST_CASE("at every event of every scenario each task is told why it is where it is") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    World world;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      apply(world, trace[n]);
      for (const TaskState& task : world.tasks) {
        const Why told = why(trace, run->chronicle().names(), world, task.id, world.now);
        CAPTURE(n, told.because, told.moves_on);
        CHECK(told.because.ends_with("."));
        CHECK(told.moves_on.empty() == (task.is_done() || task.being_dropped));
        CHECK((told.moves_on.empty() || told.moves_on.ends_with(".")));
        CHECK(told.since > 0);
        CHECK(std::ranges::count(told.keepers, task.id) == 0);
      }
    }
  }
}

}  // namespace loopglass
