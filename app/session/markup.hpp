// Text inside markup.
#pragma once
#include <string>
#include <string_view>

namespace loopglass {

/// The text as HTML, XML and SVG have it, between tags or in double quotes.
std::string escaped(std::string_view text);

}  // namespace loopglass
