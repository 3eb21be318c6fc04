#include "app/model/figures.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Figures figures_of(Future<> (*main)(Settings)) { return figures_of(PlayedFunction(main)->chronicle()); }

Future<> naps(Duration d) { co_await sleep(d); }
Future<> blocks(Duration before, Duration d) {
  co_await sleep(before);
  block(d);
}

Future<> blocks_two_timers(Settings) {
  auto one = spawn(naps(20ms), "one");
  auto two = spawn(naps(50ms), "two");
  auto reader = spawn(blocks(10ms, 100ms), "reader");
  for (auto* task : {&one, &two, &reader}) (co_await *task).unwrap();
}
Future<> keeps_a_ready_task_waiting(Settings) {
  auto child = spawn(naps(0ms), "child");
  work(30ms);
  (co_await child).unwrap();
}
Future<> yields_twice(Settings) {
  co_await yield_now();
  co_await yield_now();
}
Future<> does_nothing(Settings) { co_return; }

struct SlowToDestroy {
  ~SlowToDestroy() { block(40ms); }
};
Future<> has_a_slow_destructor() {
  const SlowToDestroy guard;
  co_await sleep(1h);
}
Future<> aborts_a_slow_destructor(Settings) {
  auto task = spawn(has_a_slow_destructor(), "slow");
  co_await sleep(1ms);
  task.abort();
  static_cast<void>(co_await task);
}
Future<> leaves_a_slow_destructor(Settings) {
  auto task = spawn(has_a_slow_destructor(), "slow");
  co_await sleep(1ms);
}

}  // namespace

TEST_CASE("the latest timer is the one that fired longest after it was due") {
  const Figures figures = figures_of(blocks_two_timers);
  CHECK(figures.late_timer.span == 90ms);
  CHECK(figures.late_timer.task == "one");
  CHECK(figures.late_timer.tasks == 2);
  REQUIRE(figures.tasks.size() == 4);
  CHECK(figures.tasks[1].latest_timer == 90ms);
  CHECK(figures.tasks[2].latest_timer == 60ms);
  CHECK(figures.tasks[3].latest_timer == 0ms);
  CHECK(figures.queueing.tasks == 0);
  CHECK(figures.queueing.task.empty());
}

TEST_CASE("the longest poll names its task, and drops count while the run goes on") {
  const Figures figures = figures_of(blocks_two_timers);
  CHECK(figures.longest_poll.span == 100ms);
  CHECK(figures.longest_poll.task == "reader");
  CHECK(figures.longest_poll.tasks == 1);
  CHECK(figures_of(aborts_a_slow_destructor).longest_poll.span == 40ms);
  CHECK(figures_of(leaves_a_slow_destructor).longest_poll.span == 0ms);
}

TEST_CASE("a task that is ready and not polled is queueing") {
  const Figures figures = figures_of(keeps_a_ready_task_waiting);
  CHECK(figures.queueing.span == 30ms);
  CHECK(figures.queueing.task == "child");
  CHECK(figures.queueing.tasks == 1);
  CHECK(figures.late_timer.tasks == 0);
  CHECK(figures.duration == 30ms);
}

TEST_CASE("polls, wakes and ends are counted") {
  const Figures yields = figures_of(yields_twice);
  CHECK(yields.polls == 3);
  CHECK(yields.self_wakes == 2);
  CHECK(yields.turns == 3);
  CHECK(yields.returned == 1);
  const Figures nothing = figures_of(does_nothing);
  CHECK(nothing.polls == 1);
  CHECK(nothing.wakes == 0);
  CHECK(nothing.duration == 0ms);
  CHECK(nothing.ended);
  CHECK(nothing.result == RunResult::finished);
  CHECK(figures_of(leaves_a_slow_destructor).cancelled == 1);
}

}  // namespace loopglass
