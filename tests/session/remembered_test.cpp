// What is remembered comes back as it was, and nothing that stands in the file makes it fail.
#include "app/session/remembered.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("what was remembered is read as it was") {
  PanelLayout layout;
  layout.hide(Panel::source);
  layout.hide(Panel::timeline);
  layout.set_share(Split::right, 0.25);
  layout.set_share(Split::row_2, 0.6);
  Bookmarks marks;
  marks.write(marks.set(42, Instant(std::chrono::milliseconds(50))), "here “it” begins");
  marks.set(7, Instant());
  const Remembered all{
      .recipe = "blocking/offloaded?tasks=4@#42",
      .theme = "high-contrast",
      .scale = 1.5,
      .screen_scale = 2,
      .speed = 0.25,
      .motion = false,
      .layout = layout,
      .hides_finished = true,
      .seen = {"hello", "lazy"},
      .bookmarks = {{"blocking/offloaded?tasks=4", marks}},
      .breakpoints = {
          {"blocking", {Happening::wake, TaskTarget{"light 3"}, LineTarget{"scenarios/blocking.cpp", 42}}}}};
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
      R"({"theme": 3, "speed": "fast", "motion": 0, "seen": [1, "lazy", null], "scale": -2, "new": {},
          "hidden": ["attic", 3, "loop"], "shares": {"left": "wide", "right": 7, "timeline": 0.5}})");
  REQUIRE(some);
  PanelLayout layout;
  layout.hide(Panel::loop);
  layout.set_share(Split::timeline, 0.5);
  CHECK(*some == Remembered{.layout = layout, .seen = {"lazy"}});
}

TEST_CASE("of marks those are taken that can be") {
  const auto some = parse_remembered(
      R"({"bookmarks": {"hello": [{"event": 3, "time_ns": 0, "note": 7}, {"event": -1, "time_ns": 0}, 5, null,
                                  {"event": 1e99, "time_ns": 0}, {"event": 2, "time_ns": 18446744073709551615},
                                  {"event": 3, "time_ns": 0}], "lazy": 3, "add": []},
          "breakpoints": {"hello": ["wake", "dance", 3, {}, {"task": 4}, {"file": "a.cpp"},
                                    {"file": "a.cpp", "line": -3}, {"task": "main"}], "x": {}}})");
  REQUIRE(some);
  Bookmarks marks;
  marks.set(3, Instant());
  CHECK(*some == Remembered{.bookmarks = {{"hello", marks}},
                            .breakpoints = {{"hello", {Happening::wake, TaskTarget{"main"}}}}});
  for (const char* text : {R"({"bookmarks": []})", R"({"breakpoints": "wake", "bookmarks": null})"})
    CHECK(parse_remembered(text) == Remembered{});
}

TEST_CASE("a file that hides every panel leaves one") {
  const auto some =
      parse_remembered(R"({"hidden": ["loop", "lesson", "source", "tasks", "log", "timeline"]})");
  REQUIRE(some);
  CHECK(some->layout.shows(Panel::timeline));
}

}  // namespace loopglass
