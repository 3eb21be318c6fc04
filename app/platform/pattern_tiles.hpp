// The painted pieces of pattern in the font atlas, of which pattern.cpp cuts its fills.
// A tile repeats with its period in both directions and is one period larger than `reach`, so that a piece of
// that size can be cut from it at any phase. The tiles are the first custom rectangles of the atlas.
#pragma once

struct ImFontAtlas;

namespace loopglass::platform {

struct PatternTile {
  static constexpr int reach_x = 256;
  static constexpr int reach_y = 64;
  static constexpr int hatch = 0;  ///< its number among the atlas's custom rectangles
  static constexpr int dots = 1;
};

/// Asks for the tiles' room; call before the atlas is built.
void reserve_pattern_tiles(ImFontAtlas& atlas, float scale);

/// Paints the tiles; call after the atlas is built and before it is uploaded.
void paint_pattern_tiles(ImFontAtlas& atlas, float scale);

}  // namespace loopglass::platform
