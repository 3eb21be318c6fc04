#include "runtime/time.hpp"

#include <array>
#include <cstdio>

namespace loopglass {

std::string to_text(Duration d) {
  struct Unit {
    long long ns;
    const char* name;
  };
  static constexpr std::array<Unit, 3> units = {{{1'000'000'000, " s"}, {1'000'000, " ms"}, {1'000, " µs"}}};
  const long long ns = d.count();
  if (ns == 0) return "0 ms";
  const unsigned long long size =
      ns < 0 ? 0ull - static_cast<unsigned long long>(ns) : static_cast<unsigned long long>(ns);
  for (const Unit& unit : units) {
    const auto whole = static_cast<unsigned long long>(unit.ns);
    if (size < whole) continue;
    std::string text = (ns < 0 ? "-" : "") + std::to_string(size / whole);
    if (const auto thousandths = size % whole * 1000 / whole; thousandths != 0) {
      std::array<char, 8> digits{};
      std::snprintf(digits.data(), digits.size(), ".%03llu", thousandths);
      text += digits.data();
      while (text.back() == '0') text.pop_back();
    }
    return text + unit.name;
  }
  return std::to_string(ns) + " ns";
}

}  // namespace loopglass
