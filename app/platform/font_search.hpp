// Where font files lie: the folders of the usual systems, and LOOPGLASS_FONTS before them.
// Says only what exists and can be read: ImGui aborts on a file that is not there. Knows nothing of sizes or
// glyphs.
#pragma once

#include <initializer_list>
#include <string>

namespace loopglass::platform {

/// Returns the path of the first of these file names that is found in any folder, or an empty string.
[[nodiscard]] std::string find_font(std::initializer_list<const char*> file_names);

}  // namespace loopglass::platform
