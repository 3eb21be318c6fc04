// What the scenarios of chapter 5 promise to show, as figures.
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TEST_CASE("drop: a future that is dropped half way closes what it has, innermost and last first") {
  const Reading run = reading(order("drop", "half_way"));
  CHECK(run.output() == Lines{"reads at 0 ms", "main: drops it at 100 ms", "closes the page at 100 ms",
                              "closes the index at 100 ms", "closes the book at 100 ms", "main: it is gone"});
}

TEST_CASE("drop: a future without a poll has nothing to close, and one that is done has closed it all") {
  CHECK(reading(order("drop", "unpolled")).output() == Lines{"main: drops it at 0 ms", "main: it is gone"});
  const Reading done = reading(order("drop", "finished"));
  REQUIRE(done.output().size() == 7);
  CHECK(done.output()[5] == "main: drops it at 200 ms");
}

TEST_CASE("token_unchecked: who does not look goes on to its end, who looks stops at the next step") {
  CHECK(reading(order("token_unchecked", "unchecked")).finished_at("worker") == 800ms);
  const Reading checked = reading(order("token_unchecked", "checked"));
  CHECK(checked.finished_at("worker") == 300ms);
  CHECK(checked.finish("worker") == FinishKind::returned);
  const Reading aborted = reading(order("token_unchecked", "aborted"));
  CHECK(aborted.finished_at("worker") == 250ms);
  CHECK(aborted.finish("worker") == FinishKind::cancelled);
}

TEST_CASE("token_select: who waits for the token stops at once, who looks between steps stops later") {
  const Reading parent = reading(order("token_select", "the_parent"));
  CHECK(parent.finished_at("quick") == 250ms);
  CHECK(parent.finished_at("polite") == 300ms);
}

TEST_CASE("token_select/the_child: a cancelled child leaves its parent alone") {
  const Reading child = reading(order("token_select", "the_child"));
  CHECK(child.finished_at("quick") == 250ms);
  CHECK(child.finished_at("polite") == 400ms);
}

TEST_CASE("select_loses: a branch that is dropped half way loses its letters, one that is kept does not") {
  const auto words = [](const char* variant) {
    Lines lines = reading(order("select_loses", variant)).output();
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("reader: still"); });
    return lines;
  };
  CHECK(words("dropped") == Lines{"reader: word 1 is \"lo\"", "reader: word 2 is \"ld\""});
  CHECK(words("kept") == Lines{"reader: word 1 is \"hello\"", "reader: word 2 is \"world\""});
}

TEST_CASE("cleanup/torn: an abort between two steps loses what is on its way") {
  const Reading run = reading(order("cleanup", "torn"));
  CHECK(std::ranges::count(run.output(), "main: finds 90 of 100") == 1);
}

TEST_CASE("cleanup/aborted: both transactions are rolled back at once") {
  const Reading run = reading(order("cleanup", "aborted"));
  CHECK(std::ranges::count(run.output(), "quick: rolled back at 250 ms") == 1);
  CHECK(std::ranges::count(run.output(), "slow: rolled back at 250 ms") == 1);
}

TEST_CASE("cleanup/drained: both are committed, and main waits for the slower") {
  const Reading run = reading(order("cleanup", "drained"));
  CHECK(std::ranges::count(run.output(), "slow: committed at 400 ms") == 1);
  CHECK(run.took() == 400ms);
}

TEST_CASE("cleanup/deadline: who is not done by then is rolled back") {
  const Reading run = reading(order("cleanup", "deadline"));
  CHECK(std::ranges::count(run.output(), "quick: committed at 300 ms") == 1);
  CHECK(std::ranges::count(run.output(), "slow: rolled back at 350 ms") == 1);
  CHECK(run.took() == 350ms);
}

}  // namespace
}  // namespace loopglass
