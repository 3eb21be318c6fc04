// A theme: every colour of the window, named by what it means and never by how it looks.
// Invariants, held by tests: text reaches 4.5:1 against background and panel, shapes and task hues reach 3:1,
// and the twelve task hues stay apart for the three common kinds of colour blindness. States are never told
// by colour alone: patterns, labels and marks (pattern.hpp, icons.hpp) say the same. No sizes here: those are
// in apply_style.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "app/platform/colour.hpp"

namespace loopglass::platform {

struct Theme {
  std::string name;
  bool is_dark = true;

  Colour background;  ///< behind everything; the window is cleared with it
  Colour panel;       ///< panels, one step from the background
  Colour raised;      ///< what floats or can be pressed: popups, tooltips, buttons, fields
  Colour hover;       ///< `raised` under the mouse
  Colour hairline;    ///< lines between panels and round popups
  Colour text;
  Colour dim_text;   ///< secondary text; still 4.5:1
  Colour accent;     ///< the playhead, links, focus, what is chosen
  Colour selection;  ///< fill behind a chosen row or line of code; text stays readable on it

  Colour queued;
  Colour polling;
  Colour waiting;
  Colour blocking;
  Colour done;
  Colour cancelled;
  Colour panicked;
  Colour warning;

  Colour code_keyword;
  Colour code_string;
  Colour code_comment;
  Colour code_number;

  std::array<Colour, 12> task_hues;

  /// Returns the hue of the n-th task; after twelve they repeat (the letter tells them apart).
  [[nodiscard]] Colour task_hue(std::size_t n) const { return task_hues.at(n % task_hues.size()); }

  /// Returns near-black or white, whichever reads better on `fill`; always 4.5:1 on an opaque fill.
  [[nodiscard]] Colour ink_on(Colour fill) const;
};

[[nodiscard]] const Theme& dark();
[[nodiscard]] const Theme& light();
[[nodiscard]] const Theme& high_contrast();

/// Returns every theme, the default first.
[[nodiscard]] std::span<const Theme* const> all_themes();

/// Returns the one that follows in that row; after the last the first.
[[nodiscard]] const Theme& theme_after(const Theme& theme);

/// Returns the theme called `name` ("dark", "light", "high-contrast"), or nullptr.
[[nodiscard]] const Theme* find_theme(std::string_view name);

/// Sets colours, spacing and corners of the current ImGui context: flat, hairlines, spacing in steps of 4 ×
/// scale.
void apply_style(const Theme& theme, float scale);

}  // namespace loopglass::platform
