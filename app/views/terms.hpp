// Text whose terms explain themselves: a quiet dotted underline, and under the mouse a small card with the
// meaning. Each term is marked where it stands first in the text, so that the text stays calm.
//
// Invariant: a card never covers the term that it explains, and lies inside the window.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "app/views/canvas.hpp"

namespace loopglass {

/// Broken into lines at `width`; 0: one line. As Canvas::wrapped and Canvas::text otherwise. Returns whether
/// the mouse is on a term of it. The cards stand below or above the words, or to the side of `aside`, so that
/// nothing of that is covered.
bool draw_with_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                     float width = 0, const Rect* aside = nullptr);

/// Terms that are marked already, by name, for several texts that are read as one.
using ToldTerms = std::set<std::string, std::less<>>;
/// Marks those that are not told yet, and adds them.
bool draw_with_new_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                         float width, ToldTerms& told);

/// On one line, as the caption of what lies in `place`: its card stands beside that.
void draw_caption_with_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour,
                             std::string_view text, const Rect& place);

/// The next item of the ImGui window that is being built; as Canvas::paragraph otherwise.
void paragraph_with_terms(const Canvas& canvas, ImFont* font, Colour colour, const std::string& text);

}  // namespace loopglass
