// Worker threads and wakes from other threads, on the real clock. They are a program of their own, which
// tests/run runs under the thread sanitizer, too.
#include <atomic>
#include <latch>
#include <semaphore>
#include <set>
#include <thread>

#include "runtime/blocking/remote_waker.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<int> adds(int jobs) {
  std::vector<BlockingHandle<int>> handles;
  for (int n = 1; n <= jobs; ++n) handles.push_back(spawn_blocking([n] { return n; }));
  int sum = 0;
  for (auto& handle : handles) sum += (co_await handle).unwrap();
  co_return sum;
}

TEST_CASE("every job gives its result, watched or not") {
  Executor alone(Reactor::on_real_clock());
  CHECK(alone.block_on(adds(500)) == 125250);
  Recorder recorder;
  Executor watched(Reactor::on_real_clock(), {.sink = &recorder});
  CHECK(watched.block_on(adds(500)) == 125250);
}

Future<> meets(std::latch* all, std::set<std::thread::id>* threads, std::mutex* lock, int jobs) {
  std::vector<BlockingHandle<>> handles;
  for (int n = 0; n < jobs; ++n) {
    handles.push_back(spawn_blocking([=] {
      all->arrive_and_wait();  // only threads that run at the same time get past here
      const std::lock_guard guard(*lock);
      threads->insert(std::this_thread::get_id());
    }));
  }
  for (auto& handle : handles) (co_await handle).unwrap();
}

TEST_CASE("so many as allowed run side by side, none of them the loop's") {
  std::latch all(3);
  std::set<std::thread::id> threads;
  std::mutex lock;
  Executor executor(Reactor::on_real_clock(), {.most_workers = 3});
  executor.block_on(meets(&all, &threads, &lock, 3));
  CHECK(threads.size() == 3);
  CHECK(threads.count(std::this_thread::get_id()) == 0);
}

Future<> in_order(std::vector<int>* order, std::set<std::thread::id>* threads) {
  std::vector<BlockingHandle<>> handles;
  for (int n = 1; n <= 20; ++n) {
    handles.push_back(spawn_blocking([=] {
      order->push_back(n);
      threads->insert(std::this_thread::get_id());
    }));
  }
  for (auto& handle : handles) (co_await handle).unwrap();
}

TEST_CASE("one worker takes the jobs in the order of its queue") {
  std::vector<int> order;
  std::set<std::thread::id> threads;
  Executor executor(Reactor::on_real_clock(), {.most_workers = 1});
  executor.block_on(in_order(&order, &threads));
  CHECK(std::ranges::is_sorted(order));
  CHECK(order.size() == 20);
  CHECK(threads.size() == 1);
}

Future<> ticks_beside(std::atomic<bool>* over, int* ticks) {
  auto handle = spawn_blocking([over] {
    while (!*over) std::this_thread::yield();
  });
  for (int n = 0; n < 3; ++n) {
    co_await sleep(1ms);
    ++*ticks;
  }
  *over = true;
  (co_await handle).unwrap();
}

TEST_CASE("the loop goes on while a worker is busy") {
  std::atomic<bool> over = false;
  int ticks = 0;
  Executor(Reactor::on_real_clock()).block_on(ticks_beside(&over, &ticks));
  CHECK(ticks == 3);
}

Future<> aborts(std::latch* started, std::latch* go_on, std::atomic<int>* calls, Lines* list) {
  auto first = spawn_blocking([=] {
    started->count_down();
    go_on->wait();
    ++*calls;
  });
  auto second = spawn_blocking([=] { ++*calls; });
  started->wait();
  first.abort();
  second.abort();
  list->push_back(first.is_finished() ? "first: dropped" : "first: goes on");
  list->push_back(second.is_finished() ? "second: dropped" : "second: goes on");
  go_on->count_down();
  list->push_back((co_await first).ok() ? "first: done" : "first: nothing");
  list->push_back((co_await second).ok() ? "second: done" : "second: nothing");
}

TEST_CASE("an abort drops what is queued, and does not stop what has started") {
  std::latch started(1);
  std::latch go_on(1);
  std::atomic<int> calls = 0;
  Lines list;
  Executor executor(Reactor::on_real_clock(), {.most_workers = 1});
  executor.block_on(aborts(&started, &go_on, &calls, &list));
  CHECK(list == Lines{"first: goes on", "second: dropped", "first: done", "second: nothing"});
  CHECK(calls == 1);
}

Future<> panics(Lines* list) {
  auto handle = spawn_blocking([]() -> int { panic("no disk"); });
  const auto result = co_await handle;
  list->push_back(result.error().message());
}

TEST_CASE("a panic on a thread is the error of its handle") {
  Lines list;
  Executor(Reactor::on_real_clock()).block_on(panics(&list));
  CHECK(list == Lines{"no disk"});
}

Future<> leaves(std::counting_semaphore<>* started, std::atomic<int>* ran, Tally* tally) {
  for (int n = 0; n < 4; ++n) {
    auto handle = spawn_blocking([=, held = Probe(*tally)] {
      started->release();
      block(5ms);
      ++*ran;
    });
  }
  for (int n = 0; n < 2; ++n) started->acquire();  // a third may have started meanwhile
  co_return;
}

TEST_CASE(
    "threads: the end of an executor waits for what has started and drops the rest, and nothing leaks") {
  std::counting_semaphore<> started(0);
  std::atomic<int> ran = 0;
  Tally tally;
  Recorder recorder;
  {
    Executor executor(Reactor::on_real_clock(), {.sink = &recorder, .most_workers = 2});
    (void)executor.spawn(leaves(&started, &ran, &tally));
    CHECK(executor.tick() == Tick::polled);
  }
  CHECK(ran >= 2);
  CHECK(tally.made == tally.destroyed);
}

