// What somebody does to a run from outside, as the model reads it.
#include <algorithm>

#include "app/model/causes.hpp"
#include "app/model/explain.hpp"
#include "app/model/story.hpp"
#include "app/model/why.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> naps(std::string word, Duration length) {
  co_await sleep(length);
  println(word);
}
Future<> three_nap(Settings) {
  auto a = spawn(naps("a", 10ms), "a");
  auto b = spawn(naps("b", 20ms), "b");
  auto c = spawn(naps("c", 30ms), "c");
  (void)co_await a;
  (void)co_await b;
  (void)co_await c;
}

struct Never {
  using Output = void;
  Poll<void> poll(Context&) { return pending; }
};
Future<> waits_for_nobody(Settings) { co_await Never{}; }

/// A run of three_nap with this done to it by hand.
class Acted {
 public:
  explicit Acted(std::vector<Deed> deeds, Schedule schedule = {}) {
    scenario_.name = "test";
    scenario_.make = three_nap;
    Order order{.scenario = &scenario_, .settings = {}, .position = {}, .deeds = std::move(deeds)};
    order.settings.schedule = std::move(schedule);
    run_ = std::make_unique<Run>(std::move(order));
    run_->finish();
    REQUIRE_FALSE(run_->misfit());
    causes_.follow(run_->trace());
  }
  Run* operator->() const { return run_.get(); }
  const Trace& trace() const { return run_->trace(); }
  EventNumber acted() const { return run_->last_deed(); }
  /// The first event of this kind after what was done, of a task if one is named.
  EventNumber next(EventKind kind, std::uint32_t task = 0) const {
    for (EventNumber n = acted(); n <= trace().size(); ++n) {
      if (trace()[n].kind == kind && (task == 0 || raw(trace()[n].task) == task)) return n;
    }
    FAIL("it does not happen");
    return 0;
  }
  EventNumber cause_of(EventNumber n) const { return causes_.cause_of(n); }
  EventNumber root_of(EventNumber n) const { return causes_.root_of(n); }
  std::string sentence(EventNumber n) const {
    return explain(trace(), run_->chronicle().names(), run_->chronicle().at(n - 1), trace()[n]);
  }

 private:
  Scenario scenario_;
  std::unique_ptr<Run> run_;
  Causes causes_;
};

/// The first event of that kind and value in the run that nothing is done to, or the first of that kind.
EventNumber first(EventKind kind, std::uint64_t value = 0) {
  const PlayedFunction run(three_nap);
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    const Event& e = run->trace()[n];
    if (e.kind == kind && (value == 0 || e.value == value)) return n;
  }
  FAIL("it does not happen");
  return 0;
}
/// All three are in the ready queue, and main waits.
EventNumber all_ready() { return first(EventKind::turn_began, 3); }
/// All wait, and the loop is about to sleep.
EventNumber all_wait() { return first(EventKind::parked) - 1; }
/// The loop sleeps for the last time: a and b are done.
EventNumber two_done() { return first(EventKind::parked, 30'000'000) - 1; }

TEST_CASE("the chain of a task that was aborted by hand begins there") {
  const Acted run({{all_ready(), {Interference::abort, 3}}});
  CHECK(run.root_of(run.next(EventKind::task_finished, 3)) == run.acted());
  CHECK(run.cause_of(run.next(EventKind::cancel_began, 3)) == run.acted() + 1);
  CHECK(run.cause_of(run.acted() + 1) == run.acted());
  CHECK(run.cause_of(run.acted()) == 0);
  CHECK(run.sentence(run.acted()) == "By hand, between two polls, b is aborted.");
  CHECK(run.sentence(run.acted() + 1).starts_with("b is aborted by hand: it is marked"));
}

TEST_CASE("a timer that was delayed by hand is due because of that, and is set by its task") {
  const Acted run({{all_wait(), {Interference::delay, 1, 15ms}}});
  const EventNumber fired = run.next(EventKind::timer_fired, 2);
  CHECK(run.cause_of(fired) == run.acted());
  CHECK(run.trace()[run.cause_of(run.acted())].kind == EventKind::timer_set);
  CHECK(run.sentence(run.acted()) == "By hand, timer 1 is delayed: it is due at 25 ms.");
  const World& after = run->chronicle().at(run.acted());
  REQUIRE(after.timers.size() == 3);
  CHECK(raw(after.timers[1].id) == 1);
  CHECK(after.timers[1].deadline == Instant(25ms));
}

TEST_CASE("a task that is next by hand is the head of the queue, and its poll follows from that") {
  const Acted run({{all_ready(), {Interference::run_next, 4}}}, {.policy = Policy::lifo});
  const World& after = run->chronicle().at(run.acted());
  REQUIRE_FALSE(after.ready.empty());
  CHECK(raw(after.ready.front()) == 4);
  CHECK(after.first_by_hand == 1);
  const EventNumber polled = run.next(EventKind::poll_began);
  CHECK(raw(run.trace()[polled].task) == 4);
  CHECK(run.cause_of(polled) == run.acted());
  CHECK(run->chronicle().at(polled).first_by_hand == 0);
  const Why answer = why(run.trace(), run->chronicle().names(), run->chronicle().at(run.acted()),
                         static_cast<TaskId>(4), Instant());
  CHECK(answer.moves_on.find("head of the ready queue") != std::string::npos);
}

TEST_CASE("a wake by hand is told as one") {
  const Acted run({{all_wait(), {Interference::wake, 4}}});
  const EventNumber woken = run.next(EventKind::task_woken, 4);
  CHECK(woken == run.acted() + 1);
  CHECK(run.cause_of(woken) == run.acted());
  CHECK(run.sentence(woken) == "The wake by hand puts c at the back of the ready queue.");
}

TEST_CASE("what comes to nothing says why") {
  const Acted late({{two_done(), {Interference::abort, 3}}, {two_done(), {Interference::delay, 1, 1ms}}});
  CHECK(late.sentence(late.acted() - 1) == "By hand, b is aborted, but too late: it is done already.");
  CHECK(late.sentence(late.acted()) == "By hand, timer 1 is delayed, but it is not set any more.");
  CHECK(late.cause_of(late.acted()) == 0);
}

TEST_CASE("of a future that was woken by hand no warning says that it was never woken") {
  Scenario scenario;
  scenario.name = "test";
  scenario.make = waits_for_nobody;
  for (const bool woken : {false, true}) {
    Order order{.scenario = &scenario, .settings = {}, .position = {}};
    if (woken) order.deeds = {{6, {Interference::wake, 1}}};
    Run run(std::move(order));
    run.finish();
    REQUIRE(run.chronicle().warnings().size() == 1);
    const std::string text = run.chronicle().warnings().front().text;
    CHECK((text.find("never woken") == std::string::npos) == woken);
    CHECK((text.find("a hand has woken it in vain") != std::string::npos) == woken);
  }
}

TEST_CASE("the story has a line for what was done, and worlds are the same whichever way they are reached") {
  const Acted run({{all_ready(), {Interference::run_last, 2}},
                   {all_wait(), {Interference::delay, 1, 15ms}},
                   {all_wait(), {Interference::wake, 4}},
                   {all_wait(), {Interference::abort, 3}}});
  const auto story = tell(run.trace(), {});
  CHECK(std::ranges::count_if(story, [](const StoryLine& l) { return l.text.starts_with("By hand"); }) == 4);
  World world;
  for (EventNumber n = 1; n <= run.trace().size(); ++n) {
    apply(world, run.trace()[n]);
    REQUIRE(run->chronicle().at(n) == world);
  }
}

}  // namespace
}  // namespace loopglass
