// Where code of a job runs: a worker thread, or the lane that stands for one on the virtual clock.
//
// Inside it work(), block(), now() and println() are those of the worker, which has a time of its own.
// Nothing else of the runtime may be used there: no task is polled on a worker.
#pragma once
#include <source_location>
#include <string_view>
#include <utility>

#include "runtime/time.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

class Worker {
 public:
  virtual ~Worker() = default;

  /// The worker whose job is running on this thread; null if there is none.
  static Worker* current() { return current_; }

  virtual void occupy(WorkKind kind, Duration d, const std::source_location& site) = 0;
  virtual Instant now() const = 0;
  virtual void print(std::string_view line, const std::source_location& site) = 0;

  /// Makes a worker the current one while in scope.
  class Entered {
   public:
    explicit Entered(Worker& worker) : previous_(std::exchange(current_, &worker)) {}
    ~Entered() { current_ = previous_; }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    Worker* previous_;
  };

 private:
  static inline thread_local constinit Worker* current_ = nullptr;
};

}  // namespace loopglass
