#include "app/model/divergence.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "app/model/explain.hpp"

namespace loopglass {
namespace {

/// One event of one run, and what is needed to read it.
struct Read {
  const Chronicle& run;
  const Event& event;

  std::string_view string(std::uint64_t id) const {
    return run.trace().string(static_cast<StringId>(static_cast<std::uint32_t>(id)));
  }
  const std::string& task(std::uint32_t id) const { return run.names().task(static_cast<TaskId>(id)); }
  std::string future(std::uint64_t id) const { return run.names().future(static_cast<FutureId>(id)); }
  std::string resource() const { return run.names().resource(static_cast<ResourceId>(event.subject)); }
  std::string job() const { return run.names().job(static_cast<JobId>(event.subject)); }
  AwaitKind await_kind() const { return static_cast<AwaitKind>(event.extra); }

  /// What is awaited, without a number that would differ for the same thing. Timers are told apart by
  /// the deadline of the event that sets them, groups and timeouts by what is awaited inside.
  std::string awaited() const {
    const AwaitKind kind = await_kind();
    if (kind == AwaitKind::timer || kind == AwaitKind::interval) return "";
    return run.names().object(kind, event.subject);
  }
  /// What somebody acts on. Timers are told apart by the deadline they get.
  std::string interfered_with() const {
    switch (static_cast<Interference>(event.detail)) {
      case Interference::cancel: return Names::token(static_cast<TokenId>(event.subject));
      case Interference::delay: return "";
      case Interference::fail_job:
      case Interference::delay_job: return job();
      case Interference::delay_packets:
      case Interference::fail: return run.names().source(static_cast<SourceId>(event.subject));
      default: return task(event.subject);
    }
  }
  std::string waker() const {
    switch (static_cast<WakeReason>(event.extra)) {
      case WakeReason::joined: return task(event.subject);
      case WakeReason::resource: return resource();
      case WakeReason::token: return Names::token(static_cast<TokenId>(event.subject));
      case WakeReason::job: return job();
      case WakeReason::source: return run.names().source(static_cast<SourceId>(event.subject));
      default: return "";
    }
  }
};

bool same_meaning(const Read& a, const Read& b) {
  const Event& x = a.event;
  const Event& y = b.event;
  // Another policy is no difference yet: what it chooses is.
  const bool same_detail = x.detail == y.detail || x.kind == EventKind::turn_began;
  if (x.kind != y.kind || x.time_ns != y.time_ns || !same_detail || x.extra != y.extra ||
      a.task(raw(x.task)) != b.task(raw(y.task))) {
    return false;
  }
  switch (x.kind) {
    case EventKind::task_spawned:
      return a.task(x.subject) == b.task(y.subject) &&
             a.future(x.value & 0xffffffffu) == b.future(y.value & 0xffffffffu);
    case EventKind::future_created:
    case EventKind::future_dropped: return a.future(x.subject) == b.future(y.subject);
    case EventKind::await_began:
    case EventKind::await_ended: return a.awaited() == b.awaited() && a.future(x.value) == b.future(y.value);
    case EventKind::waker_registered:
    case EventKind::wait_cancelled: return a.awaited() == b.awaited();
    case EventKind::task_woken: return a.waker() == b.waker();
    case EventKind::timer_set:
    case EventKind::timer_fired:
    case EventKind::timer_cancelled: return x.value == y.value;  // the deadline
    case EventKind::abort_requested:
    case EventKind::result_taken:
    case EventKind::handle_dropped: return a.task(x.subject) == b.task(y.subject);
    case EventKind::output:
      return a.string(x.value) == b.string(y.value) && (x.subject == 0) == (y.subject == 0) &&
             (x.subject == 0 || a.job() == b.job());
    case EventKind::task_finished: return a.string(x.value) == b.string(y.value);
    case EventKind::job_returned: return a.job() == b.job() && a.string(x.value) == b.string(y.value);
    case EventKind::job_work_began:
    case EventKind::job_work_ended: return a.job() == b.job() && x.value == y.value;
    case EventKind::job_queued:
    case EventKind::job_started:
    case EventKind::job_ended:
    case EventKind::job_aborted:
    case EventKind::job_dropped:
    case EventKind::job_detached: return a.job() == b.job();
    case EventKind::token_created:
    case EventKind::token_cancelled:
    case EventKind::token_checked: return x.subject == y.subject;  // "token 2" is all its name
    case EventKind::resource_created:
      return a.resource() == b.resource() && (x.value & 0xffffffffu) == (y.value & 0xffffffffu);
    case EventKind::resource_acquired:
    case EventKind::resource_released:
    case EventKind::resource_changed:
    case EventKind::message_sent:
    case EventKind::message_received: return a.resource() == b.resource() && x.value == y.value;
    case EventKind::budget_spent: return a.awaited() == b.awaited() && x.value == y.value;
    case EventKind::task_chosen: return x.subject == y.subject;  // the place
    case EventKind::interfered: return a.interfered_with() == b.interfered_with() && x.value == y.value;
    case EventKind::source_opened:  // the name may be a port that the system has chosen
      return x.subject == y.subject && (x.value & 0xffffffffu) == (y.value & 0xffffffffu);
    case EventKind::source_closed:
    case EventKind::source_changed:
    case EventKind::source_ready:
    case EventKind::would_block:
    case EventKind::bytes_read:
    case EventKind::bytes_written:
    case EventKind::packet_sent:
    case EventKind::packet_arrived:
    case EventKind::turn_began:
    case EventKind::poll_began:
    case EventKind::poll_ended:
    case EventKind::ticks_missed:
    case EventKind::parked:
    case EventKind::unparked:
    case EventKind::work_began:
    case EventKind::work_ended:
    case EventKind::cancel_began:
    case EventKind::shutdown_began: break;
  }
  return x.subject == y.subject && x.value == y.value;
}

/// What an axis of time shows of a run: of each task, by name, when it does what.
using Sight = std::tuple<std::string_view, EventKind, std::int64_t>;

std::vector<Sight> seen_in_time(const Chronicle& run) {
  std::vector<Sight> all;
  for (EventNumber n = 1; n <= run.trace().size(); ++n) {
    const Event& event = run.trace()[n];
    switch (event.kind) {
      case EventKind::poll_began:
      case EventKind::work_began:
      case EventKind::job_work_began:
      case EventKind::task_finished:
        all.emplace_back(run.names().task(event.task), event.kind, event.time_ns);
        break;
      default: break;
    }
  }
  std::ranges::sort(all);
  const auto [begin, end] = std::ranges::unique(all);
  all.erase(begin, end);
  return all;
}

}  // namespace

bool same_times(const Chronicle& a, const Chronicle& b) {
  constexpr EventNumber most = 100'000;
  return a.trace().size() <= most && b.trace().size() <= most && seen_in_time(a) == seen_in_time(b);
}

std::optional<Divergence> first_divergence(const Chronicle& a, const Chronicle& b) {
  const EventNumber both = std::min(a.trace().size(), b.trace().size());
  for (EventNumber n = 1; n <= both; ++n) {
    if (!same_meaning({a, a.trace()[n]}, {b, b.trace()[n]})) return Divergence{n};
  }
  if (a.trace().size() == b.trace().size()) return std::nullopt;
  return Divergence{both + 1, a.trace().size() > both, b.trace().size() > both};
}

std::string what_happens(Chronicle& run, const Divergence& divergence, bool in_run) {
  if (!in_run) return "The run is over.";
  const Event& event = run.trace()[divergence.event];
  return explain(run.trace(), run.names(), run.at(divergence.event - 1), event);
}

}  // namespace loopglass
