#include <algorithm>

#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the same settings twice are the same trace, byte for byte") {
  for (const Play& order : every_play()) {
    CAPTURE(order.label());
    const Played first = play(order);
    const Played second = play(order);
    CHECK(first.trace.hash() == second.trace.hash());
    CHECK(first.output == second.output);
    REQUIRE(first.trace.size() == second.trace.size());
    for (EventNumber n = 1; n <= first.trace.size(); ++n) {
      REQUIRE(first.trace[n] == second.trace[n]);
    }
  }
}

TEST_CASE("a run does not depend on what ran before it") {
  const auto alone = play(order("token")).trace.hash();
  for (const Play& order : every_play()) (void)play(order);
  CHECK(play(order("token")).trace.hash() == alone);
}

TEST_CASE("a seed changes nothing where no random number is drawn") {
  for (Play order : every_play()) {
    CAPTURE(order.label());
    if (order.settings.schedule.policy == Policy::random || order.label() == "biased_select.fair") continue;
    const auto hash = play(order).trace.hash();
    order.settings.seed = 12345;
    CHECK(play(order).trace.hash() == hash);
  }
}

TEST_CASE("every parameter changes the run, in every variant where it has a part") {
  for (const Scenario& scenario : all_scenarios()) {
    for (const Parameter& parameter : scenario.parameters) {
      CAPTURE(scenario.name, parameter.name);
      bool changes = false;
      for (const Play& order : every_play()) {
        if (order.scenario != &scenario) continue;
        const std::int64_t other = parameter.unit == Unit::count ? parameter.standard + 1
                                   : parameter.standard > 0      ? parameter.standard * 2
                                                                 : parameter.most / 1000;
        changes |= play(with(order, parameter.name, other)).trace.hash() != play(order).trace.hash();
      }
      CHECK(changes);
    }
  }
}

TEST_CASE("every variant is a run of its own") {
  std::vector<std::uint64_t> hashes;
  for (const Play& order : every_play()) hashes.push_back(play(order).trace.hash());
  std::ranges::sort(hashes);
  CHECK(std::ranges::adjacent_find(hashes) == hashes.end());
}

}  // namespace
}  // namespace loopglass
