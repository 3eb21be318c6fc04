#include "app/session/duration_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "app/session/read_number.hpp"

namespace loopglass {
namespace {

struct DurationUnit {
  std::string_view suffix;
  std::int64_t ns;
};
constexpr std::array<DurationUnit, 4> duration_units = {
    {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}}};

}  // namespace

std::string duration_text(Duration d) {
  for (auto unit = duration_units.rbegin(); unit != duration_units.rend(); ++unit) {
    if (d.count() % unit->ns == 0) return std::to_string(d.count() / unit->ns) + std::string(unit->suffix);
  }
  return std::to_string(d.count()) + "ns";
}

std::optional<Duration> parse_duration(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("-0123456789"), text.size());
  const auto number = read_number<std::int64_t>(text.substr(0, digits));
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
