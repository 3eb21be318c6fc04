#include "app/session/run.hpp"

#include <algorithm>

#include "runtime/sleep.hpp"

namespace loopglass {
namespace {

Reactor reactor_on(ClockKind clock) {
  return clock == ClockKind::real_time ? Reactor::on_real_clock() : Reactor::on_virtual_clock();
}

/// The scenario as it was when the run was recorded.
std::unique_ptr<const Scenario> scenario_of(const Recorded& recorded,
                                            const std::vector<Scenario>& scenarios) {
  const auto known = resolve(recorded.recipe, scenarios);
  auto scenario = known ? std::make_unique<Scenario>(*known.value().scenario) : std::make_unique<Scenario>();
  if (!known) {
    const auto recipe = Recipe::parse(recorded.recipe);
    scenario->name = recipe ? recipe.value().scenario : "recorded";
    scenario->title = "A recorded run";
    scenario->summary = "A run of a scenario that this version does not have.";
  }
  if (scenario->source != recorded.source) {
    scenario->source = recorded.source;
    scenario->file = recorded.file;
    scenario->first_line = 1;
    scenario->last_line = static_cast<int>(std::ranges::count(recorded.source, '\n'));
  }
  return scenario;
}

Order order_of(const Recorded& recorded, const Scenario& scenario) {
  const auto known = resolve(recorded.recipe, {scenario});
  Order order{.scenario = &scenario, .settings = {}, .position = {}};
  if (known) {
    order.settings = known.value().settings;
    order.position = known.value().position;
  }
  return order;
}

bool is_unobserved_panic(const TaskState& task) {
  return task.status == TaskStatus::panicked && !task.result_taken;
}

}  // namespace

const char* name(ClockKind clock) { return clock == ClockKind::real_time ? "real" : "virtual"; }

/// Records as long as that is wanted, and tells whoever watches.
class Run::Watched final : public Sink {
 public:
  Watched(Run& run, std::function<void(const Chronicle&)> watch) : run_(run), watch_(std::move(watch)) {}

  EventNumber record(const Event& event) override {
    if (run_.outlived_) {
      run_.note_unrecorded(event);
      return 0;
    }
    const EventNumber number = run_.recorder_.record(event);
    if (watch_) {
      run_.chronicle_.catch_up();
      watch_(run_.chronicle_);
    }
    return number;
  }
  StringId intern(std::string_view text) override {
    return run_.outlived_ ? StringId::none : run_.recorder_.intern(text);
  }
  SiteId intern(const std::source_location& place) override {
    return run_.outlived_ ? SiteId::none : run_.recorder_.intern(place);
  }

