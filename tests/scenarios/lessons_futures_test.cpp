// What the scenarios of chapter 1 promise to show, as figures.
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TEST_CASE("add: a sum that is ready lets nobody in, a sum that is pending does") {
  const Reading run = reading(order("add"));
  CHECK(run.output() == Lines{"main: 18 at 0 ms", "neighbour: has its turn at 0 ms", "main: 18 at 200 ms"});
  CHECK(run.polls("main") == 2);
}

TEST_CASE("poll_by_hand/asking: pending, pending, ready, and known too late") {
  const Reading run = reading(order("poll_by_hand", "asking"));
  CHECK(run.output() == Lines{"main: poll at 0 ms: Pending", "main: poll at 150 ms: Pending",
                              "main: poll at 300 ms: Ready", "main: has hot water",
                              "main: knows it at 300 ms"});
  // The kettle's own wake at 250 ms finds main asleep for another reason, and costs a poll.
  CHECK(run.polls("main") == 4);
}

TEST_CASE("poll_by_hand/woken: two polls, and known at once") {
  const Reading run = reading(order("poll_by_hand", "woken"));
  CHECK(run.polls("main") == 2);
  CHECK(run.output().back() == "main: knows it at 250 ms");
}

TEST_CASE("state_machine: the class written by hand prints and is polled as the async function is") {
  const Reading function = reading(order("state_machine", "async_function"));
  const Reading by_hand = reading(order("state_machine", "by_hand"));
  CHECK(function.output() == by_hand.output());
  CHECK(function.polls("main") == 3);
  CHECK(by_hand.polls("main") == 3);
  CHECK(function.took() == by_hand.took());
}

TEST_CASE("sequence: two awaits in a row take 4 s, joined they take 2 s, in one task") {
  const Reading row = reading(order("sequence", "in_a_row"));
  const Reading joined = reading(order("sequence", "joined"));
  CHECK(row.took() == 4s);
  CHECK(joined.took() == 2s);
  CHECK(row.tasks() == 1);
  CHECK(joined.tasks() == 1);
  CHECK(row.output().back() == "main: the best price is 60, known at 4 s");
}

TEST_CASE("errors: an error passes through the awaits, and every task returns") {
  const Reading inside = reading(order("errors", "in_the_task"));
  CHECK(inside.output() ==
        Lines{"read 12", "cheap: \"cheap\" is not a number, takes 0", "main: the sum is 13"});
  const Reading handle = reading(order("errors", "at_the_handle"));
  CHECK(handle.output() ==
        Lines{"read 12", "main: \"cheap\" is not a number, left out", "main: the sum is 13"});
  for (const char* name : {"apples", "pears", "main"}) {
    CHECK(inside.finish(name) == FinishKind::returned);
    CHECK(handle.finish(name) == FinishKind::returned);
  }
}

}  // namespace
}  // namespace loopglass
