#include "app/session/run.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> returns(Settings) {
  println("one");
  co_await sleep(10ms);
  println("two");
}
Future<> panics(Settings) {
  co_await sleep(1ms);
  panic("no more");
}
Future<> child_that_panics() {
  panic("unheard");
  co_return;
}
Future<> forgets_a_panic(Settings) {
  auto child = spawn(child_that_panics(), "child");
  co_await sleep(1ms);
}
Future<> hears_a_panic(Settings) {
  auto child = spawn(child_that_panics(), "child");
  static_cast<void>(co_await child);
}
Future<> panics_twice(Settings) {
  co_await sleep(1ms);
  auto unheard = spawn(child_that_panics(), "unheard");
  auto heard = spawn(child_that_panics(), "heard");
  static_cast<void>(co_await heard);
}
Future<> answer(int number) {
  println("answer ", number);
  co_await sleep(1ms);
}
Future<> serves_ten_thousand(Settings) {
  for (int number = 1; number <= 10'000; ++number) (co_await spawn(answer(number), "answer")).unwrap();
}
Future<> waits_for_ever(Settings) {
  const CancellationToken token;
  co_await token.cancelled();
}
Future<> goes_on_for_ever(Settings) {
  for (;;) co_await yield_now();
}
Future<> child_that_waits() { co_await sleep(1h); }
Future<> leaves_a_child(Settings) {
  auto child = spawn(child_that_waits(), "child");
  co_await sleep(1ms);
}

Scenario scenario(Future<> (*make)(Settings)) {
  Scenario s;
  s.name = "test";
  s.make = make;
  return s;
}

Order order(const Scenario& s) { return {.scenario = &s, .settings = {}, .position = {}}; }

}  // namespace

TEST_CASE("a run polls nothing before it is advanced") {
  const Scenario s = scenario(returns);
  const Run run(order(s));
  CHECK_FALSE(run.is_over());
  CHECK(run.chronicle().latest().polls == 0);
  CHECK(run.chronicle().latest().ready.size() == 1);
}

TEST_CASE("a run advances by one poll at a time") {
  const Scenario s = scenario(returns);
  Run run(order(s));
  CHECK(run.advance(1));
  CHECK(run.chronicle().latest().polls == 1);
  CHECK_FALSE(run.advance(1));
  CHECK(run.chronicle().latest().polls == 2);
  CHECK_FALSE(run.advance(1));
}

TEST_CASE("how main ends is the result of the run") {
  struct Row {
    Future<> (*make)(Settings);
    RunResult result;
    bool unobserved_panic;
  };
  const auto row = GENERATE(values<Row>({{returns, RunResult::finished, false},
                                         {panics, RunResult::panicked, true},
                                         {forgets_a_panic, RunResult::finished, true},
                                         {hears_a_panic, RunResult::finished, false},
                                         {waits_for_ever, RunResult::deadlock, false},
                                         {leaves_a_child, RunResult::finished, false}}));
  const Scenario s = scenario(row.make);
  Run run(order(s));
  run.finish();
  CHECK(run.is_over());
  CHECK(run.result() == row.result);
  CHECK(has_unobserved_panic(run.chronicle().latest()) == row.unobserved_panic);
  for (const TaskState& task : run.chronicle().latest().tasks) CHECK(task.is_done());
}

TEST_CASE("a run that does not end is stopped at the limit of events") {
  const Scenario s = scenario(goes_on_for_ever);
  Run::Options options;
  options.most_events = 1000;
  Run run(order(s), std::move(options));
  run.finish();
  CHECK(run.result() == RunResult::stopped);
  CHECK(run.trace().size() >= 1000);
  CHECK(run.trace().size() < 1100);
  CHECK(run.was_full());
}

TEST_CASE("the recipe may say how much is recorded, and who plays it may say otherwise") {
  const Scenario s = scenario(goes_on_for_ever);
  Order asked = order(s);
  asked.most_events = 3000;
  Run run(asked);
  run.finish();
  CHECK(run.trace().size() >= 3000);
  CHECK(run.trace().size() < 3100);
  Run::Options options;
  options.most_events = 1000;
  Run shorter(asked, std::move(options));
  shorter.finish();
  CHECK(shorter.trace().size() < 1100);
}

