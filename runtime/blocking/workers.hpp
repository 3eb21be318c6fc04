// Those who do the jobs: threads on the real clock, lanes on the virtual one. There are so many at most, made
// when a job finds none free; jobs that find all of them busy wait in a queue, first in first out.
#pragma once
#include <cstddef>
#include <exception>

#include "runtime/blocking/report.hpp"

namespace loopglass {

/// Hears what workers report, each worker's reports in order. Called on the loop's thread.
class Reporter {
 public:
  virtual void hear(const Report& report) = 0;

 protected:
  ~Reporter() = default;
};

class Workers {
 public:
  /// Waits until no worker runs a job. Precondition: none is queued.
  virtual ~Workers() = default;

  /// Borrows the job until it is reported as ended or is withdrawn. Throws std::system_error if the system
  /// gives not even one thread; then the job is not taken.
  virtual void submit(Job& job) = 0;
  /// Takes a job that has not started out of the queue; false if it has.
  virtual bool withdraw(Job& job) = 0;
  /// The same with the job that has been in the queue for the longest time; null if there is none.
  virtual Job* withdraw_first() = 0;
  /// Lets there be so many from now on; those that are there stay.
  virtual void allow(std::size_t most) = 0;
  /// How many there are by now.
  virtual std::size_t count() const = 0;
  /// Whether a worker does this job, and somebody can interfere with that. Not with a thread.
  virtual bool can_interfere(JobId) const { return false; }
  /// The worker stands still for a while. Precondition: can_interfere().
  virtual void delay(JobId, Duration) {}
  /// The job ends now, by a panic. Precondition: can_interfere().
  virtual void fail(JobId, std::exception_ptr) {}
  /// Hands the reports that have come to the reporter. Does not wait.
  virtual void deliver() = 0;
  /// The same, but waits until there is one. Precondition: a job is with the workers.
  virtual void await() = 0;
};

}  // namespace loopglass
