// The chapters in which the scenarios are taught.
#pragma once
#include <string_view>

namespace loopglass {

/// "Futures and await" for 1; "Scripts" for a scenario of no chapter.
std::string_view chapter_title(int chapter);

}  // namespace loopglass
