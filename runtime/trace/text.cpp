#include "runtime/trace/text.hpp"

#include <array>
#include <limits>

#include "runtime/time.hpp"

namespace loopglass {
namespace {

template <std::size_t N>
const char* pick(const std::array<const char*, N>& words, unsigned index) {
  return index < N ? words[index] : "?";
}

std::string padded(std::string text, std::size_t width) {
  // Counts characters, not bytes: a name may hold any UTF-8.
  std::size_t shown = 0;
  for (const char c : text) shown += (static_cast<unsigned char>(c) & 0xc0u) != 0x80u ? 1 : 0;
  text.append(shown < width ? width - shown : 0, ' ');
  return text;
}

std::string number(std::uint64_t n) { return std::to_string(n); }
std::string time_text(std::uint64_t ns) { return to_text(Duration(static_cast<std::int64_t>(ns))); }

const char* finish_words(std::uint8_t finish) {
  return pick<5>({"not finished", "returned", "panicked", "cancelled", "cancelled, never polled"}, finish);
}

const char* work_words(std::uint8_t kind) { return pick<2>({"work", "block"}, kind); }

std::string readiness_words(std::uint8_t bits) {
  std::string text;
  if (bits & readiness::readable) text += " readable";
  if (bits & readiness::writable) text += " writable";
  if (bits & readiness::ended) text += " ended";
  if (bits & readiness::failed) text += " failed";
  return text;
}

}  // namespace

std::string TraceText::line(EventNumber n) {
  const Event& event = trace_[n];
  learn(event);
  const std::string count = number(n);
  const std::string when = to_text(event.time());
  // "µs" is three bytes long and two wide.
  const std::size_t wide = when.size() - (when.find("µ") != std::string::npos ? 1 : 0);
  std::string text(count.size() < 5 ? 5 - count.size() : 0, ' ');
  text += count + "  " + std::string(wide < 11 ? 11 - wide : 0, ' ') + when + "  ";
  text += padded(name(event.kind), 16) + "  " + padded(task(event.task), 12) + "  " + details(event);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

void TraceText::learn(const Event& event) {
  if (event.kind == EventKind::task_spawned && raw(event.task) == tasks_.size()) {
    tasks_.push_back(static_cast<StringId>(event.value >> 32));
  } else if (event.kind == EventKind::future_created && event.subject >= futures_.size() &&
             event.subject <= trace_.size() * 2) {
    futures_.resize(event.subject + 1);
    futures_.back() = static_cast<StringId>(event.value);
  } else if (event.kind == EventKind::job_queued && event.subject == jobs_.size()) {
    jobs_.push_back(static_cast<StringId>(event.value));
  } else if (event.kind == EventKind::resource_created && event.subject == resources_.size()) {
    resources_.push_back({static_cast<ResourceKind>(event.detail), static_cast<StringId>(event.value >> 32)});
  } else if (event.kind == EventKind::source_opened) {
    sources_.insert_or_assign(event.subject, SourceName{static_cast<SourceKind>(event.detail),
                                                        static_cast<StringId>(event.value >> 32)});
  }
}

std::string TraceText::task(TaskId id) const {
  if (id == TaskId::none) return "-";
  const StringId known = raw(id) < tasks_.size() ? tasks_[raw(id)] : StringId::none;
  return known == StringId::none ? "task " + number(raw(id)) : std::string(trace_.string(known));
}

std::string TraceText::future(std::uint32_t id) const {
  const StringId known = id < futures_.size() ? futures_[id] : StringId::none;
  std::string text = "future " + number(id);
  return known == StringId::none ? text : text + " " + std::string(trace_.string(known)) + "()";
}

std::string TraceText::resource(std::uint32_t id) const {
  if (id == 0 || id >= resources_.size()) return "resource " + number(id);
  const ResourceName& known = resources_[id];
  const std::string text = loopglass::name(known.kind) + std::string(" ") + number(id);
  return known.name == StringId::none ? text : text + " " + std::string(trace_.string(known.name));
}

std::string TraceText::job(std::uint32_t id) const {
  const StringId known = id < jobs_.size() ? jobs_[id] : StringId::none;
  return "job " + number(id) + (known == StringId::none ? "" : " " + std::string(trace_.string(known)));
}

std::string TraceText::source(std::uint32_t id) const {
  const auto known = sources_.find(id);
  if (known == sources_.end()) return "source " + number(id);
  const std::string text = loopglass::name(known->second.kind) + std::string(" ") + number(id);
  // Where a stream leads is told when it is opened.
  return known->second.kind == SourceKind::stream
             ? text
             : text + " " + std::string(trace_.string(known->second.name));
}

std::string TraceText::object(AwaitKind kind, std::uint32_t id) const {
  switch (kind) {
    case AwaitKind::future: return future(id);
    case AwaitKind::timer: return "timer " + number(id);
    case AwaitKind::join: return "the end of " + task(static_cast<TaskId>(id));
    case AwaitKind::yield: return "its next turn";
    case AwaitKind::token: return "token " + number(id);
    case AwaitKind::timeout: return "timeout " + number(id);
    case AwaitKind::interval: return "interval's timer " + number(id);
    case AwaitKind::all: return "all of group " + number(id);
    case AwaitKind::any: return "the first of group " + number(id);
    case AwaitKind::item: return "the next item";
    case AwaitKind::channel_send: return "room in " + resource(id);
    case AwaitKind::channel_receive: return "a message of " + resource(id);
    case AwaitKind::lock:
    case AwaitKind::semaphore:
    case AwaitKind::notify:
    case AwaitKind::barrier:
    case AwaitKind::once: return resource(id);
    case AwaitKind::job: return job(id);
    case AwaitKind::readable: return "bytes of " + source(id);
    case AwaitKind::writable: return "room in " + source(id);
    case AwaitKind::accept: return "a connection at " + source(id);
    case AwaitKind::connect: return "an answer for " + source(id);
    case AwaitKind::signal: return source(id);
    case AwaitKind::other: break;
  }
  return "a pollable";
}

std::string TraceText::cause(const Event& event) const {
  const auto by = [&]() -> std::string {
    switch (static_cast<WakeReason>(event.extra)) {
      case WakeReason::timer: return "timer " + number(event.subject);
      case WakeReason::joined: return "the end of " + task(static_cast<TaskId>(event.subject));
      case WakeReason::yield: return "its yield";
      case WakeReason::token: return "token " + number(event.subject);
      case WakeReason::abort: return "an abort";
      case WakeReason::resource: return resource(event.subject);
      case WakeReason::job: return job(event.subject);
      case WakeReason::thread: return "another thread";
      case WakeReason::budget: return "its budget";
      case WakeReason::source: return source(event.subject);
      case WakeReason::hand: return "hand";
      case WakeReason::other: break;
    }
    return "a waker";
  }();
  return "by " + by + (event.value == 0 ? "" : " (event " + number(event.value) + ")");
}

std::string TraceText::at(SiteId site) const {
  if (site == SiteId::none) return "";
  const Site& place = trace_.site(site);
  return place.line == 0 ? "" : ", " + place.file + ":" + number(place.line);
}

std::string TraceText::change(const Event& event) const {
  switch (static_cast<SourceChange>(event.detail)) {
    case SourceChange::connected: return "connected";
    case SourceChange::accepted: return "accepted by " + source(static_cast<std::uint32_t>(event.value));
    case SourceChange::write_shut: return "write half shut";
    case SourceChange::read_ended: return "read to its end";
    case SourceChange::failed: return "failed with error " + number(event.value);
    case SourceChange::lost: return "loses a packet, " + time_text(event.value) + " later";
  }
  return "changed";
}

std::string TraceText::packet(const Event& event) const {
  const auto kind = static_cast<Packet>(event.detail);
  return loopglass::name(kind) + std::string(kind == Packet::request ? " from " : " to ") +
         source(event.subject) + (event.extra == 0 ? "" : ", " + number(event.extra) + " bytes");
}

std::string TraceText::interference(const Event& event) const {
  const auto what = static_cast<Interference>(event.detail);
  const std::string whom = [&] {
    switch (what) {
      case Interference::cancel: return "token " + number(event.subject);
      case Interference::delay: return "timer " + number(event.subject);
      case Interference::fail: return source(event.subject);
      case Interference::fail_job:
      case Interference::delay_job: return "job " + number(event.subject);
      case Interference::delay_packets: return "what is on its way to " + source(event.subject);
      default: return task(static_cast<TaskId>(event.subject));
    }
  }();
  const bool is_in_vain = event.extra == 1;
  return loopglass::name(what) + std::string(" ") + whom +
         (what == Interference::delay && !is_in_vain ? " until " + time_text(event.value) : "") +
         (delays_by(what) && !is_in_vain ? " by " + time_text(event.value) : "") +
         (is_in_vain ? ", in vain" : "");
}

std::string TraceText::details(const Event& event) const {
  const auto subject_task = [&] { return task(static_cast<TaskId>(event.subject)); };
  const auto awaited = [&] { return object(static_cast<AwaitKind>(event.extra), event.subject); };
  const auto waiting = [&] { return future(static_cast<std::uint32_t>(event.value)); };
  const std::string timer = "timer " + number(event.subject);
  const std::string token = "token " + number(event.subject);
  switch (event.kind) {
    case EventKind::task_spawned:
      return "by " + subject_task() + ", " + future(static_cast<std::uint32_t>(event.value)) + at(event.site);
    case EventKind::turn_began: {
      const auto policy = static_cast<Policy>(event.detail);
      return "turn " + number(event.subject) + " polls " + number(event.value) +
             (policy == Policy::fifo ? "" : std::string(", ") + loopglass::name(policy));
    }
    case EventKind::poll_began:
    case EventKind::cancel_began: return "";
    case EventKind::poll_ended:
      return pick<5>({"pending", "pending, queued again", "ready", "panicked", "pending, in place"},
                     event.detail);
    case EventKind::future_created: return future(event.subject) + at(event.site);
    case EventKind::future_dropped:
      return future(event.subject) + (event.detail == 0 ? ", never polled" : ", unfinished");
    case EventKind::await_began: return waiting() + " awaits " + awaited() + at(event.site);
    case EventKind::await_ended: return waiting() + " goes on after " + awaited() + at(event.site);
    case EventKind::waker_registered: return "with " + awaited();
    case EventKind::task_woken:
      return cause(event) + ": " +
             pick<5>({"queued", "queued already", "after this poll", "has finished", "stands still in place"},
                     event.detail);
    case EventKind::timer_set:
    case EventKind::timer_fired:
    case EventKind::timer_cancelled: return timer + " for " + time_text(event.value);
    case EventKind::ticks_missed:
      return number(event.value) + " missed, " + pick<3>({"burst", "delay", "skip"}, event.detail);
    case EventKind::parked:
      return event.value == std::numeric_limits<std::uint64_t>::max() ? "with no deadline"
                                                                      : "until " + time_text(event.value);
    case EventKind::unparked: return event.subject == 1 ? "at the deadline" : "interrupted";
    case EventKind::work_began:
    case EventKind::work_ended:
      return std::string(work_words(event.detail)) + " " + time_text(event.value) +
             (event.subject == 0 ? "" : " for " + resource(event.subject)) + at(event.site);
    case EventKind::abort_requested:
      return subject_task() + ": " +
             pick<5>({"is idle", "is queued", "is being polled", "has finished", "stands still in place"},
                     event.detail) +
             at(event.site);
    case EventKind::task_finished: {
      const std::string_view message = trace_.string(static_cast<StringId>(event.value));
      return finish_words(event.detail) + (message.empty() ? "" : ": " + std::string(message));
    }
    case EventKind::result_taken:
    case EventKind::handle_dropped: return subject_task() + ", " + finish_words(event.detail);
    case EventKind::token_created:
      return token + (event.value == 0 ? "" : ", child of token " + number(event.value)) + at(event.site);
    case EventKind::token_cancelled:
      return token + (event.detail == 0 ? "" : " (event " + number(event.value) + ")") + at(event.site);
    case EventKind::token_checked:
      return token + (event.detail == 0 ? ", not cancelled" : ", cancelled") + at(event.site);
    case EventKind::output:
      return (event.subject == 0 ? "" : job(event.subject) + ": ") +
             std::string(trace_.string(static_cast<StringId>(event.value)));
    case EventKind::shutdown_began:
      return std::string(pick<4>({"finished", "panicked", "deadlock", "stopped"}, event.detail)) + ", " +
             number(event.value) + " tasks left";
    case EventKind::resource_created: {
      const auto capacity = static_cast<std::uint32_t>(event.value);
      return resource(event.subject) + (capacity == no_capacity ? "" : ", holds " + number(capacity)) +
             at(event.site);
    }
    case EventKind::resource_acquired:
    case EventKind::resource_released:
      return resource(event.subject) + ", " + number(event.value) + ", " +
             pick<2>({"exclusive", "shared"}, event.detail);
    case EventKind::resource_changed:
      return resource(event.subject) + " " +
             pick<9>({"closed", "dropped", "notified", "notified_all", "consumed", "opened", "initialised",
                      "resized", "missed"},
                     event.detail) +
             " " + number(event.value);
    case EventKind::message_sent:
    case EventKind::message_received: return resource(event.subject) + ", holds " + number(event.value);
    case EventKind::wait_cancelled: return "for " + awaited();
    case EventKind::job_queued:
      return job(event.subject) + (event.detail == 0 ? "" : ", in place") + at(event.site);
    case EventKind::job_started:
      return job(event.subject) + " on worker " + number(event.extra) + " at " + time_text(event.value);
    case EventKind::job_work_began:
    case EventKind::job_work_ended:
      return job(event.subject) + " on worker " + number(event.extra) + ": " + work_words(event.detail) +
             " " + time_text(event.value) + at(event.site);
    case EventKind::job_ended:
      return job(event.subject) + " on worker " + number(event.extra) + ", " + finish_words(event.detail) +
             " at " + time_text(event.value);
    case EventKind::job_returned: {
      const std::string_view message = trace_.string(static_cast<StringId>(event.value));
      return job(event.subject) + ", " + finish_words(event.detail) +
             (message.empty() ? "" : ": " + std::string(message));
    }
    case EventKind::job_aborted:
      return job(event.subject) + ": " + pick<3>({"is queued", "has started", "has ended"}, event.detail) +
             at(event.site);
    case EventKind::job_dropped: return job(event.subject);
    case EventKind::job_detached: return job(event.subject) + (event.detail == 0 ? "" : ", its result lost");
    case EventKind::task_chosen:
      return std::string(loopglass::name(static_cast<Policy>(event.detail))) + ", ahead of " +
             number(event.subject);
    case EventKind::budget_spent: return number(event.value) + ", before " + awaited();
    case EventKind::source_opened: {
      const auto other = static_cast<std::uint32_t>(event.value);
      const std::string name(trace_.string(static_cast<StringId>(event.value >> 32)));
      const bool is_stream = static_cast<SourceKind>(event.detail) == SourceKind::stream;
      return source(event.subject) + (is_stream ? " " + name : "") +
             (other == 0 ? "" : ", the other end of " + source(other)) +
             (event.extra == 0 ? "" : ", holds " + number(event.extra) + " bytes");
    }
    case EventKind::source_closed: return source(event.subject);
    case EventKind::source_changed: return source(event.subject) + " " + change(event);
    case EventKind::source_ready: return source(event.subject) + " is" + readiness_words(event.detail);
    case EventKind::would_block: return "in vain for " + awaited();
    case EventKind::bytes_read:
      return number(event.value) + " of " + source(event.subject) +
             (event.detail == 0 ? "" : ", no more there");
    case EventKind::bytes_written:
      return number(event.value) + " to " + source(event.subject) +
             (event.detail == 0 ? "" : ", no more room");
    case EventKind::packet_sent: return packet(event) + ", arrives at " + time_text(event.value);
    case EventKind::packet_arrived: return packet(event);
    case EventKind::interfered: return interference(event);
  }
  return "";
}

}  // namespace loopglass
