#include "app/cli/report.hpp"

#include <nlohmann/json.hpp>

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> returns(Settings) { co_return; }
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
Future<> waits(CancellationToken token) { co_await token.cancelled(); }
Future<> waits_for_ever(Settings) {
  const CancellationToken token;
  auto first = spawn(waits(token), "first");
  auto second = spawn(waits(token), "second");
  co_await sleep(5ms);
  static_cast<void>(co_await first);
}
Future<> goes_on_for_ever(Settings) {
  for (;;) co_await sleep(1ms);
}
Future<> blocks(Settings) {
  block(200ms);
  co_return;
}
Future<> prints_bytes(Settings) {
  println("caf\xe9 \x01");
  co_return;
}

class Played {
 public:
  explicit Played(Future<> (*make)(Settings)) {
    scenario_.name = "test";
    scenario_.make = make;
    Run::Options options;
    options.most_events = 1000;
    run_ = std::make_unique<Run>(Order{.scenario = &scenario_, .settings = {}, .position = {}},
                                 std::move(options));
    run_->finish();
  }
  Run& operator*() const { return *run_; }

 private:
  Scenario scenario_;
  std::unique_ptr<Run> run_;
};

std::string failure_of(Future<> (*make)(Settings), bool strict = false) {
  return failure(*Played(make), strict).value_or("");
}

}  // namespace

TEST_CASE("a failed run says in one line what happened and what to do") {
  const std::string story = " Add --show story to see how it comes to that.";
  CHECK(failure_of(returns).empty());
  CHECK(failure_of(panics) == "main panicked with “no more”, and that ends the run." + story);
  CHECK(failure_of(forgets_a_panic) ==
        "child panicked with “unheard”, and no task joined it to hear of it." + story);
  CHECK(failure_of(waits_for_ever) ==
        "The run is stuck at 5 ms: no task is ready and no timer is set. first waits for token 1, and nobody "
        "who could cancel it can run any more; second waits for token 1, and nobody who could cancel it can "
        "run any more; and 1 more task waits." +
            story);
  CHECK(failure_of(goes_on_for_ever).starts_with("The run is stopped at "));
}

TEST_CASE("warnings fail a run only where that is asked for") {
  CHECK(failure_of(blocks).empty());
  CHECK(failure_of(blocks, true) ==
        "The run has 1 warning, and --strict lets none pass. The first: main blocked the "
        "loop for 200 ms; no other task was ready.");
  CHECK(failure_of(returns, true).empty());
}

TEST_CASE("the JSON report is valid whatever a task prints") {
  const auto report = nlohmann::json::parse(json_report(*Played(prints_bytes)));
  CHECK(report["output"][0] == "caf\ufffd \x01");
  CHECK(report["result"] == "finished");
}

TEST_CASE("the summary's columns are aligned although µ is two bytes long") {
  const std::string text = summary(*Played(waits_for_ever));
  CHECK(text.find("test on the virtual clock: stuck at 5 ms\n") == 0);
  CHECK(text.find("no warnings\n") != std::string::npos);
}

}  // namespace loopglass
