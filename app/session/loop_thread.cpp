#include "app/session/loop_thread.hpp"

#include <optional>
#include <utility>

namespace loopglass {

LoopThread::LoopThread(Order order, EventNumber most_events)
    : order_(std::move(order)),
      most_events_(most_events),
      loop_(order_, Reactor::on_real_clock(), relay_, [](std::string_view) {}),
      thread_([this] { run(); }) {}

LoopThread::~LoopThread() {
  stop();
  thread_.join();
}

void LoopThread::stop() {
  stop_ = true;
  loop_.interrupt();
}

void LoopThread::run() {
  loop_.begin(order_);
  std::optional<RunResult> result;
  while (!result) {
    result = loop_.tick();
    const bool is_full = relay_.recorded() >= most_events_;
    if (!result && (stop_ || is_full)) result = RunResult::stopped;
  }
  loop_.end(*result);
  result_ = *result;
  ended_.store(true, std::memory_order_release);
}

}  // namespace loopglass
