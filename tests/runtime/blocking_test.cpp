// spawn_blocking on the virtual clock: lanes that are exact and repeatable.
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/loopglass_test_case.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

int slow() {
  block(30ms);
  return 7;
}

Future<> offloads(Lines* list) {
  Result<int, JoinError> seven = co_await spawn_blocking(slow, "slow");
  list->push_back(std::to_string(seven.unwrap()) + " at " + to_text(now()));
}

Future<> ticks(Lines* list, int times) {
  for (int n = 1; n <= times; ++n) {
    co_await sleep(10ms);
    list->push_back("tick at " + to_text(now()));
  }
}

TEST_CASE("the loop goes on while a worker blocks, and the result comes when the worker's time is over") {
  Loop loop;
  Lines list;
  (void)loop.spawn(offloads(&list));
  (void)loop.spawn(ticks(&list, 4));
  loop.run();
  CHECK(list == Lines{"tick at 10 ms", "tick at 20 ms", "7 at 30 ms", "tick at 30 ms", "tick at 40 ms"});
}

Future<> computes(Duration d) {
  work(d);
  co_return;
}

TEST_CASE("a worker works on while a task holds the loop, and the loop hears of it afterwards") {
  Loop loop;
  Lines list;
  (void)loop.spawn(offloads(&list));
  (void)loop.spawn(computes(50ms));
  loop.run();
  CHECK(list == Lines{"7 at 50 ms"});
  CHECK(loop.events(EventKind::job_ended)[0].time() == Instant(30ms));
  CHECK(loop.events(EventKind::job_returned)[0].time() == Instant(50ms));
}

Future<> talks() {
  auto handle = spawn_blocking([] {
    println("begins at ", now());
    work(20ms);
    println("ends at ", now());
  });
  work(10ms);
  println("the task at ", now());
  (co_await handle).unwrap();
}

TEST_CASE("work, now and println on a worker go by its own time, and all lines come in the order of time") {
  Loop loop;
  (void)loop.spawn(talks());
  loop.run();
  CHECK(loop.output == Lines{"begins at 0 ms", "the task at 10 ms", "ends at 20 ms"});
}

Future<> many(Lines* list, int jobs) {
  std::vector<BlockingHandle<>> handles;
  for (int n = 1; n <= jobs; ++n) {
    handles.push_back(spawn_blocking([n] {
      block(10ms);
      println("job ", n, " at ", now());
    }));
  }
  for (BlockingHandle<>& handle : handles) (co_await handle).unwrap();
  list->push_back(to_text(now()));
}

TEST_CASE("so many jobs as there are workers run side by side, the others wait in their order") {
  Lines output;
  Lines list;
  Executor executor(Reactor::on_virtual_clock(),
                    {.output = [&](std::string_view line) { output.emplace_back(line); }, .most_workers = 2});
  executor.block_on(many(&list, 5));
  CHECK(output ==
        Lines{"job 1 at 10 ms", "job 2 at 10 ms", "job 3 at 20 ms", "job 4 at 20 ms", "job 5 at 30 ms"});
  CHECK(list == Lines{"30 ms"});
}

LOOPGLASS_TEST("a panic on a worker is the error of its handle, and of nobody else") {
  auto handle = spawn_blocking([]() -> int { panic("no disk"); });
  const auto result = co_await handle;
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().is_panic());
  CHECK(result.error().message() == "no disk");
}

LOOPGLASS_TEST("aborted before it starts a job is dropped, and its function is never called") {
  Tally tally;
  int calls = 0;
  std::vector<BlockingHandle<>> busy;
  for (int n = 0; n < 4; ++n) busy.push_back(spawn_blocking([] { block(10ms); }));
  auto handle = spawn_blocking([&calls, probe = Probe(tally)] { ++calls; });
  handle.abort();
  CHECK(handle.is_finished());
  CHECK(tally.alive() == 0);
  const auto result = co_await handle;
  CHECK(result.error().is_cancelled());
  for (auto& other : busy) (co_await other).unwrap();
  CHECK(calls == 0);
  CHECK(loop.events(EventKind::job_dropped).size() == 1);
}

