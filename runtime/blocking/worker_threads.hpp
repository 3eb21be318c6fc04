// The workers of the real clock: a bounded pool of threads, made on demand, joined at the end.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "runtime/blocking/inbox.hpp"
#include "runtime/blocking/workers.hpp"
#include "runtime/clock.hpp"

namespace loopglass {

class WorkerThreads final : public Workers {
 public:
  /// Borrows the clock and the reporter. `in_detail`: whether anybody wants more than printed lines and the
  /// ends of jobs.
  WorkerThreads(std::size_t most, const Clock& clock, std::shared_ptr<Inbox> inbox, Reporter& reporter,
                bool in_detail);
  ~WorkerThreads() override;

  void submit(Job& job) override;
  bool withdraw(Job& job) override;
  Job* withdraw_first() override;
  void allow(std::size_t most) override;
  std::size_t count() const override;
  void deliver() override;
  void await() override;

 private:
  void add_thread();
  void serve(std::uint16_t number);

  const Clock& clock_;
  const std::shared_ptr<Inbox> inbox_;
  Reporter& reporter_;
  const bool in_detail_;

  mutable std::mutex mutex_;  // guards what follows
  std::size_t most_;
  std::condition_variable changed_;
  std::deque<Job*> queue_;
  std::size_t idle_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace loopglass
