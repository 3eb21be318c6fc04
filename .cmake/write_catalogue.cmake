# Writes `out`, the C++ file that defines catalogue_entries(): name, path, text and factory of each scenario.
# Run by `cmake -P` with: root, files (a list), out. The text is embedded byte for byte, as a raw string.

set(declarations "")
set(rows "")
foreach(file IN LISTS files)
  cmake_path(GET file STEM name)
  cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${root}" OUTPUT_VARIABLE path)
  file(READ "${file}" text)

  # A delimiter that the text does not hold.
  set(delimiter "source")
  string(FIND "${text}" ")${delimiter}\"" clash)
  while(NOT clash EQUAL -1)
    string(APPEND delimiter "_")
    string(FIND "${text}" ")${delimiter}\"" clash)
  endwhile()

  string(APPEND declarations "Scenario scenario_${name}();\n")
  string(APPEND rows "    {\"${name}\", \"${path}\",\n     R\"${delimiter}(${text})${delimiter}\",\n     scenario_${name}},\n")
endforeach()

file(WRITE "${out}" "// Written by the build. The list is in scenarios/CMakeLists.txt.
#include <array>
#include <span>

#include \"scenarios/catalogue.hpp\"

namespace loopglass::scenarios {

${declarations}
std::span<const CatalogueEntry> catalogue_entries() {
  static const CatalogueEntry entries[] = {
${rows}  };
  return entries;
}

}  // namespace loopglass::scenarios
")
