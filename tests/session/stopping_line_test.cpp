#include "app/session/stopping_line.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

/// The first line that has this text, counted from 1.
std::uint32_t line_of(const Scenario& scenario, std::string_view text) {
  const std::size_t at = scenario.source.find(text);
  REQUIRE(at != std::string::npos);
  return 1 + static_cast<std::uint32_t>(std::count(
                 scenario.source.begin(), scenario.source.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace

TEST_CASE("a breakpoint stands at the line that is meant, or at the next where something happens") {
  const auto run = played("blocking/blocking");
  const Scenario& scenario = *run->order().scenario;
  const auto stops = [&](std::uint32_t line) {
    return stopping_line(scenario, run->chronicle(), true, line);
  };
  const std::uint32_t reader = line_of(scenario, "Future<> reader(");
  const std::uint32_t comment = line_of(scenario, "// Opening the file");
  const std::uint32_t sleep = line_of(scenario, "co_await sleep(settings.duration(\"period\")");
  CHECK(stops(sleep) == sleep);
  CHECK(stops(comment) == sleep);
  CHECK(stops(reader) == reader);     // it has code, although nothing happens there
  CHECK(stops(reader - 1) == sleep);  // an empty line: the next where something happens
  CHECK(stopping_line(scenario, run->chronicle(), false, reader - 1) == reader);  // nobody knows yet
  CHECK(stops(static_cast<std::uint32_t>(scenario.last_line) + 1) == 0);
}

}  // namespace loopglass
