// Text in columns: widths are counted in characters, so "µs" is two wide.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace loopglass {

/// The text, filled up with spaces on its right or left to `width` characters.
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);

/// Words in lines of at most `width` characters; a longer word has a line of its own.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// A line without spaces at its end.
std::string trimmed(std::string line);

}  // namespace loopglass
