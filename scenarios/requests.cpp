#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

// A server that takes its time. Whoever asks it does nothing but wait.
void ask_and_block(Duration latency) { block(latency); }
Future<> ask(Duration latency) { co_await sleep(latency); }

Future<> on_a_thread(Duration latency) {
  (co_await spawn_blocking([latency] { ask_and_block(latency); }, "ask")).unwrap();
}

Future<> request(Settings settings) {
  const Duration latency = settings.duration("latency");
  if (settings.variant == "async") return ask(latency);
  return on_a_thread(latency);
}

Future<> requests(Settings settings) {
  const std::int64_t count = settings.count("requests");
  if (settings.variant == "one_by_one") allow_workers(1);
  if (settings.variant == "pool") allow_workers(4);
  if (settings.variant == "threads") allow_workers(static_cast<std::size_t>(count));

  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= count; ++n) {
    tasks.push_back(spawn(request(settings), "request " + to_text(n)));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();

  const Footprint used = footprint();
  println(count, " requests in ", now(), " with ", used.threads, " threads");
  println("stacks: ", used.stack_bytes >> 20, " MiB of addresses");
  if (used.resident_bytes) {
    println("in use, measured: ", *used.resident_bytes >> 10, " KiB in all");
  } else {
    println("in use: not measured, the virtual clock has no threads");
  }
}

// ---- words

}  // namespace

Scenario scenario_requests() {
  return {
      .chapter = 4,
      .title = "Many requests at once",
      .topic = "threads or tasks",
      .summary = "The same requests one by one, with a thread each, in a pool of four, and as tasks.",
      .lesson =
          {
              .watch =
                  "Each request waits 100 ms for its answer. Watch the worker threads, and look at the last "
                  "lines of the output. One thread takes one request after the other; four take four at a "
                  "time; a thread each takes one latency for all, and so does async, with no worker at "
                  "all.",
              .why =
                  "A thread that waits still has a stack, and the system has to switch to it. A task that "
                  "waits "
                  "is an object of some hundred bytes in the reactor. For waiting tasks are enough; threads "
                  "are for calls that cannot be awaited, and for computing.",
              .next =
                  "Run requests/threads?requests=100 and requests/async?requests=100 with --clock real: real "
                  "threads, and memory that is measured.",
          },
      .variants =
          {
              {"one_by_one", "One worker thread, one request at a time."},
              {"threads", "A worker thread for each request."},
              {"pool", "Four worker threads, and a queue."},
              {"async", "No worker thread: each request is awaited."},
          },
      .parameters =
          {
              count_parameter("requests", "How many requests there are.", 12, 1, 1000),
              duration_parameter("latency", "How long each answer takes.", 100ms, 0ms, 10s),
          },
      .make = requests,
  };
}

}  // namespace loopglass::scenarios
