// Each scenario's trace under the virtual clock, in words, beside the one that was looked at and found right.
// LOOPGLASS_REWRITE=1 writes them anew: then look at the difference before you commit it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "runtime/trace/text.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"

namespace loopglass {
namespace {

const std::filesystem::path folder = "tests/scenarios/golden";

std::vector<std::string> told(const Trace& trace) {
  std::vector<std::string> lines;
  TraceText text(trace);
  for (EventNumber n = 1; n <= trace.size(); ++n) lines.push_back(text.line(n));
  std::ostringstream hash;
  hash << "hash " << std::hex << trace.hash();
  lines.push_back(hash.str());
  return lines;
}

std::vector<std::string> read(const std::filesystem::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

void write(const std::filesystem::path& path, const std::vector<std::string>& lines) {
  std::ofstream file(path);
  for (const std::string& line : lines) file << line << '\n';
  REQUIRE(file.good());
}

bool rewriting() {
  const char* value = std::getenv("LOOPGLASS_REWRITE");
  return value && std::string_view(value) == "1";
}

TEST_CASE("every scenario and variant runs as it did when it was last looked at") {
  for (const Play& order : every_play()) {
    const auto path = folder / (order.label() + ".trace");
    const auto lines = told(play(order).trace);
    if (rewriting()) {
      write(path, lines);
      continue;
    }
    const auto golden = read(path);
    CAPTURE(path.string(), golden.size(), lines.size());
    CHECK(golden.size() > 0);
    const auto [was, is] = std::ranges::mismatch(golden, lines);
    const std::string expected = was == golden.end() ? "(the end)" : *was;
    const std::string got = is == lines.end() ? "(the end)" : *is;
    CHECK(got == expected);
  }
}

TEST_CASE("no golden trace is left of a scenario that is gone") {
  if (rewriting()) return;
  std::vector<std::string> expected;
  for (const Play& order : every_play()) expected.push_back(order.label() + ".trace");
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    found.push_back(entry.path().filename().string());
  }
  std::ranges::sort(expected);
  std::ranges::sort(found);
  CHECK(found == expected);
}

}  // namespace
}  // namespace loopglass
