// The executor's book of jobs: it hands them to the workers, turns what they report into events, and gives
// the results to whoever waits.
//
// What happens to a job, each step an event:
//   queued    with the workers; an abort now drops it
//   started   by a worker; from here on nothing stops it
//   ended     the worker is through; the loop may be busy and not know yet
//   returned  the loop has taken it back, at the beginning of a turn, and wakes who waits
#pragma once
#include <memory>
#include <source_location>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "runtime/blocking/inbox.hpp"
#include "runtime/blocking/job.hpp"
#include "runtime/blocking/workers.hpp"

namespace loopglass {

class Jobs final : private Reporter {
 public:
  /// Borrows the executor.
  Jobs(Executor& executor, std::size_t most_workers, std::shared_ptr<Inbox> inbox);
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Hands a job to the workers. During shutdown it is dropped at once. Throws std::system_error if the
  /// system gives no thread; the job is dropped then, too.
  void submit(Job& job, std::string_view name, const std::source_location& site);
  /// A job that has not started is dropped, and who waits for it is woken. Of any other nothing changes.
  void abort(Job& job, const std::source_location& site);
  /// Its handle goes: the job goes on, and nobody hears of its end. Frees a job that is settled.
  void detach(Job& job);
  /// Drops it if it has not started; if it has, holds the thread until it is settled.
  void finish(Job& job);
  /// Takes back what the workers are through with. Does not wait.
  void take_back();
  /// Drops the jobs that have not started and waits for the others.
  void shut_down();

  /// Lets there be so many workers from now on; those that are there stay.
  void allow_workers(std::size_t most) {
    if (workers_) workers_->allow(most);
  }
  /// Whether a worker does this job, on a clock on which somebody can interfere with it.
  bool can_interfere(JobId job) const { return workers_ && workers_->can_interfere(job); }
  /// Its worker stands still for so long. Precondition: can_interfere().
  void delay(JobId job, Duration by) { workers_->delay(job, by); }
  /// It panics now. What its function has done to anything else stays done. Precondition: can_interfere().
  void fail(JobId job) {
    workers_->fail(job, std::make_exception_ptr(std::runtime_error("it is made to fail by hand")));
  }
  /// How many workers there are by now.
  std::size_t workers() const { return workers_ ? workers_->count() : 0; }
  /// Whether a job is with the workers or on its way back.
  bool is_busy() const { return open_ > 0; }

 private:
  void hear(const Report& report) override;
  void trace(const Report& report);
  void settle(Job& job, FinishKind as);

  Executor& executor_;
  std::unique_ptr<Workers> workers_;
  std::size_t open_ = 0;     // how many jobs are not settled
  std::vector<Job*> ended_;  // those among them that the workers are through with, in that order
  bool shutting_down_ = false;
};

}  // namespace loopglass
