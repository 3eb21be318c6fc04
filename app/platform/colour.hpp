// A colour and the few sums done with it: packing for ImGui, mixing, contrast.
// sRGB, eight bits a channel, straight (not premultiplied) alpha. Knows nothing of themes or of ImGui's
// types, so that it can be tested and used without a window.
#pragma once

#include <cstdint>

namespace loopglass::platform {

struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;

  /// Makes an opaque colour from 0xRRGGBB.
  [[nodiscard]] static constexpr Colour hex(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16U & 0xFFU), static_cast<std::uint8_t>(rgb >> 8U & 0xFFU),
            static_cast<std::uint8_t>(rgb & 0xFFU), 255};
  }

  /// Packs the colour as ImGui's draw lists take it (ImU32, red in the lowest byte).
  [[nodiscard]] constexpr std::uint32_t u32() const {
    return static_cast<std::uint32_t>(a) << 24U | static_cast<std::uint32_t>(b) << 16U |
           static_cast<std::uint32_t>(g) << 8U | static_cast<std::uint32_t>(r);
  }

  /// Returns the same colour with its opacity multiplied by `opacity` (0 to 1; clamped).
  [[nodiscard]] Colour with_alpha(float opacity) const;

  /// Returns the colour `t` of the way to `other` (0: this, 1: other; clamped), channel by channel.
  [[nodiscard]] Colour mix(Colour other, float t) const;

  friend constexpr bool operator==(Colour, Colour) = default;
};

/// Returns the relative luminance of WCAG 2, 0 for black to 1 for white; alpha is ignored.
[[nodiscard]] double luminance(Colour colour);

/// Returns the contrast ratio of WCAG 2, from 1 to 21, of two opaque colours.
[[nodiscard]] double contrast(Colour one, Colour other);

}  // namespace loopglass::platform
