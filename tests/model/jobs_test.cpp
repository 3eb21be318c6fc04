// Work on worker threads, as the model reads it from a trace.
#include <algorithm>

#include "app/model/explain.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

EventNumber first(const Trace& trace, EventKind kind) {
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (trace[n].kind == kind) return n;
  }
  FAIL("no " << name(kind));
  return 0;
}

std::string words(Run& run, EventKind kind) {
  const EventNumber n = first(run.trace(), kind);
  const World before = run.chronicle().at(n - 1);
  return explain(run.trace(), run.chronicle().names(), before, run.trace()[n]);
}

TEST_CASE("a job is queued, runs on a worker, has ended, and comes back") {
  const auto run = played("blocking/offloaded");
  Chronicle& chronicle = run->chronicle();
  const auto status = [&](EventKind kind) {
    return chronicle.at(first(run->trace(), kind)).job(JobId(1))->status;
  };
  CHECK(status(EventKind::job_queued) == JobStatus::queued);
  CHECK(status(EventKind::job_started) == JobStatus::running);
  CHECK(status(EventKind::job_ended) == JobStatus::ended);
  CHECK(status(EventKind::job_returned) == JobStatus::returned);

  const World running = chronicle.at(first(run->trace(), EventKind::job_work_began));
  CHECK(running.workers == std::vector{JobId(1)});
  CHECK(running.job_queue.empty());
  CHECK(running.job(JobId(1))->occupied);
  CHECK_FALSE(running.occupied);
  CHECK(chronicle.latest().workers == std::vector{JobId::none});
}

TEST_CASE("jobs that find all workers busy are in the queue, longest first") {
  const auto run = played("requests/pool");
  std::size_t most = 0;
  World world;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    apply(world, run->trace()[n]);
    most = std::max(most, world.job_queue.size());
    CHECK(world.workers.size() <= 4);
    CHECK(std::ranges::is_sorted(world.job_queue));
  }
  CHECK(most == 8);
}

TEST_CASE("a task in place stands still from the end of its poll until its job comes back") {
  const auto run = played("blocking/in_place");
  Chronicle& chronicle = run->chronicle();
  const EventNumber back = first(run->trace(), EventKind::job_returned);
  const TaskId reader = run->trace()[first(run->trace(), EventKind::job_queued)].task;
  CHECK(chronicle.at(back - 1).task(reader)->in_place);
  CHECK_FALSE(chronicle.at(back).task(reader)->in_place);
}

TEST_CASE("a worker's lane has its job from start to end, and says where it blocks") {
  const auto run = played("blocking/offloaded");
  const auto& workers = run->chronicle().lanes().workers();
  REQUIRE(workers.size() == 1);
  Duration blocked{};
  for (const WorkerSegment& segment : workers[0].segments) {
    CHECK(segment.job == JobId(1));
    CHECK(segment.last > segment.first);
    if (segment.state == LaneState::blocking) blocked += segment.end - segment.begin;
  }
  CHECK(blocked == 300ms);
}

TEST_CASE("a run without workers has no lanes for them") {
  CHECK(played("blocking/blocking")->chronicle().lanes().workers().empty());
}

TEST_CASE("the arrow of a job's wake begins at its worker") {
  const auto run = played("blocking/offloaded");
  std::size_t found = 0;
  for (const WakeArrow& wake : run->chronicle().lanes().wakes()) {
    if (wake.reason != WakeReason::job) {
      CHECK(wake.worker == 0);
      continue;
    }
    CHECK(wake.worker == 1);
    ++found;
  }
  CHECK(found == 1);
}

TEST_CASE("the way of a job is told in sentences") {
  const auto run = played("blocking/offloaded");
  CHECK(words(*run, EventKind::job_queued) == "reader hands read to the worker threads and goes on.");
  CHECK(words(*run, EventKind::job_started) ==
        "Worker 1 starts read, on a thread of its own: the loop goes on.");
  CHECK(words(*run, EventKind::job_work_began) ==
        "On worker 1, read blocks for 300 ms: that holds its own thread, and not the loop's.");
  CHECK(words(*run, EventKind::job_ended) ==
        "Worker 1 is through with read. The loop takes the result when it begins its next turn.");
  CHECK(words(*run, EventKind::job_returned) == "The loop takes the result of read from its worker.");
}

TEST_CASE("a run that ends while a worker is busy says that it waits, and why") {
  const auto run = played("abort_too_late/worker");
  CHECK(words(*run, EventKind::shutdown_began) ==
        "main is done, so the run ends. It waits for 1 worker still at work: a thread cannot be stopped.");
  CHECK(words(*run, EventKind::job_detached) ==
        "The handle of slow call is dropped: the work goes on, and nobody hears of its end.");
}

}  // namespace
}  // namespace loopglass
