// A few letters find what they are meant for, and the likelier before the less likely.
#include "app/session/fuzzy_match.hpp"

#include <string>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

using Places = std::vector<std::size_t>;

bool better(std::string_view wanted, std::string_view one, std::string_view other) {
  const auto a = fuzzy_match(wanted, one);
  const auto b = fuzzy_match(wanted, other);
  return a && (!b || a->score > b->score);
}

}  // namespace

TEST_CASE("letters match in their order, whatever their case") {
  REQUIRE(fuzzy_match("tmr", "Timers"));
  CHECK(fuzzy_match("tmr", "Timers")->places == Places{0, 2, 4});
  CHECK_FALSE(fuzzy_match("rmt", "Timers"));
  CHECK_FALSE(fuzzy_match("timersx", "timers"));
  CHECK_FALSE(fuzzy_match("a", ""));
}

TEST_CASE("nothing wanted is found everywhere") {
  CHECK(fuzzy_match("", "anything"));
  CHECK(fuzzy_match("  ", ""));
}

TEST_CASE("spaces are not looked for") {
  REQUIRE(fuzzy_match("light 3", "Select light3"));
  CHECK(fuzzy_match("blocking blocking", "blocking/blocking"));
}

TEST_CASE("letters that stand together are marked together") {
  CHECK(fuzzy_match("light", "All tasks: select light 3")->places == Places{18, 19, 20, 21, 22});
}

TEST_CASE("beginnings of words and whole words come first") {
  CHECK(better("lock", "A lock", "blocking"));
  CHECK(better("bb", "blocking/blocking", "bubble"));
  CHECK(better("time", "timers", "The timeline by time, or events"));
  CHECK(better("light 1", "light 1", "light 10"));
  CHECK(better("theme", "Light theme", "Go to the moment of an event"));
}

TEST_CASE("a long text is searched in no time and without harm") {
  const std::string text(4000, 'a');
  CHECK(fuzzy_match("aaaaaaaaaaaaaaaaaaaa", text));
  CHECK_FALSE(fuzzy_match("aaab", text));
  CHECK(fuzzy_match("×", "1×"));
}

}  // namespace loopglass
