// A picture in memory and how it reaches the disk.
// Rows run from the top; four bytes a pixel, red first. A file is written beside its target and then renamed,
// so that nobody ever finds half a picture. Reading pictures is not done here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace loopglass::platform {

struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;

  /// Returns the first of the four bytes of a pixel; x and y must lie inside.
  [[nodiscard]] const std::uint8_t* at(int x, int y) const {
    return rgba.data() +
           (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4U;
  }
};

/// Writes the picture as PNG. On failure returns false, leaves what was at `path` as it was, and puts one
/// line into `error` that says what happened and what to do.
[[nodiscard]] bool write_png(const std::string& path, const Image& image, std::string& error);

}  // namespace loopglass::platform
