#include "app/session/duration_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace loopglass {
namespace {

struct DurationUnit {
  std::string_view suffix;
  std::int64_t ns;
};
constexpr std::array<DurationUnit, 4> duration_units = {
    {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}}};

std::optional<std::int64_t> read_whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string duration_text(Duration d) {
  for (auto unit = duration_units.rbegin(); unit != duration_units.rend(); ++unit) {
    if (d.count() % unit->ns == 0) return std::to_string(d.count() / unit->ns) + std::string(unit->suffix);
  }
  return std::to_string(d.count()) + "ns";
}

std::optional<Duration> parse_duration(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("-0123456789"), text.size());
  const auto number = read_whole(text.substr(0, digits));
  if (!number) return std::nullopt;
  for (const DurationUnit& unit : duration_units) {
    if (text.substr(digits) != unit.suffix) continue;
    std::int64_t ns = 0;
    if (__builtin_mul_overflow(*number, unit.ns, &ns)) return std::nullopt;
    return Duration(ns);
  }
  return std::nullopt;
}

}  // namespace loopglass
