// Resources in the world and in words: who holds, who waits, how full.
#include "app/model/brief.hpp"
#include "app/model/explain.hpp"
#include "app/model/sharing.hpp"
#include "app/model/story.hpp"
#include "app/model/wait_cycle.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

/// The first world after which `is_it` holds, with what came before it.
template <class F>
World first_world(Run& run, F is_it) {
  World world;
  for (EventNumber n = 1; n <= run.trace().size() && !is_it(world); ++n) apply(world, run.trace()[n]);
  REQUIRE(is_it(world));
  return world;
}

std::vector<std::string> sentences(Run& run) {
  std::vector<std::string> lines;
  for (const StoryLine& line : tell(run.trace(), run.chronicle().warnings())) lines.push_back(line.text);
  return lines;
}
bool has(const std::vector<std::string>& lines, const std::string& wanted) {
  return std::ranges::find(lines, wanted) != lines.end();
}

Future<> uses(Mutex<int> db, Duration d) {
  auto guard = co_await db.lock();
  co_await sleep(d);
}

Future<> three_share(Settings) {
  const Mutex<int> db(0, "db");
  auto a = spawn(uses(db, 10ms), "a");
  auto b = spawn(uses(db, 10ms), "b");
  auto c = spawn(uses(db, 10ms), "c");
  (co_await c).unwrap();
}

TEST_CASE("the world tells who holds a mutex and who waits for it, since when") {
  const PlayedFunction run(three_share);
  const World world = first_world(
      *run, [](const World& w) { return !w.resources.empty() && w.resources[0].waiters.size() == 2; });
  const ResourceState& db = world.resources[0];
  CHECK(db.kind == ResourceKind::mutex);
  REQUIRE(db.holders.size() == 1);
  CHECK(raw(db.holders[0].task) == 2);
  CHECK(raw(db.waiters[0].task) == 3);
  CHECK(raw(db.waiters[1].task) == 4);
  CHECK(run->trace()[db.waiters[0].event].kind == EventKind::waker_registered);
  const World& end = run->chronicle().latest();
  CHECK(end.resources[0].holders.empty());
  CHECK(end.resources[0].waiters.empty());
  CHECK(end.resources[0].fill == 0);
  CHECK(run->chronicle().names().resource(ResourceId{1}) == "mutex db");
}

TEST_CASE("a mutex is told in words") {
  const PlayedFunction run(three_share);
  const auto lines = sentences(*run);
  CHECK(has(lines, "main makes mutex db."));
  CHECK(has(lines, "a takes mutex db."));
  CHECK(has(lines, "b is pending and gives the thread back: it waits for mutex db."));
  CHECK(has(lines, "a gives mutex db back: b is the first in the line."));
  CHECK(has(lines, "a wakes b: the waker left with mutex db puts it at the back of the ready queue."));
  CHECK(has(lines, "b is handed mutex db, before it is polled."));
}

Future<> writes(PlainLock file) {
  const auto guard = file.lock_for(100ms);
  if (guard) co_await sleep(10ms);
}

Future<> holds_a_plain_lock_over_an_await(Settings) {
  const PlainLock file("file");
  auto a = spawn(writes(file), "a");
  auto b = spawn(writes(file), "b");
  (co_await a).unwrap();
  (co_await b).unwrap();
}

TEST_CASE("the world tells who holds a plain lock, and who keeps the thread to wait for it") {
  const PlayedFunction run(holds_a_plain_lock_over_an_await);
  const World world = first_world(*run, [](const World& w) { return lock_that_blocks(w) != nullptr; });
  const ResourceState& file = *lock_that_blocks(world);
  const Names& names = run->chronicle().names();
  CHECK(names.resource(file.id) == "plain lock file");
  CHECK(short_state(file, names) == "held by a");
  REQUIRE(file.waiters.size() == 1);
  CHECK(names.task(file.waiters[0].task) == "b");
  CHECK(state_sentence(file, names) ==
        "Plain lock file is held by a since 0 ms. b waits for it and keeps the thread.");
  const World& end = run->chronicle().latest();
  CHECK(end.resources[0].holders.empty());
  CHECK(end.resources[0].waiters.empty());
  CHECK(lock_that_blocks(end) == nullptr);
  const auto lines = sentences(*run);
  CHECK(has(lines,
            "b waits for plain lock file and keeps the thread for 100 ms. a holds it, and cannot run "
            "meanwhile to give it back."));
}

