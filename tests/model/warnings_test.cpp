#include "app/model/warnings.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> warnings_of(Future<> (*main)(Settings)) {
  const PlayedFunction run(main);
  std::vector<std::string> texts;
  for (const Warning& warning : run->chronicle().warnings()) texts.push_back(warning.text);
  return texts;
}
using Texts = std::vector<std::string>;

Future<> naps(Duration d) { co_await sleep(d); }
Future<> blocks(Duration before, Duration d) {
  co_await sleep(before);
  block(d);
}

Future<> blocks_alone(Settings) {
  block(300ms);
  co_return;
}
Future<> works_alone(Settings) {
  work(300ms);
  co_return;
}
Future<> works_in_pieces(Settings) {
  for (int i = 0; i < 4; ++i) work(30ms);
  co_return;
}
Future<> blocks_for_the_limit(Settings) {
  block(100ms);
  co_return;
}
Future<> blocks_a_little_longer(Settings) {
  block(100ms + 1ns);
  co_return;
}
Future<> awaits_long(Settings) { co_await sleep(300ms); }
Future<> works_long_in_short_polls(Settings) {
  for (int i = 0; i < 10; ++i) {
    work(90ms);
    co_await yield_now();
  }
}
Future<> blocks_among_others(Settings) {
  std::vector<JoinHandle<>> tasks;
  tasks.push_back(spawn(blocks(10ms, 300ms), "reader"));
  tasks.push_back(spawn(naps(50ms), "due meanwhile"));
  tasks.push_back(spawn(naps(310ms), "due exactly at the end"));
  tasks.push_back(spawn(naps(400ms), "due later"));
  tasks.push_back(spawn(naps(10ms), "queued before"));
  for (auto& task : tasks) (co_await task).unwrap();
}
Future<> spawns_after_blocking(Settings) {
  block(300ms);
  auto child = spawn(naps(0ms), "child");
  (co_await child).unwrap();
}
Future<> spawns_before_blocking(Settings) {
  auto child = spawn(naps(0ms), "child");
  block(300ms);
  (co_await child).unwrap();
}
Future<> two_timers_of_one_task() { static_cast<void>(co_await timeout(20ms, naps(30ms))); }
Future<> blocks_beside_a_timeout(Settings) {
  auto one = spawn(two_timers_of_one_task(), "one");
  auto reader = spawn(blocks(10ms, 300ms), "reader");
  (co_await one).unwrap();
  (co_await reader).unwrap();
}
Future<> wakes_itself_and_blocks(Settings) {
  auto yield = yield_now();
  static_cast<void>(yield);
  co_await yield_now();
  block(200ms);
  co_await yield_now();
}

struct SlowToDestroy {
  ~SlowToDestroy() { block(200ms); }
};
Future<> has_a_slow_destructor() {
  const SlowToDestroy guard;
  co_await sleep(1h);
}
Future<> aborts_a_slow_destructor(Settings) {
  auto task = spawn(has_a_slow_destructor(), "slow");
  auto other = spawn(naps(100ms), "other");
  co_await sleep(1ms);
  task.abort();
  static_cast<void>(co_await task);
  (co_await other).unwrap();
}
Future<> leaves_a_slow_destructor(Settings) {
  auto task = spawn(has_a_slow_destructor(), "slow");
  co_await sleep(1ms);
}

}  // namespace

TEST_CASE("a poll that holds the loop past the limit is told, whether it blocks or computes") {
  CHECK(warnings_of(blocks_alone) == Texts{"main blocked the loop for 300 ms; no other task was ready."});
  CHECK(warnings_of(works_alone) == Texts{"main blocked the loop for 300 ms; no other task was ready."});
  CHECK(warnings_of(works_in_pieces) == Texts{"main blocked the loop for 120 ms; no other task was ready."});
  CHECK(warnings_of(blocks_a_little_longer).size() == 1);
}

TEST_CASE("what only looks like a blocked loop is left in peace") {
  CHECK(warnings_of(blocks_for_the_limit).empty());
  CHECK(warnings_of(awaits_long).empty());
  CHECK(warnings_of(works_long_in_short_polls).empty());
}

TEST_CASE("only tasks that could have run count as waiting") {
  // The one queued before, the one due meanwhile; main and the two due at the end or later wait for other
  // things.
  CHECK(warnings_of(blocks_among_others) == Texts{"reader blocked the loop for 300 ms; 2 tasks waited."});
  CHECK(warnings_of(spawns_after_blocking) ==
        Texts{"main blocked the loop for 300 ms; no other task was ready."});
  CHECK(warnings_of(spawns_before_blocking) == Texts{"main blocked the loop for 300 ms; 1 task waited."});
  CHECK(warnings_of(blocks_beside_a_timeout) == Texts{"reader blocked the loop for 300 ms; 1 task waited."});
  CHECK(warnings_of(wakes_itself_and_blocks) ==
        Texts{"main blocked the loop for 200 ms; no other task was ready."});
}

TEST_CASE("destructors of an aborted task hold the loop, too, and at the end of the run nobody waits") {
  CHECK(warnings_of(aborts_a_slow_destructor) ==
        Texts{"slow blocked the loop for 200 ms while it was dropped; 1 task waited."});
  CHECK(warnings_of(leaves_a_slow_destructor).empty());
}

TEST_CASE("a warning names its task, its evidence and the line that did it") {
  const PlayedFunction run(blocks_among_others);
  REQUIRE(run->chronicle().warnings().size() == 1);
  const Warning& warning = run->chronicle().warnings().front();
  CHECK(warning.id() == std::string_view("blocked-loop"));
  CHECK(run->chronicle().names().task(warning.task) == "reader");
  CHECK(run->trace()[warning.event].kind == EventKind::poll_ended);
  CHECK(run->trace()[warning.evidence].kind == EventKind::work_began);
  CHECK(run->trace()[warning.evidence].task == warning.task);
  CHECK(run->trace().site(warning.site).function == "blocks");
}

TEST_CASE("of the scenarios, those warn that are about it") {
  const auto count = [](const char* recipe) { return played(recipe)->chronicle().warnings().size(); };
  CHECK(count("blocking/cooperative") == 0);
  CHECK(count("compute/yield_now") == 0);
  CHECK(count("timers") == 0);
  const auto blocking = played("blocking/blocking");
  REQUIRE(blocking->chronicle().warnings().size() == 1);
  CHECK(blocking->chronicle().warnings()[0].text == "reader blocked the loop for 300 ms; 10 tasks waited.");
  const auto compute = played("compute/monopolise");
  REQUIRE(compute->chronicle().warnings().size() == 1);
  CHECK(compute->chronicle().warnings()[0].text == "crunch blocked the loop for 300 ms; 2 tasks waited.");
}

}  // namespace loopglass
