// The scenarios that are compiled in, in the order in which they are taught.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"

namespace loopglass {

/// One line of scenarios/CMakeLists.txt, with the text of its file as it was compiled.
struct CatalogueEntry {
  std::string_view name;
  std::string_view file;
  std::string_view source;
  Scenario (*make)();
};

/// Written by the build from the list in scenarios/CMakeLists.txt.
std::span<const CatalogueEntry> catalogue_entries();

/// All scenarios, each with its source.
std::vector<Scenario> compiled_scenarios();

}  // namespace loopglass
