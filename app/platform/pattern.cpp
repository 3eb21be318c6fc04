#include "app/platform/pattern.hpp"

#include <algorithm>
#include <cmath>

#include "app/platform/pattern_tiles.hpp"

namespace loopglass::platform {
namespace {

/// Narrows a rectangle to what can be seen; false if nothing can.
bool clip(const ImDrawList* list, ImVec2& min, ImVec2& max) {
  const ImVec2 low = list->GetClipRectMin();
  const ImVec2 high = list->GetClipRectMax();
  min = ImVec2(std::max(min.x, low.x), std::max(min.y, low.y));
  max = ImVec2(std::min(max.x, high.x), std::min(max.y, high.y));
  return min.x < max.x && min.y < max.y;
}

/// The start of the whole period that holds `x`.
float period_start(float x, int period) {
  const auto length = static_cast<float>(period);
  return std::floor(x / length) * length;
}

/// Draws the part of the tile that lies over min to max when the tile's corner is put on `origin`.
void piece(ImDrawList* list, const ImFontAtlasCustomRect& tile, ImVec2 origin, ImVec2 min, ImVec2 max,
           ImU32 colour) {
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const auto uv = [&](ImVec2 place) {
    return ImVec2((place.x - origin.x + static_cast<float>(tile.X)) * atlas.TexUvScale.x,
                  (place.y - origin.y + static_cast<float>(tile.Y)) * atlas.TexUvScale.y);
  };
  list->AddImage(atlas.TexID, min, max, uv(min), uv(max), colour);
}

void fill(ImDrawList* list, int number, ImVec2 min, ImVec2 max, ImU32 colour) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (atlas.CustomRects.Size <= number || !clip(list, min, max)) return;
  const ImFontAtlasCustomRect& tile = *atlas.GetCustomRectByIndex(number);
  const int period = tile.Width - PatternTile::reach_x;
  if (period <= 0 || !tile.IsPacked()) return;
  for (float y = min.y; y < max.y;) {
    const float top = period_start(y, period);
    const float next_y = std::min(max.y, top + static_cast<float>(tile.Height));
    for (float x = min.x; x < max.x;) {
      const float left = period_start(x, period);
      const float next_x = std::min(max.x, left + static_cast<float>(tile.Width));
      piece(list, tile, ImVec2(left, top), ImVec2(x, y), ImVec2(next_x, next_y), colour);
      x = next_x;
    }
    y = next_y;
  }
}

}  // namespace

void hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) {
  fill(list, PatternTile::hatch, min, max, colour);
}

void dots(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) {
  fill(list, PatternTile::dots, min, max, colour);
}

}  // namespace loopglass::platform
