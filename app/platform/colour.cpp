#include "app/platform/colour.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass::platform {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t between(std::uint8_t from, std::uint8_t to, float t) {
  const float value = static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * t;
  return static_cast<std::uint8_t>(std::lround(value));
}

}  // namespace

Colour Colour::with_alpha(float opacity) const {
  const float value = static_cast<float>(a) * std::clamp(opacity, 0.0F, 1.0F);
  return {r, g, b, static_cast<std::uint8_t>(std::lround(value))};
}

Colour Colour::mix(Colour other, float t) const {
  t = std::clamp(t, 0.0F, 1.0F);
  return {between(r, other.r, t), between(g, other.g, t), between(b, other.b, t), between(a, other.a, t)};
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast(Colour one, Colour other) {
  const double first = luminance(one);
  const double second = luminance(other);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace loopglass::platform