TEST_CASE("a deadlock ends with the ring of those that waited for each other") {
  const auto run = played("deadlock/two_orders");
  const Names& names = run->chronicle().names();
  const World& end = run->chronicle().latest();
  CHECK(describe(end.stuck, names) ==
        "ann waits for mutex fork, which ben holds; ben waits for mutex knife, which ann holds");
  CHECK(end.resources[0].holders.empty());  // everything is dropped by then
  CHECK(has(sentences(*run),
            "ben is cancelled: its future is gone. It could never have mutex knife, which ann "
            "held."));
  CHECK(played("deadlock/one_order")->chronicle().latest().stuck.empty());
}

Future<> everything(Settings) {
  auto [sender, receiver] = channel<int>(1, "numbers");
  struct Story {
    static Future<> sends(Sender<int> s) {
      for (int n = 0; n < 3; ++n) (co_await s.send(n)).unwrap();
    }
    static Future<> waits(Notify n, Barrier b, OnceCell<int> cell, RwLock<int> lock, Semaphore s) {
      co_await n.notified();
      (void)co_await b.wait();
      (void)co_await cell.get_or_init(makes());
      const auto read = co_await lock.read();
      const auto permits = co_await s.acquire(2);
      co_await sleep(1ms);
    }
    static Future<int> makes() {
      co_await sleep(1ms);
      co_return 1;
    }
  };
  auto producer = spawn(Story::sends(std::move(sender)), "producer");
  while (auto n = co_await receiver.recv()) co_await sleep(1ms);
  const Notify go("go");
  const Barrier start(2, "start");
  const OnceCell<int> config("config");
  const RwLock<int> table(0, "table");
  const Semaphore seats(2, "seats");
  auto x = spawn(Story::waits(go, start, config, table, seats), "x");
  auto y = spawn(Story::waits(go, start, config, table, seats), "y");
  co_await yield_now();
  co_await yield_now();
  go.notify_all();
  auto [level, display] = watch(0, "level");
  auto [news, reader] = broadcast<int>(1, "news");
  auto [answer, question] = oneshot<int>("answer");
  level.send(1);
  (co_await display.changed()).unwrap();
  news.send(1);
  news.send(2);
  (void)co_await reader.recv();
  (void)co_await reader.recv();
  (void)answer.send(1);
  (co_await question).unwrap();
  co_await sleep(1ms);
  x.abort();
  (co_await y).unwrap();
}

TEST_CASE("every event of a resource has its words, and seeking agrees with playing") {
  const PlayedFunction run(everything);
  CHECK(run->result() == RunResult::finished);
  const Trace& trace = run->trace();
  const Names& names = run->chronicle().names();
  World world;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    INFO(n);
    const std::string sentence = explain(trace, names, world, trace[n]);
    CHECK(sentence.ends_with("."));
    CHECK(sentence.find("something") == std::string::npos);
    CHECK_FALSE(brief(trace, names, trace[n]).empty());
    apply(world, trace[n]);
    if (n % 7 == 0) {
      CHECK(run->chronicle().at(n) == world);
      CHECK(run->chronicle().at(n).hash() == world.hash());
    }
  }
  REQUIRE(world.resources.size() == 9);
  for (const ResourceState& resource : world.resources) {
    CHECK(resource.holders.empty());
    CHECK(resource.waiters.empty());
  }
}

Future<> locks_two(Mutex<int> first, Mutex<int> second) {
  auto one = co_await first.lock();
  co_await sleep(1ms);
  auto two = co_await second.lock();
}

Future<> crosses(Settings) {
  const Mutex<int> x(0, "x"), y(0, "y");
  auto a = spawn(locks_two(x, y), "a");
  auto b = spawn(locks_two(y, x), "b");
  (co_await a).unwrap();
}

TEST_CASE(
    "a task that holds what it waits for is found when the run is stuck, for it might have had another way") {
  const auto borrowed = played("futurelock/borrowed");
  const auto& warnings = borrowed->chronicle().warnings();
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].id() == std::string_view("wait-cycle"));
  CHECK(warnings[0].text == "A task waits for itself: main waits for mutex log, which it holds itself.");
  CHECK(borrowed->trace()[warnings[0].event].kind == EventKind::shutdown_began);
  CHECK(played("futurelock/dropped")->chronicle().warnings().empty());
}

