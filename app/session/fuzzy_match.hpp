// Finds what a person means by a few letters of it: "bloc" and "bb" both find "blocking/blocking".
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace loopglass {

struct FuzzyMatch {
  int score = 0;                    // higher is better; only good to compare matches of the same letters
  std::vector<std::size_t> places;  // the bytes of the text that were matched, in order
};

/// The best way in which the letters of `wanted` stand in `text` in their order; none if they do not. Small
/// and capital letters are the same, and spaces are not looked for. Letters that stand together or begin a
/// word count more; what is left over of a long text counts a little against it.
std::optional<FuzzyMatch> fuzzy_match(std::string_view wanted, std::string_view text);

}  // namespace loopglass
