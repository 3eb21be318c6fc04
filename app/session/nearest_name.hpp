// The name a person probably meant.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace loopglass {

/// The candidate with the smallest edit distance (Levenshtein, 1965) to `word`, if it is close enough to be
/// meant; empty otherwise.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace loopglass
