// What tasks share, in words, and where it is over.
#include "app/model/sharing.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

/// What is said of the first resource of a run, each time that it changes.
std::vector<std::string> states(const std::string& recipe) {
  const auto run = played(recipe);
  std::vector<std::string> said;
  World world;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    apply(world, run->trace()[n]);
    if (world.resources.empty()) continue;
    const std::string state = short_state(world.resources[0], run->chronicle().names());
    if (said.empty() || said.back() != state) said.push_back(state);
  }
  return said;
}

}  // namespace

TEST_CASE("a mutex is free or held by one task") {
  const auto said = states("mutex");
  REQUIRE(said.size() > 4);
  CHECK(said[0] == "free");
  CHECK(said[1] == "held by deposit 1");
  CHECK(said.back() == "free");
}

TEST_CASE("a channel is empty or full, and closed at the end") {
  const auto said = states("channel/bounded_1");
  REQUIRE(said.size() > 3);
  CHECK(said[0] == "empty: 0 of 1");
  CHECK(said[1] == "full: 1 of 1");
  CHECK(said.back() == "empty: 0 of 1, closed");
}

TEST_CASE("a channel without a limit counts its messages and is never full") {
  const auto said = states("channel/unbounded");
  CHECK(said[0] == "empty");
  CHECK(said[1] == "1 message");
  CHECK(std::ranges::find(said, "9 messages") != said.end());
  for (const std::string& state : said) CHECK(state.find("full") == std::string::npos);
}

TEST_CASE("a barrier counts who has come") {
  const auto said = states("barrier");
  CHECK(said[0] == "0 of 3 came");
  CHECK(said[1] == "1 of 3 came");
  CHECK(said[2] == "2 of 3 came");
}

TEST_CASE("a sentence tells the state and who waits") {
  const auto run = played("semaphore");
  World world;
  for (EventNumber n = 1; world.resources.empty() || world.resources[0].waiters.size() < 8; ++n)
    apply(world, run->trace()[n]);
  CHECK(state_sentence(world.resources[0], run->chronicle().names()) ==
        "Semaphore slots: 8 of 8 permits are in use. 8 tasks wait for it.");
  const auto locked = played("mutex");
  CHECK(state_sentence(locked->chronicle().at(60).resources[0], locked->chronicle().names()) ==
        "Mutex balance is held by deposit 2 since 100 ms. 1 task waits for it.");
}

TEST_CASE("a channel is over when it is closed and read, a lock never") {
  const auto run = played("channel/bounded_1");
  World world;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    apply(world, run->trace()[n]);
    if (world.resources.empty()) continue;
    const ResourceState& channel = world.resources[0];
    CHECK(is_over(channel) == (channel.closed && channel.fill == 0 && channel.waiters.empty()));
  }
  CHECK(is_over(world.resources[0]));
  CHECK(!is_over(played("mutex")->chronicle().latest().resources[0]));
}

}  // namespace loopglass
