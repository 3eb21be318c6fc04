// An executor that plays an order, and the root task it plays. Whoever has it drives it, one poll at a time,
// on one thread.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "app/session/recipe.hpp"
#include "runtime/executor.hpp"
#include "runtime/join_handle.hpp"

namespace loopglass {

class Loop {
 public:
  /// Borrows the sink. Nothing is recorded yet.
  Loop(const Order& order, Reactor reactor, Sink& sink, std::function<void(std::string_view)> output);

  /// Makes the root task. On the thread that ticks, as all of the following.
  void begin(const Order& order);
  /// Lets the loop poll once; the run's result if it is over with that, and end() is to be called.
  std::optional<RunResult> tick();
  /// Cancels what is left, and ends the trace.
  void end(RunResult result) { executor_.shutdown(result); }

  /// Ends a wait of the loop. Safe on any thread, and in a signal handler.
  void interrupt() { executor_.reactor().poller().interrupt(); }
  const Clock& clock() const { return executor_.clock(); }
  Executor& executor() { return executor_; }

 private:
  Executor executor_;
  std::unique_ptr<JoinHandle<void>> main_;
};

}  // namespace loopglass