Future<> stands_still(int* sum) {
  int mine = 1;
  co_await block_in_place([&] { mine += 6; });
  *sum += mine;
}
Future<> stand_still(int* sum) {
  co_await join(stands_still(sum), stands_still(sum));
  co_await block_in_place([sum] { ++*sum; });
}

TEST_CASE("work in place may use what its task owns, without a lock") {
  Executor executor(Reactor::on_real_clock(), {.most_workers = 2});
  int sums[8] = {};
  for (int& sum : sums) (void)executor.spawn(stand_still(&sum));
  while (executor.tick() != Tick::stuck) {
  }
  for (const int sum : sums) CHECK(sum == 15);
}

Future<> speaks() {
  (co_await spawn_blocking([] { println("from a worker"); })).unwrap();
  println("from the task");
}

TEST_CASE("what a worker prints comes out on the loop's thread") {
  Lines output;
  std::set<std::thread::id> threads;
  Recorder recorder;
  Executor executor(Reactor::on_real_clock(), {.sink = &recorder, .output = [&](std::string_view line) {
                                                 output.emplace_back(line);
                                                 threads.insert(std::this_thread::get_id());
                                               }});
  executor.block_on(speaks());
  CHECK(output == Lines{"from a worker", "from the task"});
  const Trace& trace = recorder.trace();
  for (EventNumber n = 1; n <= trace.size(); ++n)
    if (trace[n].kind == EventKind::output)
      CHECK(trace.site(trace[n].site).file.ends_with("threads_test.cpp"));
  CHECK(threads == std::set{std::this_thread::get_id()});
}

/// Written by hand: pending until another thread has set the flag.
class Flag {
 public:
  using Output = void;
  explicit Flag(std::thread& thread) : thread_(thread) {}
  Poll<void> poll(Context& context) {
    if (set_) return ready;
    if (!thread_.joinable()) {
      thread_ = std::thread([this, waker = context.executor().remote_waker(context.waker())] {
        set_ = true;
        waker.wake();
      });
    }
    return pending;
  }

 private:
  std::thread& thread_;
  std::atomic<bool> set_ = false;
};

Future<> waits_for_a_thread(std::thread* thread) {
  Flag flag(*thread);
  co_await flag;
}

TEST_CASE("a thread of the program's own wakes a task, and the loop waits for it without a timer") {
  Recorder recorder;
  std::thread thread;
  {
    Executor executor(Reactor::on_real_clock(), {.sink = &recorder});
    executor.block_on(waits_for_a_thread(&thread));
  }
  thread.join();
  int woken = 0;
  for (EventNumber n = 1; n <= recorder.trace().size(); ++n) {
    const Event& e = recorder.trace()[n];
    woken +=
        e.kind == EventKind::task_woken && static_cast<WakeReason>(e.extra) == WakeReason::thread ? 1 : 0;
  }
  CHECK(woken == 1);
}

TEST_CASE("a remote waker may be used when its executor is gone") {
  std::optional<RemoteWaker> waker;
  {
    Executor executor(Reactor::on_real_clock());
    waker = executor.remote_waker(Waker(executor, 0, TaskId(1)));
    CHECK(executor.reactor().timers().empty());
  }
  std::thread([&] {
    waker->wake();
    waker.reset();
  }).join();
}

TEST_CASE("the loop is stuck once the last remote waker is gone, and not before") {
  Executor executor(Reactor::on_real_clock());
  GateState gate;
  struct Waits {
    static Future<> run(GateState* gate) { co_await Gate(*gate); }
  };
  (void)executor.spawn(Waits::run(&gate));
  CHECK(executor.tick() == Tick::polled);
  std::thread([waker = executor.remote_waker(gate.waker)] {}).join();
  Tick tick = Tick::waited;
  while (tick == Tick::waited) tick = executor.tick();
  CHECK(tick == Tick::stuck);
}

TEST_CASE("many threads wake many tasks, and no wake is lost") {
  Executor executor(Reactor::on_real_clock());
  constexpr int count = 50;
  GateState gates[count];
  struct Waits {
    static Future<> run(GateState* gate, int* done) {
      co_await Gate(*gate);
      ++*done;
    }
  };
  int done = 0;
  for (GateState& gate : gates) (void)executor.spawn(Waits::run(&gate, &done));
  for (int n = 0; n < count; ++n) CHECK(executor.tick() == Tick::polled);
  std::vector<std::thread> threads;
  for (GateState& gate : gates) {
    gate.open = true;
    threads.emplace_back([waker = executor.remote_waker(gate.waker)] { waker.wake(); });
  }
  while (done < count) {
    if (executor.tick() == Tick::stuck) break;
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(done == count);
}

TEST_CASE("jobs on record are in order, and hold together") {
  Recorder recorder;
  {
    Executor executor(Reactor::on_real_clock(), {.sink = &recorder, .most_workers = 3});
    executor.block_on(adds(60));
  }
  std::vector<std::uint32_t> queued;
  std::vector<std::uint32_t> started;
  for (EventNumber n = 1; n <= recorder.trace().size(); ++n) {
    const Event& e = recorder.trace()[n];
    if (e.kind == EventKind::job_queued) queued.push_back(e.subject);
    if (e.kind == EventKind::job_started) started.push_back(e.subject);
  }
  CHECK(queued.size() == 60);
  CHECK(started == queued);
}

}  // namespace
}  // namespace loopglass
