#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// The workers' end of a channel. One of them at a time waits there for a job.
using Jobs = Mutex<Receiver<Duration>>;

Future<std::optional<Duration>> next_job(Jobs jobs) {
  auto guard = co_await jobs.lock();
  co_return co_await guard->recv();
}  // the lock is free again: the job is done without it

Future<int> worker(std::string name, Jobs jobs) {
  int done = 0;
  while (std::optional<Duration> job = co_await next_job(jobs)) {
    co_await sleep(*job);
    ++done;
    println(name, ": a job of ", *job, " is done at ", now());
  }
  co_return done;
}

Future<> fan_out(Settings settings) {
  std::vector<Sender<Duration>> queues;
  std::vector<JoinHandle<int>> workers;

  if (settings.variant == "one_queue") {
    auto [sender, receiver] = channel<Duration>(8, "jobs");
    queues.push_back(std::move(sender));
    Jobs jobs(std::move(receiver), "turn");
    for (std::string name : {"ann", "ben"}) {
      workers.push_back(spawn(worker(name, jobs), name));
    }
  } else {
    for (std::string name : {"ann", "ben"}) {
      auto [sender, receiver] = channel<Duration>(8, "jobs of " + name);
      queues.push_back(std::move(sender));
      Jobs jobs(std::move(receiver), "turn of " + name);
      workers.push_back(spawn(worker(name, jobs), name));
    }
  }
  // One long job, and five short ones. Where there are two queues, they take turns.
  for (std::size_t n = 0; n < 6; ++n) {
    const Duration job = settings.duration(n == 0 ? "long" : "step");
    (void)co_await queues[n % queues.size()].send(job);
  }
  queues.clear();  // no more jobs: the channels close

  for (JoinHandle<int>& worker : workers) {
    int jobs = (co_await worker).unwrap();
    println("main: a worker did ", jobs, " jobs, known at ", now());
  }
}

// ---- words

}  // namespace

Scenario scenario_fan_out() {
  return {
      .chapter = 6,
      .title = "Jobs for two workers",
      .topic = "fan-out",
      .summary = "Jobs are dealt out in turns, or taken from one queue by whoever is free.",
      .lesson =
          {
              .watch =
                  "There are six jobs, the first much longer than the others. In dealt_out they go to ann "
                  "and ben in turns, before anybody knows how long they take. In one_queue both take the "
                  "next job from the same channel. Watch ben after his last job.",
              .why = "Jobs that are dealt out wait behind whatever is in front of them, even while another "
                     "worker has nothing to do. One queue for all has no such places: a job waits only while "
                     "all workers are busy. The channel has one receiver, so a lock decides whose turn it is "
                     "to wait for the next job, and it is let go before the job is done.",
              .next = "Set long=50ms, as long as the others: which of the two is better then?",
          },
      .teaching =
          {
              .point = "One queue that all workers take from keeps none of them idle while there are jobs.",
              .belief = "Dealing jobs out evenly means that the work is even.",
              .question = "Where do you see one queue for several counters, and why there?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::resource_acquired, "ann"), "It is ann's turn to wait for a job."},
              {happens(EventKind::resource_acquired, "ben"),
               "ann has a job and lets go of the lock. Now ben waits for one.", "one_queue"},
              {happens(EventKind::task_finished, "ben"),
               "ben has nothing more to do, whatever still waits for ann.", "dealt_out"},
          },
      .questions =
          {
              {Ask::finish_time, happens(EventKind::message_sent, {}, 6), "ben"},
              {Ask::next_line, says("ben:")},
          },
      .variants =
          {
              {"dealt_out", "A channel for each worker, and the jobs in turns."},
              {"one_queue", "One channel, from which whoever is free takes the next job."},
          },
      .parameters =
          {
              duration_parameter("long", "How long the first job takes.", 300ms, 1ms, 10s),
              duration_parameter("step", "How long each of the others takes.", 50ms, 1ms, 10s),
          },
      .make = fan_out,
  };
}

}  // namespace loopglass::scenarios
