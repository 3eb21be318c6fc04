#include "app/model/history.hpp"

#include <deque>
#include <random>

#include "app/model/causes.hpp"
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

TEST_CASE("a world that is put away comes back as it was, also over another one") {
  const std::string recipe = GENERATE("crowd?tasks=300", "fan_out", "http", "parallel", "cleanup");
  const auto run = played(recipe);
  const Trace& trace = run->trace();
  World world;
  World other;
  while (world.position < trace.size()) {
    apply(world, trace[world.position + 1]);
    if (world.position % 37 != 0) continue;
    const Keyframe keyframe(world, trace, nullptr);
    const World shares = other;  // what is written over stays as it was for who has it, too
    const std::uint64_t hash = shares.hash();
    keyframe.restore(other, trace);
    REQUIRE(other == world);
    REQUIRE(shares.hash() == hash);
  }
}

TEST_CASE("a world of which only the changes are put away comes back as it was") {
  // In the last one timers are delayed by hand, to when others are due.
  const std::string recipe = GENERATE("crowd?tasks=300", "fan_out", "http", "parallel", "cleanup",
                                      "timers?do=64:delay:timer3:100ms,76:delay:timer5:100ms");
  CAPTURE(recipe);
  const auto run = played(recipe);
  const Trace& trace = run->trace();
  std::deque<Keyframe> keyframes;
  std::vector<World> expected;
  World world;
  Changes changes;
  while (world.position < trace.size()) {
    apply(world, trace[world.position + 1], &changes);
    if (world.position % 17 != 0) continue;
    keyframes.emplace_back(world, trace, keyframes.empty() ? nullptr : &keyframes.back(), &changes);
    changes.begin(world.position);
    expected.push_back(world);
  }
  World other;
  for (std::size_t i = 0; i < keyframes.size(); ++i) {
    const std::size_t place = i * 7919 % keyframes.size();
    keyframes[place].restore(other, trace);
    REQUIRE(other == expected[place]);
  }
}

TEST_CASE("a run of many tasks takes less than 64 bytes an event, all that is read from it included") {
  const auto run = played("crowd?tasks=2000&naps=12");
  const Trace& trace = run->trace();
  REQUIRE(trace.size() > 150'000);
  REQUIRE(run->chronicle().worlds_kept() > 5);
  for (EventNumber n = trace.size(); n > 0; n -= std::min<EventNumber>(n, 20'000)) run->chronicle().at(n);
  Causes causes;
  causes.follow(trace);
  const std::size_t bytes = run->chronicle().bytes() + causes.bytes();
  CHECK(static_cast<double>(bytes) / static_cast<double>(trace.size()) < 64.0);
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