LOOPGLASS_TEST("who waits for a job that is dropped is woken") {
  Lines list;
  std::vector<BlockingHandle<>> busy;
  for (int n = 0; n < 4; ++n) busy.push_back(spawn_blocking([] { block(10ms); }));
  struct Aborting {
    static Future<> run(BlockingHandle<>* handle) {
      handle->abort();
      co_return;
    }
    static Future<> wait(BlockingHandle<>* handle, Lines* list) {
      const auto result = co_await *handle;
      list->push_back(result.error().message() + " at " + to_text(now()));
    }
  };
  auto handle = spawn_blocking([] {});
  auto waiter = spawn(Aborting::wait(&handle, &list));
  auto aborter = spawn(Aborting::run(&handle));
  (co_await waiter).unwrap();
  (co_await aborter).unwrap();
  CHECK(list == Lines{"the task was cancelled at 0 ms"});
  for (auto& other : busy) (co_await other).unwrap();
}

LOOPGLASS_TEST("aborted after it has started a job goes on, and its result comes") {
  auto handle = spawn_blocking(slow);
  co_await sleep(10ms);
  handle.abort();
  CHECK_FALSE(handle.is_finished());
  CHECK((co_await handle).unwrap() == 7);
  CHECK(now() == Instant(30ms));
  const auto aborts = loop.events(EventKind::job_aborted);
  REQUIRE(aborts.size() == 1);
  CHECK(static_cast<JobAbort>(aborts[0].detail) == JobAbort::already_started);
}

LOOPGLASS_TEST("a handle that is dropped leaves its job to run") {
  {
    auto handle = spawn_blocking([] { println("ran at ", now()); });
  }
  co_await sleep(1ms);
  CHECK(loop.output == Lines{"ran at 0 ms"});
}

TEST_CASE("the loop is not stuck while a worker runs that nobody waits for") {
  Loop loop;
  int calls = 0;
  struct Leaves {
    static Future<> run(int* calls) {
      {
        auto handle = spawn_blocking([calls] {
          block(1h);
          ++*calls;
        });
      }
      co_return;
    }
  };
  (void)loop.spawn(Leaves::run(&calls));
  loop.run();
  CHECK(loop.time() == 1h);
  CHECK(loop.events(EventKind::job_returned).size() == 1);
}

Future<> hands_over(Tally* tally, int jobs, Lines* list) {
  std::vector<BlockingHandle<Probe>> handles;
  for (int n = 0; n < jobs; ++n) {
    handles.push_back(spawn_blocking([tally, list, held = Probe(*tally)] {
      block(20ms);
      list->push_back("ran");
      return Probe(*tally);
    }));
  }
  for (auto& handle : handles) (void)co_await handle;
}

TEST_CASE(
    "the end of an executor waits for jobs that have started, drops the others, and leaves nothing behind") {
  Tally tally;
  Lines list;
  Recorder recorder;
  {
    Executor executor(Reactor::on_virtual_clock(), {.sink = &recorder, .most_workers = 2});
    (void)executor.spawn(hands_over(&tally, 5, &list));
    CHECK(executor.tick() == Tick::polled);
    executor.shutdown(RunResult::stopped);
    CHECK(executor.clock().now() == Instant(20ms));
  }
  CHECK(list == Lines{"ran", "ran"});
  CHECK(tally.made == tally.destroyed);
  int dropped = 0;
  for (EventNumber n = 1; n <= recorder.trace().size(); ++n)
    dropped += recorder.trace()[n].kind == EventKind::job_dropped ? 1 : 0;
  CHECK(dropped == 3);
}

TEST_CASE("a handle may outlive its executor: started work has its result, the rest is cancelled") {
  std::vector<BlockingHandle<int>> handles;
  {
    Executor executor(Reactor::on_virtual_clock(), {.most_workers = 1});
    const Executor::Entered entered(executor);
    handles.push_back(spawn_blocking(slow));
    handles.push_back(spawn_blocking(slow));
  }
  CHECK(handles[0].try_take()->unwrap() == 7);
  CHECK(handles[1].try_take()->error().is_cancelled());
}

LOOPGLASS_TEST("on a worker there is no executor, as on a thread of its own") {
  auto handle = spawn_blocking([] { return Executor::current() == nullptr; });
  CHECK((co_await handle).unwrap());
  CHECK(Executor::current() == &*loop);
}

LOOPGLASS_TEST("a timer and a worker that are due at the same time: the worker is heard first") {
  Lines list;
  auto first = spawn(ticks(&list, 3));
  auto second = spawn(offloads(&list));
  (co_await first).unwrap();
  (co_await second).unwrap();
  CHECK(list == Lines{"tick at 10 ms", "tick at 20 ms", "7 at 30 ms", "tick at 30 ms"});
}

}  // namespace
}  // namespace loopglass
