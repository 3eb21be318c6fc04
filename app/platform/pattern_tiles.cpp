#include "app/platform/pattern_tiles.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace loopglass::platform {
namespace {

int hatch_period(float scale) { return static_cast<int>(std::lround(8 * scale)); }

/// Even, so that the rows between stand half a period aside on whole pixels.
int dots_period(float scale) { return 2 * static_cast<int>(std::lround(3 * scale)); }

/// The share of a pixel that the hatch's stroke covers.
float hatch_cover(int x, int y, int period, float thickness) {
  constexpr auto diagonal = std::numbers::sqrt2_v<float>;
  const float width = thickness * diagonal;  // along x, as a stroke stands at 45 degrees
  const float middle = static_cast<float>(period) / 2;
  const auto along = static_cast<float>((x + y + 1) % period);
  return std::clamp((width / 2 - std::abs(along - middle)) / diagonal + 0.5F, 0.0F, 1.0F);
}

float dots_cover(int x, int y, int period, int size) {
  const int row = y / (period / 2);
  const int shift = row % 2 * (period / 2);
  return (x + shift) % period < size && y % (period / 2) < size ? 1.0F : 0.0F;
}

template <class Cover>
void paint(ImFontAtlas& atlas, int number, Cover cover) {
  const ImFontAtlasCustomRect& tile = *atlas.GetCustomRectByIndex(number);
  if (!tile.IsPacked() || atlas.TexPixelsAlpha8 == nullptr) return;
  for (int y = 0; y < tile.Height; ++y) {
    const auto row = static_cast<std::ptrdiff_t>(tile.Y + y) * atlas.TexWidth;
    unsigned char* pixel = atlas.TexPixelsAlpha8 + row + tile.X;
    for (int x = 0; x < tile.Width; ++x)
      pixel[x] = static_cast<unsigned char>(std::lround(255 * cover(x, y)));
  }
}

}  // namespace

void reserve_pattern_tiles(ImFontAtlas& atlas, float scale) {
  for (const int period : {hatch_period(scale), dots_period(scale)}) {
    atlas.AddCustomRectRegular(PatternTile::reach_x + period, PatternTile::reach_y + period);
  }
}

void paint_pattern_tiles(ImFontAtlas& atlas, float scale) {
  const int lines = hatch_period(scale);
  const int grid = dots_period(scale);
  const int size = std::max(1, static_cast<int>(std::lround(2 * scale)));
  paint(atlas, PatternTile::hatch, [=](int x, int y) { return hatch_cover(x, y, lines, 2 * scale); });
  paint(atlas, PatternTile::dots, [=](int x, int y) { return dots_cover(x, y, grid, size); });
}

}  // namespace loopglass::platform
