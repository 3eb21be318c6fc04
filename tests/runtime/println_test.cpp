#include "runtime/println.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

struct Case {
  Duration duration;
  const char* text;
};

TEST_CASE("a duration is told in the largest unit that keeps it at one or above") {
  const auto [duration, text] = GENERATE(values<Case>({
      {0ns, "0 ms"},
      {1ns, "1 ns"},
      {999ns, "999 ns"},
      {1us, "1 µs"},
      {1500ns, "1.5 µs"},
      {20us, "20 µs"},
      {999'999ns, "999.999 µs"},
      {1ms, "1 ms"},
      {300ms, "300 ms"},
      {12'345'678ns, "12.345 ms"},
      {1s, "1 s"},
      {1500ms, "1.5 s"},
      {2050ms, "2.05 s"},
      {90min, "5400 s"},
      {-300ms, "-300 ms"},
      {Duration::min(), "-9223372036.854 s"},
      {Duration::max(), "9223372036.854 s"},
  }));
  CHECK(to_text(duration) == text);
}

TEST_CASE("an instant is told as the time since the start of the run") {
  CHECK(to_text(Instant(250ms)) == "250 ms");
}

Future<> prints() {
  println("light ", 3, ' ', std::string("took "), 1500ms, ", late: ", false);
  println();
  co_return;
}

TEST_CASE("what is printed in one call is one line, of the task that prints it") {
  Loop loop;
  const auto handle = loop.spawn(prints());
  loop.run();
  CHECK(loop.output == Lines{"light 3 took 1.5 s, late: false", ""});
  const auto lines = loop.events(EventKind::output, handle.id());
  REQUIRE(lines.size() == 2);
  CHECK(loop.trace().string(static_cast<StringId>(lines[0].value)) == loop.output[0]);
}

constexpr std::uint32_t line_before_places = __LINE__;
Future<> prints_at_places() {
  println("in the task");
  println();
  co_await block_in_place([] { println("on a worker"); });
}

TEST_CASE("what is printed names the place in the source, in a task and on a worker") {
  Loop loop;
  (void)loop.spawn(prints_at_places());
  loop.run();
  std::vector<std::uint32_t> lines;
  for (const Event& event : loop.events(EventKind::output)) {
    const Site& site = loop.trace().site(event.site);
    CHECK(site.file.ends_with("println_test.cpp"));
    lines.push_back(site.line - line_before_places);
  }
  CHECK(lines == std::vector<std::uint32_t>{2, 3, 4});
}

}  // namespace
}  // namespace loopglass
