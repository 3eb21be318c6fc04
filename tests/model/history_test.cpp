#include "app/model/history.hpp"

#include <random>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

std::vector<std::uint64_t> hashes_by_replay(const Trace& trace) {
  World world;
  std::vector<std::uint64_t> hashes = {world.hash()};
  while (world.position < trace.size()) {
    apply(world, trace[world.position + 1]);
    hashes.push_back(world.hash());
  }
  return hashes;
}

}  // namespace

TEST_CASE("seeking to any event of any scenario leads to the world that replaying leads to") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  const Trace& trace = run->trace();
  const auto expected = hashes_by_replay(trace);

  History history(trace);
  std::vector<EventNumber> places(trace.size() + 1);
  for (EventNumber n = 0; n <= trace.size(); ++n) places[n] = n;
  std::mt19937 random(1);  // NOLINT: the same order every time
  for (std::size_t i = places.size() - 1; i > 0; --i) std::swap(places[i], places[random() % (i + 1)]);
  std::size_t wrong = 0;
  for (const EventNumber n : places) wrong += history.at(n).hash() != expected[n] ? 1 : 0;
  for (EventNumber n = trace.size() + 1; n-- > 0;) wrong += history.at(n).hash() != expected[n] ? 1 : 0;
  for (EventNumber n = 0; n <= trace.size(); ++n) wrong += history.at(n).hash() != expected[n] ? 1 : 0;
  CHECK(wrong == 0);
}

TEST_CASE("seeking works across checkpoints of a long run, and while the trace grows") {
  const auto run = played("timers?tasks=200");
  const Trace& whole = run->trace();
  const auto expected = hashes_by_replay(whole);
  Trace growing;
  History history(growing);
  for (EventNumber n = 1; n <= whole.size(); ++n) {
    growing.append(whole[n]);
    if (n % 97 != 0) continue;
    REQUIRE(history.at(n).hash() == expected[n]);
    REQUIRE(history.at(n / 2).hash() == expected[n / 2]);
    REQUIRE(history.at(n / 2 + 1).position == n / 2 + 1);
  }
}

TEST_CASE("every event changes the hash of the world") {
  const auto run = played("abort");
  const auto hashes = hashes_by_replay(run->trace());
  for (std::size_t n = 1; n < hashes.size(); ++n) CHECK(hashes[n] != hashes[n - 1]);
}

TEST_CASE("the chronicle's latest world is the world at its last event") {
  const auto run = played("token");
  CHECK(run->chronicle().latest() == run->chronicle().at(run->trace().size()));
}

}  // namespace loopglass
