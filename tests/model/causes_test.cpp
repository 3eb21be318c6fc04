// Why things happen, read from traces: every cause comes before its effect, and the chains are those that a
// teacher would tell.
#include "app/model/causes.hpp"

#include <algorithm>

#include "app/model/brief.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Causes causes_of(const Trace& trace) {
  Causes causes;
  causes.follow(trace);
  return causes;
}

/// The last event that `is_it` holds of.
template <class F>
EventNumber last_event(const Trace& trace, F is_it) {
  EventNumber found = 0;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (is_it(trace[n])) found = n;
  }
  REQUIRE(found != 0);
  return found;
}

/// The chain that ends at event `n`, from its root on: "main started; main polled; ...".
std::string told(Run& run, const Causes& causes, EventNumber n) {
  std::vector<EventNumber> links = causes.chain(n, 100);
  std::ranges::reverse(links);
  std::string text;
  for (const EventNumber link : links) {
    const Event& event = run.trace()[link];
    if (!text.empty()) text += "; ";
    if (event.task != TaskId::none) text += run.chronicle().names().task(event.task) + " ";
    text += brief(run.trace(), run.chronicle().names(), event);
  }
  return text;
}

Future<> naps(Duration d) {
  co_await sleep(d);
  println("awake");
}

Future<> one_sleeper(Settings) {
  auto nap = spawn(naps(50ms), "nap");
  (co_await nap).unwrap();
}

Future<> uses(Mutex<int> db) {
  auto guard = co_await db.lock();
  co_await sleep(10ms);
}

Future<> two_share(Settings) {
  const Mutex<int> db(0, "db");
  auto a = spawn(uses(db), "a");
  auto b = spawn(uses(db), "b");
  (co_await a).unwrap();
  (co_await b).unwrap();
}

Future<> aborts_a_sleeper(Settings) {
  auto nap = spawn(naps(50ms), "nap");
  co_await sleep(10ms);
  nap.abort();
  (void)co_await nap;
}

Future<> yields_twice(Settings) {
  co_await yield_now();
  co_await yield_now();
}

}  // namespace

TEST_CASE("a timer that fires late does so because of what held the thread when it was due") {
  const auto run = played("blocking/blocking?tasks=1");
  const Causes causes = causes_of(run->trace());
  const auto fired_at = [&](Duration at) {
    return last_event(run->trace(), [&](const Event& e) {
      return e.kind == EventKind::timer_fired &&
             e.value == static_cast<std::uint64_t>(Duration(100ms).count()) && e.time() == Instant(at);
    });
  };
  const std::string late = told(*run, causes, fired_at(350ms));
  CAPTURE(late);
  CHECK(late.ends_with("reader blocks the thread for 300 ms; light 1 timer 2 fires, 250 ms late"));
  // In time, it fires because it was set.
  const auto punctual = played("blocking/cooperative?tasks=1");
  const Causes others = causes_of(punctual->trace());
  const EventNumber fired = last_event(punctual->trace(), [](const Event& e) {
    return e.kind == EventKind::timer_fired && e.time() == Instant(100ms);
  });
  CHECK(punctual->trace()[others.cause_of(fired)].kind == EventKind::timer_set);
}

TEST_CASE("in every scenario a cause comes before its effect, and is told of once") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    const Causes causes = causes_of(trace);
    std::size_t with_cause = 0;
    std::size_t effects = 0;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      const EventNumber cause = causes.cause_of(n);
      with_cause += cause != 0 ? 1 : 0;
      CHECK(cause < n);
      const std::vector<EventNumber> of_n = causes.effects_of(n);
      effects += of_n.size();
      CHECK(std::ranges::is_sorted(of_n));
      CHECK(std::ranges::all_of(of_n, [&](EventNumber e) { return causes.cause_of(e) == n; }));
      const EventNumber next = causes.next_effect(n, trace);
      CHECK((of_n.empty() ? next == 0 : std::ranges::count(of_n, next) == 1));
    }
    CHECK(effects == with_cause);
  }
}

TEST_CASE("in every scenario polls, wakes, drops and ends of tasks have a cause") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    const Causes causes = causes_of(trace);
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      const Event& e = trace[n];
      const bool must = e.kind == EventKind::poll_began || e.kind == EventKind::poll_ended ||
                        e.kind == EventKind::task_woken || e.kind == EventKind::timer_fired ||
                        e.kind == EventKind::cancel_began || e.kind == EventKind::task_finished ||
                        e.kind == EventKind::output || (e.kind == EventKind::task_spawned && e.subject != 0);
      CAPTURE(n, name(e.kind));
      if (must) CHECK(causes.cause_of(n) != 0);
      // What ends a poll, a drop or a task is about that task.
      if (e.kind == EventKind::poll_ended || e.kind == EventKind::task_finished)
        CHECK(trace[causes.cause_of(n)].task == e.task);
    }
  }
}

