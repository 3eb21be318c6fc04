#include "scenarios/catalogue.hpp"

#include <algorithm>

namespace loopglass {
namespace {

constexpr std::string_view code_mark = "// ---- code";
constexpr std::string_view words_mark = "// ---- words";

/// The number of the line that starts with `mark`; 0 if there is none.
int line_of(std::string_view source, std::string_view mark) {
  const std::size_t at = source.find(mark);
  if (at == std::string_view::npos) return 0;
  return static_cast<int>(std::ranges::count(source.substr(0, at), '\n')) + 1;
}

/// Leaves out the words that follow the code, and blank lines at its ends.
void find_story(Scenario& scenario) {
  scenario.first_line = line_of(scenario.source, code_mark) + 1;
  const int words = line_of(scenario.source, words_mark);
  scenario.last_line = words > 0 ? words - 1 : static_cast<int>(std::ranges::count(scenario.source, '\n'));
}

}  // namespace

std::vector<Scenario> compiled_scenarios() {
  std::vector<Scenario> scenarios;
  for (const CatalogueEntry& entry : catalogue_entries()) {
    Scenario scenario = entry.make();
    scenario.name = entry.name;
    scenario.file = entry.file;
    scenario.source = entry.source;
    find_story(scenario);
    scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

}  // namespace loopglass
