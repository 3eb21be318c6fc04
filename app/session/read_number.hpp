// Numbers that a person typed.
#pragma once
#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace loopglass {

/// The number that is all of the text; none if anything else stands there, or it does not fit the type.
/// Whole numbers may be in another base than ten.
template <class Number>
std::optional<Number> read_number(std::string_view text, std::integral auto... base) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, number, base...);
  if (error != std::errc() || read != end) return std::nullopt;
  return number;
}

}  // namespace loopglass
