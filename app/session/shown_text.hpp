// What a person typed, made fit to be shown in one line of a message.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace loopglass {

/// The text without anything that moves the cursor: control characters, direction marks and bytes that are
/// not UTF-8 become '?'. At most `longest` characters; "…" stands for the rest.
std::string one_line(std::string_view text, std::size_t longest = 400);

/// The same between quotes, short.
std::string in_quotes(std::string_view text);

/// How many characters the text has; a byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

}  // namespace loopglass
