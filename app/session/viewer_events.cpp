#include "app/session/viewer_events.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

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
      names_.observe(trace_, event);
      apply(world_, event);
      take(event);
      count_queue(event.time_ns);
      now_ = event.time_ns;
    }
    if (polling_ != TaskId::none) close_poll();  // of a run that was cut off
  }

 private:
  struct TaskLine {
    std::uint32_t polls = 0;
    EventNumber wake = 0;  // that put it into the ready queue, until its poll
  };

  void take(const Event& event) {
    ++number_;
    const std::int64_t t = event.time_ns;
    switch (event.kind) {
      case EventKind::task_spawned:
        name_thread(raw(event.task), letters(event.task) + "  " + names_.task(event.task));
        break;
      case EventKind::poll_began:
      case EventKind::cancel_began: begin_poll(event); break;
      case EventKind::poll_ended:
        now_ = t;
        if (polling_ == event.task) close_poll();
        break;
      case EventKind::task_finished:
        now_ = t;
        if (polling_ == event.task) close_poll();
        break;
      case EventKind::task_woken: wake(event); break;
      case EventKind::timer_fired: slice(loop, t, 0, fmt::format("timer {} fires", event.subject)); break;
      case EventKind::parked: parked_at_ = t; break;
      case EventKind::unparked: slice(loop, parked_at_, t - parked_at_, "parked"); break;
      case EventKind::work_began: work_began_at_ = t; break;
      case EventKind::work_ended:
        slice(raw(polling_), work_began_at_, t - work_began_at_,
              static_cast<WorkKind>(event.detail) == WorkKind::block ? "blocks the thread" : "computes");
        break;
      case EventKind::job_started:
        while (workers_ < event.extra) {
          ++workers_;
          name_thread(first_worker + workers_, Names::worker(workers_));
        }
        job_began_at_[event.subject] = t;
        break;
      case EventKind::job_ended:
        slice(first_worker + event.extra, job_began_at_[event.subject], t - job_began_at_[event.subject],
              names_.job(static_cast<JobId>(event.subject)));
        break;
      case EventKind::job_work_began: job_work_began_at_[event.subject] = t; break;
      case EventKind::job_work_ended:
        slice(first_worker + event.extra, job_work_began_at_[event.subject],
              t - job_work_began_at_[event.subject],
              static_cast<WorkKind>(event.detail) == WorkKind::block ? "blocks its thread" : "computes");
        break;
      case EventKind::output:
        put(fmt::format(R"({{"ph":"i","s":"t","pid":{},"tid":{},"ts":{},"name":{}}})", process,
                        thread_of(event), micros(t),
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

  void begin_poll(const Event& event) {
    if (polling_ != TaskId::none) close_poll();
    polling_ = event.task;
    poll_began_at_ = event.time_ns;
    TaskLine& task = line(event.task);
    dropped_ = event.kind == EventKind::cancel_began;
    if (!dropped_) ++task.polls;
    if (task.wake != 0) flow('f', raw(event.task), event.time_ns, std::exchange(task.wake, 0));
  }

  void close_poll() {
    slice(raw(polling_), poll_began_at_, now_ - poll_began_at_,
          dropped_ ? "dropped" : fmt::format("poll {}", line(polling_).polls));
    polling_ = TaskId::none;
  }

  void wake(const Event& event) {
    const auto outcome = static_cast<WakeOutcome>(event.detail);
    if (outcome != WakeOutcome::queued && outcome != WakeOutcome::after_poll) return;
    line(event.task).wake = number_;
    flow('s', raw(polling_), event.time_ns, number_);
  }

  void count_queue(std::int64_t t) {
    if (world_.ready.size() == ready_) return;
    ready_ = world_.ready.size();
    put(fmt::format(R"({{"ph":"C","pid":{},"ts":{},"name":"ready queue","args":{{"tasks":{}}}}})", process,
                    micros(t), ready_));
  }
  void name_thread(std::uint32_t thread, std::string_view name) {
    put(fmt::format(R"({{"ph":"M","pid":{},"tid":{},"name":"thread_name","args":{{"name":{}}}}})", process,
                    thread, json_text(name)));
    put(fmt::format(R"({{"ph":"M","pid":{},"tid":{},"name":"thread_sort_index","args":{{"sort_index":{}}}}})",
                    process, thread, thread));
  }
  void slice(std::uint32_t thread, std::int64_t begin, std::int64_t duration, std::string_view name) {
    put(fmt::format(R"({{"ph":"X","pid":{},"tid":{},"ts":{},"dur":{},"name":{}}})", process, thread,
                    micros(begin), micros(duration), json_text(name)));
  }
  void flow(char phase, std::uint32_t thread, std::int64_t t, EventNumber id) {
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
  EventNumber number_ = 0;
  TaskId polling_{};
  std::int64_t now_ = 0;
  std::int64_t poll_began_at_ = 0;
  std::int64_t parked_at_ = 0;
  std::int64_t work_began_at_ = 0;
  std::map<std::uint32_t, std::int64_t> job_began_at_;  // by id, both
  std::map<std::uint32_t, std::int64_t> job_work_began_at_;
  std::uint16_t workers_ = 0;
  std::size_t ready_ = 0;
  bool dropped_ = false;
  bool first_ = true;
};

}  // namespace

void write_viewer_events(const Trace& trace, const TextSink& out) { Viewer(trace, out).write(); }

}  // namespace loopglass