TEST_CASE("two tasks that lock two mutexes crosswise are found, with who waits for what") {
  const PlayedFunction run(crosses);
  CHECK(run->result() == RunResult::deadlock);
  const auto& warnings = run->chronicle().warnings();
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].id() == std::string_view("wait-cycle"));
  CHECK(
      warnings[0].text ==
      "Tasks wait for one another: b waits for mutex x, which a holds; a waits for mutex y, which b holds.");
  CHECK(run->trace()[warnings[0].event].kind == EventKind::poll_ended);
}

Future<> locks_twice(Settings) {
  const Mutex<int> x(0, "x");
  const auto one = co_await x.lock();
  const auto two = co_await x.lock();
}

TEST_CASE("a task that locks what it holds waits for itself") {
  const PlayedFunction run(locks_twice);
  REQUIRE(run->chronicle().warnings().size() == 1);
  CHECK(run->chronicle().warnings()[0].text ==
        "A task waits for itself: main waits for mutex x, which it holds itself.");
}

Future<> reads_twice(RwLock<int> lock) {
  const auto one = co_await lock.read();
  co_await sleep(2ms);
  const auto two = co_await lock.read();
}
Future<> writes(RwLock<int> lock) {
  co_await sleep(1ms);
  const auto guard = co_await lock.write();
}
Future<> writer_between(Settings) {
  const RwLock<int> table(0, "table");
  auto r = spawn(reads_twice(table), "r");
  auto w = spawn(writes(table), "w");
  (co_await r).unwrap();
}

TEST_CASE("a reader that reads again behind a writer is found") {
  const PlayedFunction run(writer_between);
  REQUIRE(run->chronicle().warnings().size() == 1);
  CHECK(
      run->chronicle().warnings()[0].text ==
      "Tasks wait for one another: r waits for rw lock table, where w stands before it; w waits for rw lock "
      "table, which r holds.");
}

Future<> joins(Mutex<int> lock, JoinHandle<void> other) {
  const auto guard = co_await lock.lock();
  (co_await other).unwrap();
}
Future<> holds_and_joins(Settings) {
  const Mutex<int> x(0, "x");
  struct Story {
    static Future<> late(Mutex<int> lock) {
      co_await sleep(1ms);
      const auto guard = co_await lock.lock();
    }
  };
  auto late = spawn(Story::late(x), "late");
  auto joiner = spawn(joins(x, std::move(late)), "joiner");
  (co_await joiner).unwrap();
}

TEST_CASE("a cycle may go through a join") {
  const PlayedFunction run(holds_and_joins);
  REQUIRE(run->chronicle().warnings().size() == 1);
  CHECK(run->chronicle().warnings()[0].text ==
        "Tasks wait for one another: late waits for mutex x, which joiner holds; joiner waits for the result "
        "of "
        "late.");
}

Future<> with_deadline(Settings) {
  const Mutex<int> x(0, "x");
  const auto one = co_await x.lock();
  (void)co_await timeout(1ms, x.lock());
  println("goes on");
}

TEST_CASE("a wait that a deadline ends is no cycle") {
  const PlayedFunction run(with_deadline);
  CHECK(run->result() == RunResult::finished);
  CHECK(run->chronicle().warnings().empty());
  CHECK(run->chronicle().latest().resources[0].waiters.empty());
}

Future<> crosses_permits(Settings) {
  const Semaphore a(1, "a"), b(1, "b");
  struct Story {
    static Future<> takes(Semaphore first, Semaphore second) {
      const auto one = co_await first.acquire();
      co_await sleep(1ms);
      const auto two = co_await second.acquire();
    }
  };
  auto p = spawn(Story::takes(a, b), "p");
  auto q = spawn(Story::takes(b, a), "q");
  (co_await p).unwrap();
}

TEST_CASE("what tasks are handed as a stuck run is taken down is told as too late") {
  const auto run = played("deadlock/two_orders");
  CHECK(has(sentences(*run), "ben is handed mutex knife, but too late: the run is over."));
}

TEST_CASE("a cycle of semaphores is told at the deadlock") {
  const PlayedFunction run(crosses_permits);
  CHECK(run->result() == RunResult::deadlock);
  REQUIRE(run->chronicle().warnings().size() == 1);
  CHECK(run->trace()[run->chronicle().warnings()[0].event].kind == EventKind::shutdown_began);
  World world;
  for (EventNumber n = 1; run->trace()[n].kind != EventKind::shutdown_began; ++n)
    apply(world, run->trace()[n]);
  CHECK(describe(find_wait_cycle(world, Certainty::possible), run->chronicle().names()) ==
        "p waits for semaphore b, which q holds; q waits for semaphore a, which p holds");
}

}  // namespace
}  // namespace loopglass
