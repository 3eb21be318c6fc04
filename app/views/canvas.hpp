// What a view draws with: a draw list, the theme, the fonts and the scale, and words placed in rectangles.
// All sizes given to it are pixels; px() makes them from the design's units.
#pragma once
#include <imgui.h>

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "app/platform/fonts.hpp"
#include "app/platform/theme.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/geometry.hpp"

namespace loopglass {

using platform::Colour;
using platform::Fonts;
using platform::Theme;

class Canvas {
 public:
  Canvas(const Theme& theme, const Fonts& fonts, float scale, Controls& controls)
      : theme(theme), fonts(fonts), scale(scale), controls(controls) {}

  const Theme& theme;
  const Fonts& fonts;
  const float scale;
  Controls& controls;

  /// The draw list of the ImGui window that is being built.
  static ImDrawList* list() { return ImGui::GetWindowDrawList(); }

  float px(float units) const { return units * scale; }
  /// The thickness of a hairline: one whole pixel at least.
  float hairline() const { return std::max(1.0f, std::floor(scale)); }

  /// On one line, or with a width as `wrapped` draws it.
  static ImVec2 measure(ImFont* font, std::string_view text, float wrap_width = 0);
  static float line_height(ImFont* font);
  void text(ImFont* font, ImVec2 at, Colour colour, std::string_view text) const;
  /// The parts of a text that stand on a line each, where it is broken at `width`, which is not in the middle
  /// of a word or a number unless that is longer; 0: at ends of lines only.
  static std::vector<std::string_view> lines(ImFont* font, std::string_view text, float width);
  /// In such lines.
  void wrapped(ImFont* font, ImVec2 at, Colour colour, std::string_view text, float width) const {
    wrapped(list(), font, at, colour, text, width);
  }
  static void wrapped(ImDrawList* list, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                      float width);
  void centred(ImFont* font, ImVec2 centre, Colour colour, std::string_view text) const;
  /// On one line; what does not fit ends in an ellipsis.
  void clipped(ImFont* font, ImVec2 at, Colour colour, std::string_view text, float width) const;
  static std::string shortened(ImFont* font, std::string_view text, float width);
  /// Broken at blanks into `most` lines at most; what does not fit into them ends in an ellipsis.
  static std::vector<std::string> broken(ImFont* font, std::string_view text, float width, std::size_t most);
  /// Whether `broken` would cut nothing off.
  static bool fits(ImFont* font, std::string_view text, float width, std::size_t most = 1);
  /// The first of these that fits on one line; else the last, shortened.
  static std::string fitting(ImFont* font, std::initializer_list<std::string> texts, float width);

  void fill(const Rect& r, Colour colour, float rounding = 0) const;
  void frame(const Rect& r, Colour colour, float thickness, float rounding = 0) const;
  void line(ImVec2 a, ImVec2 b, Colour colour, float thickness) const;
  void dashed(ImVec2 a, ImVec2 b, Colour colour, float thickness, float dash) const;
  void arrow_head(ImVec2 tip, ImVec2 direction, Colour colour, float size) const;

  /// The next item of the ImGui window that is being built, broken into lines at its right edge.
  void paragraph(ImFont* font, Colour colour, const std::string& text) const;
  /// A panel's title in small capitals; returns the room below it.
  Rect panel(const Rect& r, std::string_view title) const;
};

}  // namespace loopglass