TEST_CASE("causes taken in bit by bit are those taken in at once") {
  const auto run = played("blocking/blocking");
  const Trace& trace = run->trace();
  Trace growing = trace;
  const Causes whole = causes_of(trace);
  Causes twice;
  twice.follow(growing);
  twice.follow(growing);
  for (EventNumber n = 1; n <= trace.size(); ++n) CHECK(twice.cause_of(n) == whole.cause_of(n));
  CHECK(whole.cause_of(trace.size() + 1) == 0);
  CHECK(whole.effects_of(trace.size() + 1).empty());
}

TEST_CASE("the chain of what a sleeper prints leads over its timer and its spawn to the start") {
  const PlayedFunction run(one_sleeper);
  const Causes causes = causes_of(run->trace());
  const EventNumber printed =
      last_event(run->trace(), [](const Event& e) { return e.kind == EventKind::output; });
  CHECK(told(*run, causes, printed) ==
        "main started; main polled; nap spawned by main, queued; nap polled; nap sets timer 1 for 50 ms; "
        "nap timer 1 is due; nap woken by timer 1, queued; nap polled; nap prints “awake”");
  CHECK(run->trace()[causes.root_of(printed)].kind == EventKind::task_spawned);
}

TEST_CASE("the chain of a joiner's wake leads over the end of the task that it joined") {
  const PlayedFunction run(one_sleeper);
  const Causes causes = causes_of(run->trace());
  const EventNumber end =
      last_event(run->trace(), [](const Event& e) { return e.kind == EventKind::result_taken; });
  const std::string chain = told(*run, causes, end);
  CHECK(
      chain.ends_with("nap poll ends: ready; nap done; main woken by the end of nap, queued; main polled; "
                      "main takes the result of nap"));
}

TEST_CASE("a lock that is handed on is caused by the one who gave it back") {
  const PlayedFunction run(two_share);
  const Causes causes = causes_of(run->trace());
  const EventNumber woken = last_event(run->trace(), [](const Event& e) {
    return e.kind == EventKind::task_woken && static_cast<WakeReason>(e.extra) == WakeReason::resource;
  });
  const Event& cause = run->trace()[causes.cause_of(woken)];
  CHECK(cause.kind == EventKind::resource_released);
  CHECK(raw(cause.task) == 2);
  const EventNumber acquired =
      last_event(run->trace(), [](const Event& e) { return e.kind == EventKind::resource_acquired; });
  CHECK(run->trace()[acquired].task == static_cast<TaskId>(3));
  CHECK(run->trace()[causes.cause_of(acquired)].kind == EventKind::resource_released);
}

TEST_CASE("a drop is caused by the abort that asked for it") {
  const PlayedFunction run(aborts_a_sleeper);
  const Causes causes = causes_of(run->trace());
  const EventNumber dropped =
      last_event(run->trace(), [](const Event& e) { return e.kind == EventKind::cancel_began; });
  CHECK(run->trace()[causes.cause_of(dropped)].kind == EventKind::abort_requested);
  CHECK(told(*run, causes, dropped).ends_with("main polled; main aborts nap; nap begins to be dropped"));
  // Forwards, the abort leads on to the drop or the wake that brings it about.
  const EventNumber next = causes.next_effect(causes.cause_of(dropped), run->trace());
  CHECK(run->trace()[next].kind == EventKind::task_woken);
}

TEST_CASE("what arrives leads back to the task that sent it") {
  const auto run = played("echo/one_at_a_time");
  const Trace& trace = run->trace();
  const Causes causes = causes_of(trace);
  std::size_t arrivals = 0;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& e = trace[n];
    if (e.kind != EventKind::packet_arrived) continue;
    ++arrivals;
    const Event& sent = trace[causes.cause_of(n)];
    CHECK(sent.kind == EventKind::packet_sent);
    CHECK(sent.subject == e.subject);
    CHECK(sent.value == static_cast<std::uint64_t>(e.time_ns));
  }
  CHECK(arrivals > 10);
  // The server is woken by what a client did.
  const EventNumber woken = last_event(trace, [&](const Event& e) {
    return e.kind == EventKind::task_woken && run->chronicle().names().task(e.task) == "server" &&
           trace[e.value].kind == EventKind::source_ready;
  });
  std::vector<std::string> sorts;
  for (const EventNumber link : causes.chain(woken, 4)) sorts.emplace_back(name(trace[link].kind));
  CHECK(sorts == std::vector<std::string>{"task_woken", "source_ready", "packet_arrived", "packet_sent"});
}

TEST_CASE("a task that yields is queued by the wake during its own poll") {
  const PlayedFunction run(yields_twice);
  const Causes causes = causes_of(run->trace());
  const EventNumber last =
      last_event(run->trace(), [](const Event& e) { return e.kind == EventKind::poll_began; });
  CHECK(told(*run, causes, last) ==
        "main started; main polled; main woken by its own yield, queued after this poll; main poll ends: "
        "pending, queued again; main polled; main woken by its own yield, queued after this poll; main poll "
        "ends: pending, queued again; main polled");
}

}  // namespace loopglass
