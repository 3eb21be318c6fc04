#include "app/session/run.hpp"

#include <algorithm>

#include "runtime/spawn.hpp"

namespace loopglass {
namespace {

Reactor reactor_on(ClockKind clock) {
  return clock == ClockKind::real_time ? Reactor::on_real_clock() : Reactor::on_virtual_clock();
}

}  // namespace

/// Records, and tells whoever watches.
class Run::Watched final : public Sink {
 public:
  Watched(Run& run, std::function<void(const Chronicle&)> watch) : run_(run), watch_(std::move(watch)) {}

  EventNumber record(const Event& event) override {
    const EventNumber number = run_.recorder_.record(event);
    run_.chronicle_.catch_up();
    watch_(run_.chronicle_);
    return number;
  }
  StringId intern(std::string_view text) override { return run_.recorder_.intern(text); }
  SiteId intern(const std::source_location& place) override { return run_.recorder_.intern(place); }

 private:
  Run& run_;
  std::function<void(const Chronicle&)> watch_;
};

Run::Run(Order order, Options options)
    : order_(std::move(order)),
      clock_(options.clock),
      most_events_(options.most_events),
      watched_(options.watch ? std::make_unique<Watched>(*this, std::move(options.watch)) : nullptr),
      executor_(reactor_on(options.clock),
                {.sink = watched_ ? watched_.get() : &recorder_,
                 .output = options.output ? std::move(options.output) : [](std::string_view) {},
                 .seed = order_.settings.seed}),
      chronicle_(recorder_.trace()) {
  const Executor::Entered entered(executor_);
  main_ = std::make_unique<JoinHandle<void>>(executor_.spawn(
      order_.scenario->make(order_.settings), "main", std::source_location()));  // no line of the student's
  chronicle_.catch_up();
}

Run::~Run() {
  if (!over_) executor_.shutdown(RunResult::stopped);
}

bool Run::advance(std::size_t ticks) {
  executor_.clock().read();  // the loop takes no time between two ticks, but a viewer may
  for (; ticks > 0 && !over_; --ticks) {
    const Tick tick = executor_.tick();
    if (main_->is_finished()) {
      const auto result = main_->try_take();
      end(result->ok() ? RunResult::finished : RunResult::panicked);
    } else if (tick == Tick::stuck) {
      end(RunResult::deadlock);
    } else if (stop_ || trace().size() >= most_events_) {
      end(RunResult::stopped);
    }
  }
  chronicle_.catch_up();
  return !over_;
}

void Run::end(RunResult result) {
  executor_.shutdown(result);
  over_ = true;
}

void Run::stop() {
  stop_ = true;
  executor_.reactor().poller().interrupt();
}

bool has_unobserved_panic(const World& world) {
  return std::ranges::any_of(world.tasks, [](const TaskState& task) {
    return task.status == TaskStatus::panicked && !task.result_taken;
  });
}

}  // namespace loopglass
