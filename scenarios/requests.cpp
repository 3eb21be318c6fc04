#include <algorithm>

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

// On the virtual clock there are no threads that could be measured.
void tell(const Footprint& before, const Footprint& after) {
  const bool measured = after.resident_bytes && after.context_switches;
  const char* how = measured ? "measured" : "modelled";
  println("stacks: ", after.stack_bytes >> 20, " MiB of addresses, ", how);
  if (!measured) return println("memory and switches of threads: not measured");

  const std::size_t held = *before.resident_bytes;
  const std::size_t holds = std::max(held, *after.resident_bytes);
  println("memory: ", (holds - held) >> 10, " KiB more, measured");
  const std::size_t done = *after.context_switches - *before.context_switches;
  println("switches of threads: ", done, ", measured");
}

Future<> requests(Settings settings) {
  const std::int64_t count = settings.count("requests");
  if (settings.variant == "one_by_one") allow_workers(1);
  if (settings.variant == "pool") allow_workers(4);
  if (settings.variant == "threads") allow_workers(static_cast<std::size_t>(count));

  const Footprint before = footprint();
  std::vector<JoinHandle<>> tasks;
  for (std::int64_t n = 1; n <= count; ++n) {
    tasks.push_back(spawn(request(settings), "request " + to_text(n)));
  }
  for (JoinHandle<>& task : tasks) (co_await task).unwrap();

  const Footprint after = footprint();
  println(count, " requests in ", now(), ", threads: ", after.threads);
  tell(before, after);
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
                  "threads, and memory and switches that are measured.",
          },
      .teaching =
          {
              .point = "For waiting, tasks are enough; a thread each costs a stack each.",
              .belief = "A hundred requests at once need a hundred threads.",
              .question = "What does a thread do during the wait for an answer?",
              .minutes = 8,
          },
      .notes =
          {
              {polled("request 1"), "Request 1 begins. main has spawned all of them before that."},
              {happens(EventKind::parked), "All requests that can be under way are. The loop waits."},
              {happens(EventKind::task_finished, "request 1"),
               "The first answer is here. How many others came with it?"},
          },
      .questions =
          {
              {Ask::finish_time, happens(EventKind::parked), "main"},
              {Ask::polls, polled("request 1"), "request 1"},
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
