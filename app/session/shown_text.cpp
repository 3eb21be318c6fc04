#include "app/session/shown_text.hpp"

#include <cstdint>

namespace loopglass {
namespace {

struct Character {
  std::size_t size = 1;  // in bytes
  bool is_shown = false;
};

bool moves_the_cursor(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0)                              // control characters
         || c == 0x61c || (c >= 0x200b && c <= 0x200f)                    // marks without a width
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)  // line ends and direction marks
         || c == 0xfeff;
}

/// The first character of a text that is not empty. https://www.rfc-editor.org/rfc/rfc3629#section-4
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {1, !moves_the_cursor(lead)};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return {};
  std::uint32_t code = lead & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {};
    code = code << 6 | (byte(i) & 0x3fu);
  }
  const std::uint32_t least = size == 4 ? 0x10000u : size == 3 ? 0x800u : 0x80u;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return {};
  return {size, !moves_the_cursor(code)};
}

}  // namespace

std::string one_line(std::string_view text, std::size_t longest) {
  std::string line;
  for (std::size_t shown = 0; !text.empty(); ++shown) {
    if (shown == longest) return line + "…";
    const Character c = first_character(text);
    if (c.is_shown) {
      line += text.substr(0, c.size);
    } else {
      line += '?';
    }
    text.remove_prefix(c.size);
  }
  return line;
}

std::string in_quotes(std::string_view text) { return "'" + one_line(text, 40) + "'"; }

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_character(text).size);
  return count;
}

}  // namespace loopglass
