// Ctrl-C ends a run gracefully: its tasks are cancelled and it is told to the end. A second one ends the
// program.
#pragma once
#include <csignal>

#include "app/session/run.hpp"

namespace loopglass {

/// While in scope, SIGINT stops the run. One at a time; the run must outlive it.
class StopOnInterrupt {
 public:
  explicit StopOnInterrupt(Run& run);
  ~StopOnInterrupt();
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;

  bool happened() const;

 private:
  struct sigaction before_ {};
};

}  // namespace loopglass
