#include "app/platform/fonts.hpp"

#include <ft2build.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>

#include "app/platform/font_search.hpp"
#include "app/platform/pattern_tiles.hpp"

namespace loopglass::platform {
namespace {

// Pairs of first and last, closed by a zero, kept alive as the atlas only borrows them.
constexpr ImWchar all_glyphs[] = {
    0x0020, 0x017F,                  // Latin, Latin-1, Latin Extended-A
    0x02C6, 0x02DC,                  // accents
    0x0391, 0x03C9,                  // Greek: µ as a letter, Δ
    0x2010, 0x203A,                  // – — “ ” … ‹ ›
    0x2070, 0x2089,                  // superscripts, subscripts
    0x2190, 0x21B5,                  // ← ↑ → ↓ ↩ ↵
    0x21D0, 0x21D4,                  // ⇒
    0x2200, 0x2265,                  // − ∞ ≈ ≠ ≤ ≥
    0x2318, 0x2318, 0x23CE, 0x23CE,  // ⌘ ⏎
    0x2500, 0x257F,                  // box drawing, in program output
    0x25A0, 0x25CF,                  // ■ ▲ ▶ ▸ ▾ ◆ ○ ●
    0x2713, 0x2717,                  // ✓ ✕ ✗
    0,
};

// The largest size shows short titles only; this keeps the atlas small at scale 4.
constexpr ImWchar title_glyphs[] = {0x0020, 0x00FF, 0x2010, 0x2026, 0x2190, 0x2193, 0x2212,
                                    0x221E, 0x2260, 0x2265, 0x2713, 0x2717, 0};

struct Files {
  std::string regular;
  std::string strong;
  std::string mono;
  std::string symbols;  // for the signs that the others lack
};

Files find_files() {
  return {
      .regular = find_font({"Inter-Regular.otf", "Inter-Regular.ttf", "NotoSans-Regular.ttf",
                            "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf"}),
      .strong = find_font({"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "NotoSans-Bold.ttf",
                           "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf"}),
      .mono = find_font({"JetBrainsMono-Regular.ttf", "JetBrainsMono-Regular.otf", "DejaVuSansMono.ttf",
                         "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf", "Courier New.ttf"}),
      .symbols = find_font({"DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf"}),
  };
}

bool is(const std::string& path, const char* face) { return path.find(face) != std::string::npos; }

std::string notice_for(const Files& files) {
  std::string missing;
  if (!is(files.regular, "/Inter-") || !is(files.strong, "/Inter-")) missing = "Inter";
  if (!is(files.mono, "/JetBrainsMono-"))
    missing += missing.empty() ? "JetBrains Mono" : " and JetBrains Mono";
  if (missing.empty()) return {};
  return missing +
         " not found, so another typeface stands in; install fonts-inter and fonts-jetbrains-mono, or name a "
         "folder in LOOPGLASS_FONTS.";
}

/// Returns line height over em, by which ImGui measures a size, or 0 if FreeType cannot read the file.
float height_of_em(FT_Library library, const std::string& path) {
  FT_Face face = nullptr;
  if (path.empty() || FT_New_Face(library, path.c_str(), 0, &face) != 0) return 0;
  const auto height = static_cast<float>(face->ascender - face->descender);
  const auto em = static_cast<float>(face->units_per_EM);
  const bool usable = FT_IS_SCALABLE(face) && height > 0;
  FT_Done_Face(face);
  return usable ? height / em : 0;
}

class Builder {
 public:
  Builder(ImFontAtlas& atlas, const Files& files, float scale)
      : atlas_(atlas), symbols_(files.symbols), scale_(scale) {
    FT_Init_FreeType(&library_);
  }
  ~Builder() { FT_Done_FreeType(library_); }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  /// Adds a face at an em of `size`; ImGui's own where the file cannot be used.
  ImFont* add(const std::string& path, float size, const ImWchar* glyphs = all_glyphs, float spacing = 0) {
    const float ratio = height_of_em(library_, path);
    if (ratio <= 0) return add_builtin(size);
    ImFontConfig config;
    config.GlyphRanges = glyphs;
    config.GlyphExtraSpacing.x = spacing * scale_;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    config.PixelSnapH = true;
    ImFont* font = atlas_.AddFontFromFileTTF(path.c_str(), size * scale_ * ratio, &config);
    add_symbols(path, size, glyphs);
    return font;
  }

 private:
  void add_symbols(const std::string& path, float size, const ImWchar* glyphs) {
    const float ratio = height_of_em(library_, symbols_);
    if (ratio <= 0 || symbols_ == path) return;
    ImFontConfig config;
    config.GlyphRanges = glyphs;
    config.MergeMode = true;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    config.PixelSnapH = true;
    atlas_.AddFontFromFileTTF(symbols_.c_str(), size * scale_ * ratio, &config);
  }

  ImFont* add_builtin(float size) {
    ImFontConfig config;
    config.SizePixels = std::round(std::max(size * scale_, 13.0F));  // drawn for 13 pixels; never below
    return atlas_.AddFontDefault(&config);
  }

  ImFontAtlas& atlas_;
  std::string symbols_;
  float scale_;
  FT_Library library_ = nullptr;
};

}  // namespace

Fonts build_fonts(float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.TexGlyphPadding = 1;
  reserve_pattern_tiles(atlas, scale);
  const Files files = find_files();
  Builder builder(atlas, files, scale);
  Fonts fonts;
  fonts.body = builder.add(files.regular, 15);  // the first added is ImGui's default
  fonts.small = builder.add(files.regular, 13);
  fonts.strong = builder.add(files.strong, 15);
  fonts.title = builder.add(files.strong, 20);
  fonts.large = builder.add(files.strong, 28, title_glyphs);
  fonts.caps = builder.add(files.strong, 12, all_glyphs, 0.6F);
  fonts.mono = builder.add(files.mono, 13.5F);
  fonts.mono_small = builder.add(files.mono, 12);
  fonts.notice = notice_for(files);
  atlas.Build();
  paint_pattern_tiles(atlas, scale);
  // Whole line heights keep every line of a column on whole pixels; the glyphs are not scaled by it.
  for (ImFont* font : atlas.Fonts) font->FontSize = std::round(font->FontSize);
  ImGui::GetIO().FontDefault = fonts.body;
  return fonts;
}

}  // namespace loopglass::platform
