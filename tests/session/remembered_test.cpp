// What is remembered comes back as it was, and nothing that stands in the file makes it fail.
#include "app/session/remembered.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("what was remembered is read as it was") {
  const Remembered all{.recipe = "blocking/offloaded?tasks=4@#42",
                       .theme = "high-contrast",
                       .scale = 1.5,
                       .speed = 0.25,
                       .motion = false,
                       .seen = {"hello", "lazy"}};
  CHECK(parse_remembered(text_of(all)) == all);
  CHECK(parse_remembered(text_of(Remembered{})) == Remembered{});
}

TEST_CASE("what is no such text is not read") {
  for (const char* text : {"", "{", "[]", "null", "7", "{\"scale\": }", "\xff\xff"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_remembered(text).has_value());
  }
}

TEST_CASE("what is missing or of another kind has its standard value") {
  CHECK(parse_remembered("{}") == Remembered{});
  const auto some = parse_remembered(
      R"({"theme": 3, "speed": "fast", "motion": 0, "seen": [1, "lazy", null], "scale": -2, "new": {}})");
  REQUIRE(some);
  CHECK(*some == Remembered{.seen = {"lazy"}});
}

}  // namespace loopglass
