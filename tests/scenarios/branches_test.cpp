// Branches of every scenario: the same past, what was done by hand, and the future that was promised.
#include <algorithm>
#include <optional>
#include <set>

#include "runtime/join_handle.hpp"
#include "runtime/spawn.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

constexpr int places = 10;
constexpr Interference all_kinds[] = {
    Interference::abort,         Interference::wake,    Interference::run_next, Interference::run_last,
    Interference::cancel,        Interference::delay,   Interference::fail,     Interference::delay_job,
    Interference::delay_packets, Interference::fail_job};

/// What there is in a run after event n.
struct Present {
  std::vector<std::uint32_t> tasks;  // not finished
  std::vector<std::uint32_t> queue;  // of them, those that are ready
  std::vector<std::uint32_t> tokens;
  std::vector<std::uint32_t> timers;
  std::vector<std::uint32_t> streams;
  std::vector<std::uint32_t> jobs;     // on workers
  std::vector<std::uint32_t> packets;  // to these sources
};

Present present_at(const Trace& trace, EventNumber n) {
  Present now;
  const auto leave_queue = [&](const Event& e) { std::erase(now.queue, raw(e.task)); };
  for (EventNumber i = 1; i <= n; ++i) {
    const Event& e = trace[i];
    switch (e.kind) {
      case EventKind::task_spawned:
        now.tasks.push_back(raw(e.task));
        now.queue.push_back(raw(e.task));
        break;
      case EventKind::task_woken:
        if (static_cast<WakeOutcome>(e.detail) == WakeOutcome::queued) now.queue.push_back(raw(e.task));
        break;
      case EventKind::poll_began:
      case EventKind::cancel_began: leave_queue(e); break;
      case EventKind::poll_ended:
        if (static_cast<PollEnd>(e.detail) == PollEnd::pending_requeued) now.queue.push_back(raw(e.task));
        break;
      case EventKind::task_finished:
        leave_queue(e);
        std::erase(now.tasks, raw(e.task));
        break;
      case EventKind::token_created: now.tokens.push_back(e.subject); break;
      case EventKind::timer_set: now.timers.push_back(e.subject); break;
      case EventKind::timer_fired:
      case EventKind::timer_cancelled: std::erase(now.timers, e.subject); break;
      case EventKind::source_opened:
        if (static_cast<SourceKind>(e.detail) == SourceKind::stream) now.streams.push_back(e.subject);
        break;
      case EventKind::job_started: now.jobs.push_back(e.subject); break;
      case EventKind::job_ended: std::erase(now.jobs, e.subject); break;
      case EventKind::packet_sent: now.packets.push_back(e.subject); break;
      case EventKind::packet_arrived:
        if (const auto it = std::ranges::find(now.packets, e.subject); it != now.packets.end())
          now.packets.erase(it);
        break;
      case EventKind::source_closed: std::erase(now.streams, e.subject); break;
      default: break;
    }
  }
  return now;
}

/// Something to do to the last of those that can have it done; nothing if there are none.
std::optional<Act> act_of(Interference what, const Present& now) {
  const auto last = [&](const std::vector<std::uint32_t>& all) {
    return all.empty() ? std::optional<Act>() : std::optional(Act{what, all.back(), 50ms});
  };
  switch (what) {
    case Interference::abort:
    case Interference::wake: return last(now.tasks);
    case Interference::run_next:
    case Interference::run_last: return last(now.queue);
    case Interference::cancel: return last(now.tokens);
    case Interference::delay: return last(now.timers);
    case Interference::fail: return last(now.streams);
    case Interference::fail_job:
    case Interference::delay_job: return last(now.jobs);
    case Interference::delay_packets: return last(now.packets);
  }
  return std::nullopt;
}

struct Branch {
  Trace trace;
  EventNumber past = 0;  // so many events came before what was done by hand
  bool done = false;
};

