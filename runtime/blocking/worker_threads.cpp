#include "runtime/blocking/worker_threads.hpp"

#include <csignal>

#include <algorithm>
#include <system_error>
#include <utility>

#include "runtime/blocking/job.hpp"
#include "runtime/blocking/worker.hpp"

namespace loopglass {
namespace {

class ThreadWorker final : public Worker {
 public:
  ThreadWorker(std::uint16_t number, const Clock& clock, Inbox& inbox, bool in_detail)
      : number_(number), clock_(clock), inbox_(inbox), in_detail_(in_detail) {}

  /// Under the lock of the queue, so that jobs are on record in the order in which they leave it.
  void take(Job& job) {
    job_ = &job;
    if (in_detail_) inbox_.post(report(Report::Kind::started));
  }
  void run() {
    {
      const Entered entered(*this);
      job_->run();
    }
    inbox_.post(report(Report::Kind::ended));  // from here on the job is the loop's
  }

  void occupy(WorkKind kind, Duration d, const std::source_location& site) override {
    const auto tell = [&](Report::Kind what) {
      if (!in_detail_) return;
      Report told = report(what);
      told.work = kind;
      told.duration = d;
      told.site = site;
      inbox_.post(std::move(told));
    };
    tell(Report::Kind::work_began);
    const Instant end = now() + d;
    if (kind == WorkKind::block) std::this_thread::sleep_for(d);
    while (now() < end) {
    }
    tell(Report::Kind::work_ended);
  }
  Instant now() const override { return clock_.elapsed(); }
  void print(std::string_view line, const std::source_location& site) override {
    Report told = report(Report::Kind::printed);
    told.line = line;
    told.site = site;
    inbox_.post(std::move(told));
  }

 private:
  Report report(Report::Kind kind) const {
    return {.kind = kind, .job = job_, .worker = number_, .at = now()};
  }

  const std::uint16_t number_;
  const Clock& clock_;
  Inbox& inbox_;
  const bool in_detail_;
  Job* job_ = nullptr;
};

/// Signals are for the thread of the loop, so that they end its wait.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

WorkerThreads::WorkerThreads(std::size_t most, const Clock& clock, std::shared_ptr<Inbox> inbox,
                             Reporter& reporter, bool in_detail)
    : clock_(clock),
      inbox_(std::move(inbox)),
      reporter_(reporter),
      in_detail_(in_detail),
      most_(std::max<std::size_t>(most, 1)) {}

WorkerThreads::~WorkerThreads() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerThreads::submit(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() + 1 > idle_ && threads_.size() < most_) add_thread();
    queue_.push_back(&job);
  }
  changed_.notify_one();
}

void WorkerThreads::add_thread() {
  const SignalsBlocked inherited;
  try {
    threads_.emplace_back(&WorkerThreads::serve, this, static_cast<std::uint16_t>(threads_.size() + 1));
    ++idle_;
  } catch (const std::system_error&) {
    if (threads_.empty()) throw;  // fewer than wanted are still enough to go on
  }
}

bool WorkerThreads::withdraw(Job& job) {
  const std::lock_guard lock(mutex_);
  return std::erase(queue_, &job) > 0;
}

Job* WorkerThreads::withdraw_first() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) return nullptr;
  Job* const first = queue_.front();
  queue_.pop_front();
  return first;
}

void WorkerThreads::serve(std::uint16_t number) {
  ThreadWorker worker(number, clock_, *inbox_, in_detail_);
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return closing_ || !queue_.empty(); });
    if (queue_.empty()) return;
    worker.take(*queue_.front());
    queue_.pop_front();
    --idle_;
    lock.unlock();
    worker.run();
    lock.lock();
    ++idle_;
  }
}

void WorkerThreads::allow(std::size_t most) {
  const std::lock_guard lock(mutex_);
  most_ = std::max({most, threads_.size(), std::size_t{1}});
}

std::size_t WorkerThreads::count() const {
  const std::lock_guard lock(mutex_);
  return threads_.size();
}

void WorkerThreads::deliver() {
  if (!inbox_->has_news()) return;
  for (const Report& report : inbox_->take_reports()) reporter_.hear(report);
}

void WorkerThreads::await() {
  inbox_->await_report();
  deliver();
}

}  // namespace loopglass