 private:
  Run& run_;
  std::function<void(const Chronicle&)> watch_;
};

Run::Run(Order order, Options options)
    : order_(std::move(order)),
      recipe_(order_.recipe().text()),
      clock_(options.clock),
      most_events_(options.most_events.value_or(order_.most_events.value_or(standard_most_events))),
      outlives_recording_(options.outlives_recording),
      watched_(options.watch || options.outlives_recording
                   ? std::make_unique<Watched>(*this, std::move(options.watch))
                   : nullptr),
      chronicle_(options.on_own_thread ? recorded_.emplace() : recorder_.trace()) {
  if (options.on_own_thread) {
    thread_ = std::make_unique<LoopThread>(order_, most_events_);
    return;
  }
  Sink& sink = watched_ ? *watched_ : static_cast<Sink&>(recorder_);
  loop_ = std::make_unique<Loop>(
      order_, reactor_on(clock_), sink, options.output ? std::move(options.output) : [](std::string_view) {});
  loop_->begin(order_);
  chronicle_.catch_up();
}

Run::Run(Recorded recorded, const std::vector<Scenario>& scenarios)
    : scenario_(scenario_of(recorded, scenarios)),
      order_(order_of(recorded, *scenario_)),
      recipe_(std::move(recorded.recipe)),
      clock_(recorded.clock),
      recorded_(std::move(recorded.trace)),
      chronicle_(*recorded_),
      over_(true) {
  chronicle_.catch_up();
  result_ = chronicle_.latest().result;
}

Run::~Run() {
  if (loop_ && !over_) loop_->end(RunResult::stopped);
}

bool Run::advance(std::size_t ticks) {
  if (thread_) return take_in(ticks * 256);
  if (loop_) loop_->executor().clock().read();  // the loop takes no time between two ticks, but a viewer may
  for (; ticks > 0 && !over_; --ticks) {
    if (done_ < order_.deeds.size()) act();
    if (over_) break;
    if (const auto result = loop_->tick()) {
      end(*result);
    } else if (stop_) {
      end(RunResult::stopped);
    } else if (trace().size() >= most_events_ && !outlived_) {
      outlives_recording_ ? go_on_unrecorded() : end(RunResult::stopped);
    }
  }
  chronicle_.catch_up();
  if (over_ && !misfit_ && loop_ && done_ < order_.deeds.size()) {
    misfit_ = Complaint("The run is over before its event " + moment_text(order_.deeds[done_]) +
                        ", after which something is to be done by hand: name an earlier one.");
  }
  return !over_;
}

/// What was recorded on the run's own thread.
bool Run::take_in(std::size_t most) {
  if (over_) return false;
  const bool ended = thread_->has_ended();  // asked before: what is there then is all
  const std::size_t taken = thread_->take(*recorded_, most);
  chronicle_.catch_up();
  if (ended && taken < most) {
    result_ = thread_->result();
    over_ = true;
  }
  return !over_;
}

bool Run::was_full() const {
  return over_ && (loop_ || thread_) && result_ == RunResult::stopped && recorded() >= most_events_;
}

/// Between two polls: does what is due, before the loop looks at its timers and after that.
void Run::act() {
  do_what_is_due();
  if (over_) return;
  loop_->executor().begin_turn_if_due();
  do_what_is_due();
}

/// Precondition: its event has happened.
Instant Run::due_at(const Deed& deed) const {
  return saturating_add(deed.at == 0 ? Instant() : trace()[deed.at].time(), deed.after);
}

void Run::do_what_is_due() {
  for (; done_ < order_.deeds.size() && trace().size() >= order_.deeds[done_].at; ++done_) {
    const Deed& deed = order_.deeds[done_];
    if (const Instant due = due_at(deed); loop_->executor().clock().now() < due)
      return loop_->executor().expect_interference(due);
    const bool is_last = done_ + 1 == order_.deeds.size();
    const bool is_same = !is_last || !order_.past || past_of(trace(), deed.at) == *order_.past;
    if (!is_same) {
      misfit_ = Complaint(
          "What is done by hand in this recipe does not fit: up to event " + std::to_string(deed.at) +
          " the run goes another way than the one it was done to, so the scenario or the recipe has "
          "changed since. Leave out do and past to play it untouched.");
    } else if (!knows(trace(), deed.act)) {
      misfit_ = Complaint("What is done by hand in this recipe does not fit: to " + words_of(deed.act) +
                          " after event " + std::to_string(deed.at) +
                          " there must be one by then, and there is none. Choose another, or a "
                          "later event.");
    }
    if (misfit_) return end(RunResult::stopped);
    last_deed_ = trace().size() + 1;
    loop_->executor().interfere(deed.act);
  }
}

void Run::end(RunResult result) {
  loop_->end(result);
  result_ = result;
  over_ = true;
}

void Run::go_on_unrecorded() {
  chronicle_.catch_up();
  unrecorded_now_ = chronicle_.latest().now;
  outlived_ = true;
}

void Run::note_unrecorded(const Event& event) {
  unrecorded_now_ = event.time();
  if (static_cast<FinishKind>(event.detail) != FinishKind::panicked) return;
  if (event.kind == EventKind::task_finished) ++unrecorded_panics_;
  if (event.kind == EventKind::result_taken) --unrecorded_panics_;
}

std::int64_t Run::unobserved_panics() const {
  return std::ranges::count_if(chronicle_.latest().tasks, is_unobserved_panic) + unrecorded_panics_;
}

void Run::stop() {
  stop_ = true;
  if (loop_) loop_->interrupt();
  if (thread_) thread_->stop();
}

Result<Order, Complaint> resolve_and_try(std::string_view text, const std::vector<Scenario>& scenarios) {
  auto order = resolve(text, scenarios);
  if (!order || order.value().deeds.empty()) return order;
  Run run(order.value());
  while (run.deeds_done() < order.value().deeds.size() && run.advance(16)) {
  }
  if (run.misfit()) return *run.misfit();
  return order;
}

bool has_unobserved_panic(const World& world) {
  return std::ranges::any_of(world.tasks, is_unobserved_panic);
}

}  // namespace loopglass
