#include "app/session/viewer_events.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/lanes.hpp"
#include "app/model/names.hpp"
#include "app/model/world.hpp"

namespace loopglass {
namespace {

constexpr int process = 1;
constexpr std::uint32_t loop = 0;  // the thread of the loop itself; a task's thread is its id
constexpr std::uint32_t first_worker = 1'000'000'000;  // that of worker n is this much and n

std::string json_text(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Microseconds with the nanoseconds as decimals: exact.
std::string micros(std::int64_t ns) {
  const char* sign = ns < 0 ? "-" : "";
  const auto size = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
  return fmt::format("{}{}.{:03}", sign, size / 1000, size % 1000);
}

class Viewer {
 public:
  Viewer(const Trace& trace, const TextSink& out) : trace_(trace), out_(out) {}

  void write() {
    put(fmt::format(R"({{"ph":"M","pid":{},"name":"process_name","args":{{"name":"Loopglass"}}}})", process));
    name_thread(loop, "the loop");
    for (EventNumber n = 1; n <= trace_.size(); ++n) {
      const Event& event = trace_[n];
      if (event.kind == EventKind::task_woken && queues(event) &&
          static_cast<WakeReason>(event.extra) == WakeReason::job)
        wakes_by_job_[event.subject] = n;
    }
    for (EventNumber n = 1; n <= trace_.size(); ++n) {
      const Event& event = trace_[n];
      names_.observe(trace_, event);
      apply(world_, event);
      now_ = event.time_ns;
      take(n, event);
      count_queue();
    }
    close_ended();
    // What was open when a run was cut off.
    for (auto& [thread, depth] : open_)
      while (depth > 0) end(thread);
  }

 private:
  struct TaskLine {
    std::uint32_t polls = 0;
    EventNumber wake = 0;  // that put it into the ready queue, until its poll
  };
  struct Ended {
    std::uint32_t thread = loop;
    std::int64_t time = 0;
  };

  void take(EventNumber n, const Event& event) {
    // Wakes that come of an end, or of a timer, are told after it: its slice is open until then.
    if (event.kind != EventKind::task_finished && event.kind != EventKind::task_woken) close_ended();
    switch (event.kind) {
      case EventKind::task_spawned:
        name_thread(raw(event.task), letters(event.task) + "  " + names_.task(event.task));
        break;
      case EventKind::poll_began:
        begin(raw(event.task), fmt::format("poll {}", ++line(event.task).polls));
        arrive(event.task);
        break;
      case EventKind::cancel_began:
        begin(raw(event.task), "dropped");
        arrive(event.task);
        break;
      case EventKind::poll_ended: end_soon(raw(event.task)); break;
      case EventKind::task_finished:
        if (!ended_) end_soon(raw(event.task));  // it was dropped
        break;
      case EventKind::task_woken: wake(n, event); break;
      case EventKind::timer_fired:
        moment_of_loop(Names::timer(static_cast<TimerId>(event.subject)) + " fires");
        break;
      case EventKind::source_ready:
        moment_of_loop(names_.source(static_cast<SourceId>(event.subject)) + " is ready");
        break;
      case EventKind::parked: begin(loop, "parked"); break;
      case EventKind::unparked: end(loop); break;
      case EventKind::work_began:
        begin(raw(event.task),
              static_cast<WorkKind>(event.detail) == WorkKind::block ? "blocks the thread" : "computes");
        break;
      case EventKind::work_ended: end(raw(event.task)); break;
      case EventKind::job_started:
        while (workers_ < event.extra) {
          ++workers_;
          name_thread(first_worker + workers_, Names::worker(workers_));
        }
        begin(first_worker + event.extra, names_.job(static_cast<JobId>(event.subject)));
        break;
      case EventKind::job_ended: {
        const std::uint32_t thread = first_worker + event.extra;
        // The loop hears of it later.
        if (const auto wake = wakes_by_job_.find(event.subject); wake != wakes_by_job_.end())
          flow('s', thread, wake->second);
        end(thread);
        break;
      }
      case EventKind::job_work_began:
        begin(first_worker + event.extra,
              static_cast<WorkKind>(event.detail) == WorkKind::block ? "blocks its thread" : "computes");
        break;
      case EventKind::job_work_ended: end(first_worker + event.extra); break;
      case EventKind::output:
        put(fmt::format(R"({{"ph":"i","s":"t","pid":{},"tid":{},"ts":{},"name":{}}})", process,
                        thread_of(event), micros(now_),
                        json_text(trace_.string(static_cast<StringId>(event.value)))));
        break;
      default: break;
    }
  }

  /// Where a line is printed.
  std::uint32_t thread_of(const Event& output) const {
    const JobState* job = world_.job(static_cast<JobId>(output.subject));
    return job ? first_worker + job->worker : raw(output.task);
  }

  void wake(EventNumber n, const Event& event) {
    if (!queues(event)) return;
    line(event.task).wake = n;
    const WokenBy by = woken_by(event, world_);
    if (by.worker != 0) return;  // the arrow began where the job ended
    // An arrow begins in a slice: not every wake by the loop has one of its own.
    if (by.task == TaskId::none && !(ended_ && ended_->thread == loop))
      moment_of_loop("wakes " + names_.task(event.task));
    flow('s', raw(by.task), n);
  }
  static bool queues(const Event& wake) {
    const auto outcome = static_cast<WakeOutcome>(wake.detail);
    return outcome == WakeOutcome::queued || outcome == WakeOutcome::after_poll;
  }
  void arrive(TaskId task) {
    if (const EventNumber wake = std::exchange(line(task).wake, 0); wake != 0) flow('f', raw(task), wake);
  }

  void begin(std::uint32_t thread, std::string_view name) {
    ++open_[thread];
    put(fmt::format(R"({{"ph":"B","pid":{},"tid":{},"ts":{},"name":{}}})", process, thread, micros(now_),
                    json_text(name)));
  }
  /// The latest slice of the thread that began and goes on. None, in a damaged trace: nothing.
  void end(std::uint32_t thread) { end(thread, now_); }
  void end(std::uint32_t thread, std::int64_t t) {
    const auto at = open_.find(thread);
    if (at == open_.end() || at->second == 0) return;
    --at->second;
    put(fmt::format(R"({{"ph":"E","pid":{},"tid":{},"ts":{}}})", process, thread, micros(t)));
  }
  void end_soon(std::uint32_t thread) { ended_ = {thread, now_}; }
  void close_ended() {
    if (!ended_) return;
    end(ended_->thread, ended_->time);
    ended_.reset();
  }
  /// What takes the loop no time, and may wake a task.
  void moment_of_loop(std::string_view name) {
    begin(loop, name);
    end_soon(loop);
  }

  void count_queue() {
    if (world_.ready.size() == ready_) return;
    ready_ = world_.ready.size();
    put(fmt::format(R"({{"ph":"C","pid":{},"ts":{},"name":"ready queue","args":{{"tasks":{}}}}})", process,
                    micros(now_), ready_));
  }
  void name_thread(std::uint32_t thread, std::string_view name) {
    put(fmt::format(R"({{"ph":"M","pid":{},"tid":{},"name":"thread_name","args":{{"name":{}}}}})", process,
                    thread, json_text(name)));
    put(fmt::format(R"({{"ph":"M","pid":{},"tid":{},"name":"thread_sort_index","args":{{"sort_index":{}}}}})",
                    process, thread, thread));
  }
  void flow(char phase, std::uint32_t thread, EventNumber id) {
    const std::int64_t t = ended_ && ended_->thread == thread ? ended_->time : now_;
    put(fmt::format(R"({{"ph":"{}",{}"pid":{},"tid":{},"ts":{},"cat":"wake","name":"wake","id":{}}})", phase,
                    phase == 'f' ? R"("bp":"e",)" : "", process, thread, micros(t), id));
  }
  void put(const std::string& element) {
    out_(first_ ? "" : ",\n");
    first_ = false;
    out_(element);
  }
  TaskLine& line(TaskId task) {
    // A damaged trace must not make room for four billion tasks.
    static constexpr std::size_t most = 1u << 24;
    if (raw(task) >= most) return unknown_;
    if (raw(task) >= tasks_.size()) tasks_.resize(raw(task) + 1);
    return tasks_[raw(task)];
  }

  const Trace& trace_;
  const TextSink& out_;
  Names names_;
  World world_;
  std::vector<TaskLine> tasks_;
  TaskLine unknown_;
  std::map<std::uint32_t, unsigned> open_;             // by thread: how many slices go on
  std::map<std::uint32_t, EventNumber> wakes_by_job_;  // by id: which wake its end leads to
  std::optional<Ended> ended_;                         // a slice whose end is still to be written
  std::int64_t now_ = 0;
  std::uint16_t workers_ = 0;
  std::size_t ready_ = 0;
  bool first_ = true;
};

}  // namespace

void write_viewer_events(const Trace& trace, const TextSink& out) { Viewer(trace, out).write(); }

}  // namespace loopglass
