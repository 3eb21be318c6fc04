#include "app/model/brief.hpp"

namespace loopglass {
namespace {

/// On the real clock every timer is late by a little.
constexpr Duration worth_telling = std::chrono::milliseconds(1);

std::string span(std::uint64_t ns) { return to_text(Duration(static_cast<std::int64_t>(ns))); }

/// "producer through channel boxes": the task that did it, and where the waker lay.
std::string by_task(const Trace& trace, const Names& names, const Event& event, const std::string& place) {
  if (event.value == 0 || event.value > trace.size()) return place;
  const TaskId by = trace[event.value].task;
  return by == TaskId::none || by == event.task ? place : names.task(by) + " through " + place;
}

std::string woken(const Trace& trace, const Names& names, const Event& event) {
  std::string by = "a waker";
  switch (static_cast<WakeReason>(event.extra)) {
    case WakeReason::timer: by = Names::timer(static_cast<TimerId>(event.subject)); break;
    case WakeReason::joined: by = "the end of " + names.task(static_cast<TaskId>(event.subject)); break;
    case WakeReason::yield: by = "its own yield"; break;
    case WakeReason::token:
      by = by_task(trace, names, event, Names::token(static_cast<TokenId>(event.subject)));
      break;
    case WakeReason::abort: by = "an abort"; break;
    case WakeReason::resource:
      by = by_task(trace, names, event, names.resource(static_cast<ResourceId>(event.subject)));
      break;
    case WakeReason::job: by = names.job(static_cast<JobId>(event.subject)); break;
    case WakeReason::thread: by = "another thread"; break;
    case WakeReason::budget: by = "its budget"; break;
    case WakeReason::source: by = names.source(static_cast<SourceId>(event.subject)); break;
    case WakeReason::hand: by = "hand"; break;
    case WakeReason::other: break;
  }
  switch (static_cast<WakeOutcome>(event.detail)) {
    case WakeOutcome::queued: return "woken by " + by + ", queued";
    case WakeOutcome::coalesced: return "woken by " + by + ", was queued already";
    case WakeOutcome::after_poll: return "woken by " + by + ", queued after this poll";
    case WakeOutcome::stale: return "woken by " + by + ", too late";
    case WakeOutcome::held: return "woken by " + by + ", but stands still";
  }
  return "";
}

std::string poll_end(PollEnd end) {
  switch (end) {
    case PollEnd::pending: return "poll ends: pending";
    case PollEnd::pending_requeued: return "poll ends: pending, queued again";
    case PollEnd::ready: return "poll ends: ready";
    case PollEnd::panicked: return "poll ends: panic";
    case PollEnd::pending_in_place: return "poll ends: stands still";
  }
  return "";
}

std::string changed(const std::string& resource, const Event& event) {
  const std::string n = std::to_string(event.value);
  switch (static_cast<ResourceChange>(event.detail)) {
    case ResourceChange::closed: return resource + " is closed";
    case ResourceChange::dropped:
      return n + (event.value == 1 ? " message of " : " messages of ") + resource + " dropped";
    case ResourceChange::notified: return "notifies one at " + resource;
    case ResourceChange::notified_all: return "notifies all at " + resource;
    case ResourceChange::consumed: return "takes the notification of " + resource;
    case ResourceChange::opened: return resource + " opens";
    case ResourceChange::initialised: return resource + " has its value";
    case ResourceChange::resized: return resource + " has " + n + " permits now";
    case ResourceChange::missed:
      return "has missed " + n + (event.value == 1 ? " message of " : " messages of ") + resource;
  }
  return "";
}

std::string job_aborted(const std::string& job, const Event& event) {
  switch (static_cast<JobAbort>(event.detail)) {
    case JobAbort::dropped: return "aborts " + job;
    case JobAbort::already_started: return "aborts " + job + ", which goes on";
    case JobAbort::already_ended: return "aborts " + job + ", too late";
  }
  return "";
}

std::string bytes(std::uint64_t n) { return std::to_string(n) + (n == 1 ? " byte" : " bytes"); }

std::string changed_source(const std::string& source, const Event& event) {
  switch (static_cast<SourceChange>(event.detail)) {
    case SourceChange::connected: return source + " is connected";
    case SourceChange::accepted: return "accepts " + source;
    case SourceChange::write_shut: return source + " is shut for writing";
    case SourceChange::read_ended: return "reads the end of " + source;
    case SourceChange::failed: return source + " fails";
    case SourceChange::lost: return "bytes of " + source + " are lost, and sent again";
  }
  return "";
}

std::string packet(const std::string& source, const Event& event) {
  switch (static_cast<Packet>(event.detail)) {
    case Packet::request: return "the request of " + source;
    case Packet::answer: return "the answer to " + source;
    case Packet::refusal: return "the refusal of " + source;
    case Packet::data: return bytes(event.extra) + " for " + source;
    case Packet::end: return "the end of what " + source + " reads";
    case Packet::reset: return "the breaking off of " + source;
    case Packet::room: return "word of room for " + source;
  }
  return "";
}

std::string ready_words(std::uint8_t bits) {
  if (bits & readiness::failed) return " has failed";
  if ((bits & readiness::readable) && (bits & readiness::writable)) return " is readable and writable";
  if (bits & readiness::readable) return " is readable";
  if (bits & readiness::writable) return " is writable";
  return " gets nothing more";
}

std::string interference(const Names& names, const Event& event) {
  const auto task = [&] { return names.task(static_cast<TaskId>(event.subject)); };
  const std::string done = [&]() -> std::string {
    switch (static_cast<Interference>(event.detail)) {
      case Interference::abort: return "abort " + task();
      case Interference::wake: return "wake " + task();
      case Interference::run_next: return task() + " is next";
      case Interference::run_last: return task() + " goes to the back";
      case Interference::cancel: return "cancel " + Names::token(static_cast<TokenId>(event.subject));
      case Interference::delay: return "delay " + Names::timer(static_cast<TimerId>(event.subject));
      case Interference::delay_job: return "delay " + names.job(static_cast<JobId>(event.subject));
      case Interference::delay_packets:
        return "delay what comes to " + names.source(static_cast<SourceId>(event.subject));
      case Interference::fail_job: return names.job(static_cast<JobId>(event.subject)) + " fails";
      case Interference::fail: return "break " + names.source(static_cast<SourceId>(event.subject));
    }
    return "";
  }();
  return "by hand: " + done + (event.extra == 0 ? "" : ", in vain");
}

std::string finished(const Trace& trace, const Event& event) {
  switch (static_cast<FinishKind>(event.detail)) {
    case FinishKind::panicked:
      return "panicked: " + std::string(trace.string(static_cast<StringId>(event.value)));
    case FinishKind::cancelled: return "cancelled";
    case FinishKind::cancelled_unpolled: return "cancelled before its first poll";
    default: return "done";
  }
}

}  // namespace

std::string brief(const Trace& trace, const Names& names, const Event& event) {
  const auto subject_task = [&] { return names.task(static_cast<TaskId>(event.subject)); };
  const auto object = [&] { return names.object(static_cast<AwaitKind>(event.extra), event.subject); };
  const auto timer = [&] { return Names::timer(static_cast<TimerId>(event.subject)); };
  const auto token = [&] { return Names::token(static_cast<TokenId>(event.subject)); };
  const auto resource = [&] { return names.resource(static_cast<ResourceId>(event.subject)); };
  const auto share = [&] {
    return event.value == 1 ? resource() : std::to_string(event.value) + " of " + resource();
  };
  const auto job = [&] { return names.job(static_cast<JobId>(event.subject)); };
  const auto on_worker = [&] { return " on " + Names::worker(event.extra); };
  const auto source = [&] { return names.source(static_cast<SourceId>(event.subject)); };
  const auto future = [&] { return names.future(static_cast<FutureId>(event.subject)); };
  switch (event.kind) {
    case EventKind::task_spawned:
      return event.subject == 0 ? "started" : "spawned by " + subject_task() + ", queued";
    case EventKind::turn_began: return "turn " + std::to_string(event.subject) + " begins";
    case EventKind::poll_began: return "polled";
    case EventKind::poll_ended: return poll_end(static_cast<PollEnd>(event.detail));
    case EventKind::future_created: return "makes the future " + future();
    case EventKind::future_dropped:
      return future() + (event.detail == 0 ? " dropped unpolled" : " dropped half way");
    case EventKind::await_began: return "awaits " + object();
    case EventKind::await_ended:
      return (is_resource(static_cast<AwaitKind>(event.extra)) ||
                      is_source(static_cast<AwaitKind>(event.extra))
                  ? "waits no more for "
                  : "has ") +
             object();
    case EventKind::waker_registered:
      return "leaves its waker with " + names.place(static_cast<AwaitKind>(event.extra), event.subject);
    case EventKind::task_woken: return woken(trace, names, event);
    case EventKind::timer_set: return "sets " + timer() + " for " + span(event.value);
    case EventKind::timer_fired: {
      const Duration late = event.time() - Instant(Duration(static_cast<std::int64_t>(event.value)));
      return timer() + (late < worth_telling ? " is due" : " fires, " + to_text(late) + " late");
    }
    case EventKind::timer_cancelled: return timer() + " is forgotten";
    case EventKind::ticks_missed:
      return "is behind by " + std::to_string(event.value) + (event.value == 1 ? " tick" : " ticks");
    case EventKind::parked:
      if (event.value == ~std::uint64_t{0}) return "the loop sleeps";
      return static_cast<std::int64_t>(event.value) <= event.time_ns
                 ? "a timer is due: the loop does not sleep"
                 : "the loop sleeps until " + span(event.value);
    case EventKind::unparked: return "the loop wakes up";
    case EventKind::work_began:
      if (event.subject != 0)
        return "keeps the thread for " + names.resource(static_cast<ResourceId>(event.subject));
      return (static_cast<WorkKind>(event.detail) == WorkKind::block ? "blocks the thread for "
                                                                     : "computes for ") +
             span(event.value);
    case EventKind::work_ended:
      return static_cast<WorkKind>(event.detail) == WorkKind::block ? "stops blocking" : "stops computing";
    case EventKind::abort_requested:
      return "aborts " + (event.subject == raw(event.task) ? "itself" : subject_task());
    case EventKind::cancel_began: return "begins to be dropped";
    case EventKind::task_finished: return finished(trace, event);
    case EventKind::result_taken: return "takes the result of " + subject_task();
    case EventKind::handle_dropped: return "the handle of " + subject_task() + " is dropped";
    case EventKind::token_created: return "makes " + token();
    case EventKind::token_cancelled:
      return event.detail == 0 ? "cancels " + token() : token() + " is cancelled, too";
    case EventKind::token_checked:
      return "looks at " + token() + (event.detail == 0 ? ": go on" : ": cancelled");
    case EventKind::output:
      return (event.subject == 0 ? "" : job() + " ") + "prints “" +
             std::string(trace.string(static_cast<StringId>(event.value))) + "”";
    case EventKind::shutdown_began: return "the run ends";
    case EventKind::resource_created: return "makes " + resource();
    case EventKind::resource_acquired: return "has " + share();
    case EventKind::resource_released: return "gives back " + share();
    case EventKind::resource_changed: return changed(resource(), event);
    case EventKind::message_sent: return "sends into " + resource();
    case EventKind::message_received: return "receives from " + resource();
    case EventKind::wait_cancelled:
      return is_source(static_cast<AwaitKind>(event.extra)) ? "waits no more for " + source()
                                                            : "leaves the line of " + resource();
    case EventKind::source_opened: return "opens " + source();
    case EventKind::source_closed: return "closes " + source();
    case EventKind::source_changed: return changed_source(source(), event);
    case EventKind::source_ready: return source() + ready_words(event.detail);
    case EventKind::would_block: return "tries " + source() + " in vain";
    case EventKind::bytes_read: return "reads " + bytes(event.value) + " from " + source();
    case EventKind::bytes_written: return "writes " + bytes(event.value) + " to " + source();
    case EventKind::packet_sent: return packet(source(), event) + " on the way";
    case EventKind::packet_arrived: return packet(source(), event) + " arrives";
    case EventKind::interfered: return interference(names, event);
    case EventKind::job_queued: return "hands " + job() + " to the workers";
    case EventKind::job_started: return job() + " starts" + on_worker();
    case EventKind::job_work_began:
      return job() +
             (static_cast<WorkKind>(event.detail) == WorkKind::block ? " blocks for " : " computes for ") +
             span(event.value) + on_worker();
    case EventKind::job_work_ended:
      return job() + (static_cast<WorkKind>(event.detail) == WorkKind::block ? " stops blocking"
                                                                             : " stops computing");
    case EventKind::job_ended: return job() + " ends" + on_worker();
    case EventKind::job_returned: return "the loop takes the result of " + job();
    case EventKind::job_aborted: return job_aborted(job(), event);
    case EventKind::job_dropped: return job() + " never starts";
    case EventKind::job_detached: return "the handle of " + job() + " is dropped";
    case EventKind::task_chosen:
      return "taken ahead of " + std::to_string(event.subject) + (event.subject == 1 ? " other" : " others");
    case EventKind::budget_spent: return "has spent its budget of " + std::to_string(event.value);
  }
  return "";
}

}  // namespace loopglass
