// What the scenarios of chapter 2 promise to show, as figures.
#include "tests/catch.hpp"
#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TEST_CASE("spawn_order: main runs on, then the queue from its head, and a child goes to the back") {
  const Reading run = reading(order("spawn_order"));
  CHECK(run.output() == Lines{"main: three tasks are spawned, and none has run", "main: awaits now",
                              "ann: runs, and spawns a child", "ann: goes on", "ben: runs", "cem: runs",
                              "child: runs", "ann: done"});
}

TEST_CASE("hello_world: equal delays keep the order of setting, and one millisecond less turns it round") {
  CHECK(reading(order("hello_world")).output() == Lines{"hello", "world", "the end"});
  CHECK(reading(with(order("hello_world"), "world", 99ms)).output() == Lines{"world", "hello", "the end"});
}

TEST_CASE("hello_comma_world: the lines of one task keep their order, and others fill the pause") {
  const Reading run = reading(order("hello_comma_world"));
  CHECK(run.output() == Lines{"hello,", "sheep 1", "sheep 2", "sheep 3", "world"});
}

TEST_CASE("sum: the counts overlap, and the number that came first waits in its handle") {
  const Reading run = reading(order("sum"));
  CHECK(run.output() == Lines{"dogs: counted 3 at 100 ms", "cats: counted 4 at 200 ms",
                              "main: has 4 at 200 ms", "main: 7 animals at 200 ms"});
  CHECK(run.polls("main") == 2);
}

TEST_CASE("detached: what is not done when main is done is dropped") {
  const Reading detached = reading(order("detached", "detached"));
  CHECK(detached.output() == Lines{"main: closes at 0 ms"});
  CHECK(detached.finish("save") == FinishKind::cancelled_unpolled);
  const Reading hoping = reading(order("detached", "hoping"));
  CHECK(hoping.output().size() == 4);
  CHECK(hoping.finish("save") == FinishKind::cancelled);
  const Reading joined = reading(order("detached", "joined"));
  CHECK(joined.output().size() == 6);
  CHECK(joined.finish("save") == FinishKind::returned);
}

TEST_CASE("unobserved: the panic is in no line of output, unless somebody joins") {
  const auto speaks_of_it = [](const Reading& run) {
    return std::ranges::any_of(
        run.output(), [](const std::string& line) { return line.find("the disk") != std::string::npos; });
  };
  const Reading unobserved = reading(order("unobserved", "unobserved"));
  CHECK(unobserved.finish("backup") == FinishKind::panicked);
  CHECK(unobserved.finish("main") == FinishKind::returned);
  CHECK_FALSE(speaks_of_it(unobserved));
  CHECK(speaks_of_it(reading(order("unobserved", "joined"))));
}

TEST_CASE(
    "completion_order: select_all tells of each end at once, a join in order tells of all at the last") {
  CHECK(reading(order("completion_order", "select_all")).output() ==
        Lines{"1 s: ben slept for 1 s", "2 s: cem slept for 2 s", "3 s: ann slept for 3 s"});
  CHECK(reading(order("completion_order", "in_order_of_spawn")).output() ==
        Lines{"3 s: ann slept for 3 s", "3 s: ben slept for 1 s", "3 s: cem slept for 2 s"});
}

TEST_CASE("random: one seed is one run, and seeds differ") {
  std::vector<Lines> outputs;
  for (const std::uint64_t seed : {0u, 0u, 1u, 2u}) {
    Play play = order("random");
    play.settings.seed = seed;
    outputs.push_back(reading(play).output());
  }
  CHECK(outputs[0] == outputs[1]);
  CHECK_FALSE(std::equal(outputs[0].begin(), outputs[0].begin() + 2, outputs[2].begin()));
}

}  // namespace
}  // namespace loopglass