/// Plays it again, and does `act` at the first point between two polls after event `at`.
Branch branch(const Play& order, EventNumber at, const Act& act) {
  Recorder recorder;
  Branch branch;
  Executor executor(Reactor::on_virtual_clock(), {.sink = &recorder,
                                                  .output = [](std::string_view) {},
                                                  .seed = order.settings.seed,
                                                  .schedule = order.settings.schedule});
  const Executor::Entered entered(executor);
  auto main = executor.spawn(order.scenario->make(order.settings), "main", std::source_location());
  auto result = RunResult::deadlock;
  auto act_if_due = [&, acted = false]() mutable {
    if (acted || recorder.trace().size() < at) return;
    acted = true;
    branch.past = recorder.trace().size();
    branch.done = executor.interfere(act);
  };
  for (;;) {
    act_if_due();
    executor.begin_turn_if_due();
    act_if_due();
    if (executor.tick() == Tick::stuck) break;
    if (!main.is_finished() && recorder.trace().size() < 200'000) continue;
    result = RunResult::stopped;
    break;
  }
  executor.shutdown(result);
  branch.trace = recorder.trace();
  return branch;
}

bool has_same_past(const Trace& a, const Trace& b, EventNumber n) {
  if (a.size() < n || b.size() < n) return false;
  for (EventNumber i = 1; i <= n; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

/// The first event after `from` of one of the kinds and, if one is named, of a task; 0 if there is none.
EventNumber next(const Trace& trace, EventNumber from, std::set<EventKind> kinds, std::uint32_t task = 0) {
  for (EventNumber n = from + 1; n <= trace.size(); ++n) {
    if (kinds.contains(trace[n].kind) && (task == 0 || raw(trace[n].task) == task)) return n;
  }
  return 0;
}

/// What was promised and has not come; empty if all has.
std::string broken_promise(const Branch& b, const Act& act) {
  const Trace& trace = b.trace;
  const EventNumber n = b.past + 1;
  const Event& event = trace[n];
  if (event.kind != EventKind::interfered || event.subject != act.whom) return "it is not on record";
  if ((event.extra == 0) != b.done) return "it says another outcome";
  if (!b.done) return "";
  const EventNumber over = next(trace, n, {EventKind::shutdown_began});
  switch (act.what) {
    case Interference::abort: {
      // One that stands still in place may come to its end first.
      if (next(trace, n, {EventKind::poll_began}, act.whom) != 0) return "an aborted task is polled";
      const EventNumber end = next(trace, n, {EventKind::task_finished}, act.whom);
      if (end == 0) return "an aborted task does not end";
      const auto finish = static_cast<FinishKind>(trace[end].detail);
      return finish == FinishKind::cancelled || finish == FinishKind::cancelled_unpolled ? "" : "it returns";
    }
    case Interference::wake: {
      if (trace[n + 1].kind != EventKind::task_woken || raw(trace[n + 1].task) != act.whom)
        return "it is not woken";
      const auto outcome = static_cast<WakeOutcome>(trace[n + 1].detail);
      if (outcome == WakeOutcome::held) return "";
      if (outcome != WakeOutcome::queued && outcome != WakeOutcome::coalesced) return "another outcome";
      const EventNumber turn = next(trace, n, {EventKind::poll_began, EventKind::cancel_began}, act.whom);
      return turn != 0 ? "" : "it gets no turn";
    }
    case Interference::run_next: {
      const EventNumber first = next(trace, n, {EventKind::poll_began, EventKind::cancel_began});
      return raw(trace[first].task) == act.whom ? "" : "another is polled before it";
    }
    case Interference::run_last: {
      // All that were ready get their turn before it, unless the run is over.
      Present before = present_at(trace, b.past);
      for (EventNumber i = n; i <= over && !before.queue.empty(); ++i) {
        if (trace[i].kind != EventKind::poll_began && trace[i].kind != EventKind::cancel_began) continue;
        if (raw(trace[i].task) == act.whom && before.queue.size() > 1)
          return "one that was ready waits longer";
        std::erase(before.queue, raw(trace[i].task));
      }
      return "";
    }
    case Interference::cancel:
      return trace[n + 1].kind == EventKind::token_cancelled && trace[n + 1].subject == act.whom
                 ? ""
                 : "not cancelled";
    case Interference::delay:
      for (EventNumber i = n + 1; i <= trace.size(); ++i) {
        if (trace[i].subject != act.whom) continue;
        if (trace[i].kind == EventKind::timer_cancelled) return "";
        if (trace[i].kind != EventKind::timer_fired) continue;
        return trace[i].value == event.value ? "" : "it fires for its old deadline";
      }
      return "it neither fires nor is forgotten";
    case Interference::delay_job: {
      const std::int64_t earliest = event.time_ns + static_cast<std::int64_t>(event.value);
      for (EventNumber i = n + 1; i <= trace.size(); ++i) {
        if (trace[i].kind == EventKind::job_ended && trace[i].subject == act.whom)
          return trace[i].time_ns >= earliest ? "" : "the job ends too early";
      }
      return "the job does not end";
    }
    case Interference::fail_job: {
      const EventNumber ended = next(trace, n, {EventKind::job_ended});
      return ended != 0 && trace[ended].subject == act.whom && trace[ended].time_ns == event.time_ns &&
                     static_cast<FinishKind>(trace[ended].detail) == FinishKind::panicked
                 ? ""
                 : "the job does not fail";
    }
    case Interference::delay_packets: {
      const std::int64_t earliest = event.time_ns + static_cast<std::int64_t>(event.value);
      for (EventNumber i = n + 1; i <= trace.size(); ++i) {
        if (trace[i].subject != act.whom) continue;
        if (trace[i].kind == EventKind::source_closed) return "";
        if (trace[i].kind == EventKind::packet_arrived &&
            static_cast<Packet>(trace[i].detail) != Packet::request)
          return trace[i].time_ns >= earliest ? "" : "it arrives too early";
      }
      return "";  // the run may be over before
    }
    case Interference::fail: {
      const EventNumber seen = next(trace, n, {EventKind::source_ready});
      return seen != 0 && trace[seen].subject == act.whom && (trace[seen].detail & readiness::failed)
                 ? ""
                 : "not failed";
    }
  }
  return "";
}

TEST_CASE("branches of every scenario at ten places have the same past and the stated future") {
  std::set<Interference> seen_to_work;
  for (const Play& order : every_play()) {
    const Trace whole = play(order).trace;
    const EventNumber end = next(whole, 0, {EventKind::shutdown_began});
    for (int place = 0; place < places; ++place) {
      const EventNumber at = 1 + (end - 2) * static_cast<EventNumber>(place) / places;
      const Present now = present_at(whole, at);
      // Each kind comes up at several places of each scenario, and an abort at all of them.
      for (const Interference what :
           {Interference::abort, all_kinds[1 + place % 9], all_kinds[1 + (place + 4) % 9]}) {
        const auto act = act_of(what, now);
        if (!act) continue;
        CAPTURE(order.label(), at, name(what), act->whom);
        const Branch made = branch(order, at, *act);
        if (made.past == 0) continue;  // the poll that the event is in is the last of the run
        REQUIRE(made.past >= at);
        REQUIRE(has_same_past(whole, made.trace, made.past));
        CHECK(broken_promise(made, *act) == "");
        CHECK(violations(made.trace) == Lines{});
        if (made.done) seen_to_work.insert(what);
      }
    }
  }
  CHECK(seen_to_work.size() == std::size(all_kinds));
}

}  // namespace
}  // namespace loopglass
