#include "runtime/blocking/worker_lanes.hpp"

#include <algorithm>

#include "runtime/blocking/job.hpp"
#include "runtime/blocking/worker.hpp"
#include "runtime/executor.hpp"
#include "runtime/sleep.hpp"

namespace loopglass {
namespace {

/// Writes down what a job does on a lane.
class LaneWorker final : public Worker {
 public:
  LaneWorker(Job& job, std::uint16_t number, Instant start) : job_(&job), number_(number), now_(start) {}

  std::deque<Report> run() {
    note(Report::Kind::started);
    {
      // As on a thread of its own there is no executor here.
      const Executor::Entered nowhere(nullptr);
      const Entered entered(*this);
      job_->run();
    }
    note(Report::Kind::ended);
    return std::move(notes_);
  }

  void occupy(WorkKind kind, Duration d, const std::source_location& site) override {
    const auto tell = [&](Report::Kind what) {
      Report& told = note(what);
      told.work = kind;
      told.duration = d;
      told.site = site;
    };
    tell(Report::Kind::work_began);
    now_ = saturating_add(now_, d);
    tell(Report::Kind::work_ended);
  }
  Instant now() const override { return now_; }
  void print(std::string_view line, const std::source_location& site) override {
    Report& told = note(Report::Kind::printed);
    told.line = line;
    told.site = site;
  }

 private:
  Report& note(Report::Kind kind) {
    return notes_.emplace_back(Report{.kind = kind, .job = job_, .worker = number_, .at = now_});
  }

  Job* job_;
  std::uint16_t number_;
  Instant now_;
  std::deque<Report> notes_;
};

}  // namespace

WorkerLanes::WorkerLanes(std::size_t most, VirtualClock& clock, Reporter& reporter)
    : most_(std::max<std::size_t>(most, 1)), clock_(clock), reporter_(reporter) {
  clock_.go_along(this);
}

WorkerLanes::~WorkerLanes() {
  while (next()) await();
  clock_.go_along(nullptr);
}

void WorkerLanes::submit(Job& job) {
  const auto free = std::ranges::find(lanes_, false, &Lane::busy);
  const auto lane = static_cast<std::size_t>(free - lanes_.begin());
  if (lane == lanes_.size() && lane == most_) {
    queue_.push_back(&job);
    return;
  }
  if (lane == lanes_.size()) lanes_.emplace_back();
  start(lane, job);
}

bool WorkerLanes::withdraw(Job& job) { return std::erase(queue_, &job) > 0; }

Job* WorkerLanes::withdraw_first() {
  if (queue_.empty()) return nullptr;
  Job* const first = queue_.front();
  queue_.pop_front();
  return first;
}

void WorkerLanes::start(std::size_t lane, Job& job) {
  lanes_[lane].busy = true;
  lanes_[lane].reports = LaneWorker(job, static_cast<std::uint16_t>(lane + 1), clock_.now()).run();
  tell_next(lane);
}

Report WorkerLanes::tell_next(std::size_t lane) {
  Report report = std::move(lanes_[lane].reports.front());
  lanes_[lane].reports.pop_front();
  reporter_.hear(report);
  return report;
}

const WorkerLanes::Lane* WorkerLanes::first() const {
  const Lane* first = nullptr;
  for (const Lane& lane : lanes_) {
    if (!lane.busy) continue;
    if (!first || lane.reports.front().at < first->reports.front().at) first = &lane;
  }
  return first;
}

/// The lane that does this job; the number of lanes if none does.
std::size_t WorkerLanes::lane_of(JobId job) const {
  const auto does_it = [&](const Lane& lane) { return lane.busy && lane.reports.front().job->id == job; };
  return static_cast<std::size_t>(std::ranges::find_if(lanes_, does_it) - lanes_.begin());
}

bool WorkerLanes::can_interfere(JobId job) const { return lane_of(job) < lanes_.size(); }

void WorkerLanes::delay(JobId job, Duration by) {
  for (Report& report : lanes_[lane_of(job)].reports) report.at = saturating_add(report.at, by);
}

void WorkerLanes::fail(JobId job, std::exception_ptr panic) {
  std::deque<Report>& reports = lanes_[lane_of(job)].reports;
  reports.front().job->fail(std::move(panic));
  // What was to come does not come, but for the end of the work that goes on, and of the job.
  const auto is_left_out = [&](const Report& report) {
    const bool ends_work = &report == &reports.front() && report.kind == Report::Kind::work_ended;
    return !ends_work && report.kind != Report::Kind::ended;
  };
  std::deque<Report> left;
  for (Report& report : reports) {
    if (is_left_out(report)) continue;
    report.at = clock_.now();
    left.push_back(std::move(report));
  }
  reports = std::move(left);
}

std::optional<Instant> WorkerLanes::next() const {
  const Lane* lane = first();
  return lane ? std::optional(lane->reports.front().at) : std::nullopt;
}

bool WorkerLanes::happen() {
  const auto index = static_cast<std::size_t>(first() - lanes_.data());
  if (tell_next(index).kind != Report::Kind::ended) return false;
  lanes_[index].busy = false;
  if (Job* waited_longest = withdraw_first()) start(index, *waited_longest);
  return true;
}

void WorkerLanes::allow(std::size_t most) { most_ = std::max({most, lanes_.size(), std::size_t{1}}); }

std::size_t WorkerLanes::count() const { return lanes_.size(); }

void WorkerLanes::deliver() { clock_.advance_to(clock_.now()); }

void WorkerLanes::await() { clock_.advance_to(*next()); }

}  // namespace loopglass