TEST_CASE("a run that is stopped by hand is not full") {
  const Scenario s = scenario(goes_on_for_ever);
  Run run(order(s));
  run.stop();
  run.finish();
  CHECK(run.result() == RunResult::stopped);
  CHECK_FALSE(run.was_full());
}

TEST_CASE("a run that outlives its recording goes on to its end, prints, and records nothing more") {
  const Scenario s = scenario(serves_ten_thousand);
  std::vector<std::string> lines;
  Run::Options options;
  options.most_events = 1000;
  options.outlives_recording = true;
  options.output = [&](std::string_view line) { lines.emplace_back(line); };
  Run run(order(s), std::move(options));
  CHECK(run.advance(10));
  CHECK(run.is_recorded());
  while (run.is_recorded()) REQUIRE(run.advance(1));
  const EventNumber recorded = run.trace().size();
  const std::size_t strings = run.trace().string_count();
  CHECK(recorded >= 1000);
  CHECK(recorded < 1100);
  run.finish();
  CHECK(run.result() == RunResult::finished);
  CHECK(lines.size() == 10'000);
  CHECK(lines.back() == "answer 10000");
  CHECK(run.now() == Instant(10'000ms));
  CHECK(run.trace().size() == recorded);
  CHECK(run.trace().string_count() == strings);
  CHECK(run.chronicle().latest().position == recorded);
  CHECK(run.unobserved_panics() == 0);
}

TEST_CASE("of what is off the record, a run still knows the panics nobody heard of, and how it ended") {
  struct Row {
    Future<> (*make)(Settings);
    EventNumber most_events;
    RunResult result;
    std::int64_t panics;
  };
  const auto row = GENERATE(values<Row>({{panics, 1, RunResult::panicked, 1},
                                         {panics_twice, 1, RunResult::finished, 1},
                                         {panics_twice, 1'000'000, RunResult::finished, 1},
                                         {waits_for_ever, 1, RunResult::deadlock, 0}}));
  const Scenario s = scenario(row.make);
  Run::Options options;
  options.most_events = row.most_events;
  options.outlives_recording = true;
  Run run(order(s), std::move(options));
  run.finish();
  CHECK(run.is_recorded() == (row.most_events > 1));
  CHECK(run.result() == row.result);
  CHECK(run.unobserved_panics() == row.panics);
}

TEST_CASE("a run that is told to stop stops after its poll") {
  const Scenario s = scenario(goes_on_for_ever);
  Run run(order(s));
  CHECK(run.advance(5));
  run.stop();
  CHECK_FALSE(run.advance(1000));
  CHECK(run.result() == RunResult::stopped);
  CHECK(run.chronicle().latest().polls == 6);
}

TEST_CASE("a run that is given up half way ends cleanly") {
  const Scenario s = scenario(leaves_a_child);
  Run run(order(s));
  run.advance(1);
}

TEST_CASE("lines go to the output as they are printed, and into the trace") {
  const Scenario s = scenario(returns);
  std::vector<std::string> lines;
  Run::Options options;
  options.output = [&](std::string_view line) { lines.emplace_back(line); };
  Run run(order(s), std::move(options));
  run.advance(1);
  CHECK(lines == std::vector<std::string>{"one"});
  run.finish();
  CHECK(lines == std::vector<std::string>{"one", "two"});
  CHECK(run.chronicle().latest().output.size() == 2);
}

TEST_CASE("whoever watches a run is told after each event, with the chronicle up to date") {
  const Scenario s = scenario(leaves_a_child);
  std::vector<EventNumber> positions;
  Run::Options options;
  options.watch = [&](const Chronicle& chronicle) { positions.push_back(chronicle.latest().position); };
  Run run(order(s), std::move(options));
  run.finish();
  REQUIRE(positions.size() == run.trace().size());
  for (std::size_t i = 0; i < positions.size(); ++i) CHECK(positions[i] == i + 1);

  Run unwatched(order(s));
  unwatched.finish();
  CHECK(unwatched.trace().hash() == run.trace().hash());
}

TEST_CASE("two runs of the same order are the same, however they are advanced") {
  const Scenario s = scenario(leaves_a_child);
  Run first(order(s));
  first.finish();
  Run second(order(s));
  while (second.advance(1)) {
  }
  CHECK(first.trace().hash() == second.trace().hash());
}

}  // namespace loopglass
