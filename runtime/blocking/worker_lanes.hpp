// The workers of the virtual clock: lanes that have a time of their own, and no threads.
//
// A job runs as soon as it starts, at once and as a whole; what it does and when, by the lane's own time, is
// written down. As the clock of the run moves on, the reports come out one by one, each at its moment: while
// a task works, too, and while the loop waits. So the jobs overlap with the loop and with one another,
// exactly and repeatably.
//
// What a job reads is as it was when the job started. On threads a job that looks at what others change
// meanwhile would see the change; here it does not.
#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "runtime/blocking/workers.hpp"
#include "runtime/clock.hpp"

namespace loopglass {

class WorkerLanes final : public Workers, public Meanwhile {
 public:
  /// Borrows both, and goes along with the clock while it lives.
  WorkerLanes(std::size_t most, VirtualClock& clock, Reporter& reporter);
  ~WorkerLanes() override;

  void submit(Job& job) override;
  bool withdraw(Job& job) override;
  Job* withdraw_first() override;
  void allow(std::size_t most) override;
  std::size_t count() const override;
  bool can_interfere(JobId job) const override;
  void delay(JobId job, Duration by) override;
  void fail(JobId job, std::exception_ptr panic) override;
  void deliver() override;
  void await() override;

  std::optional<Instant> next() const override;
  bool happen() override;

 private:
  struct Lane {
    bool busy = false;
    std::deque<Report> reports;  // what is still to come out
  };
  std::size_t most_;
  void start(std::size_t lane, Job& job);
  Report tell_next(std::size_t lane);
  const Lane* first() const;
  std::size_t lane_of(JobId job) const;

  VirtualClock& clock_;
  Reporter& reporter_;
  std::vector<Lane> lanes_;  // those that had a job by now
  std::deque<Job*> queue_;
};

}  // namespace loopglass
