#include "app/session/loop.hpp"

#include <source_location>
#include <utility>

#include "runtime/spawn.hpp"

namespace loopglass {

Loop::Loop(const Order& order, Reactor reactor, Sink& sink, std::function<void(std::string_view)> output)
    : executor_(std::move(reactor), {.sink = &sink,
                                     .output = std::move(output),
                                     .seed = order.settings.seed,
                                     .schedule = order.settings.schedule}) {}

void Loop::begin(const Order& order) {
  const Executor::Entered entered(executor_);
  main_ = std::make_unique<JoinHandle<void>>(executor_.spawn(
      order.scenario->make(order.settings), "main", std::source_location()));  // no line of the student's
}

std::optional<RunResult> Loop::tick() {
  const Tick tick = executor_.tick();
  if (main_->is_finished()) {
    const auto result = main_->try_take();
    return result->ok()                     ? RunResult::finished
           : result->error().is_cancelled() ? RunResult::stopped
                                            : RunResult::panicked;
  }
  if (tick == Tick::stuck) return RunResult::deadlock;
  return std::nullopt;
}

}  // namespace loopglass
