#include "app/views/terms.hpp"

#include <algorithm>
#include <vector>

#include "app/model/glossary.hpp"
#include "app/views/floating.hpp"

namespace loopglass {
namespace {

/// Dots below the words, on whole pixels.
void underline(const Canvas& c, const Rect& words, Colour colour) {
  const float dot = c.hairline();
  const float y = std::round(words.bottom);
  for (float x = std::round(words.left); x < words.right; x += 3 * dot)
    c.fill({x, y, x + dot, y + dot}, colour);
}

/// Beside `place`; with `aside` at its height, to the side of that.
void draw_card(const Canvas& c, const Rect& place, const Term& term, const Rect* aside) {
  const auto px = [&](float units) { return c.px(units); };
  const float width = std::min(px(300), ImGui::GetIO().DisplaySize.x - px(16)) - px(24);
  const float title = c.fonts.strong->FontSize + px(4);
  const ImVec2 size(width + px(24), title + Canvas::measure(c.fonts.body, term.meaning, width).y + px(20));
  const Rect r = aside ? place_aside(c, *aside, place.top, size) : place_beside(c, place, size);
  ImDrawList* list = draw_floating(c, r);
  std::string name(term.name);
  if (name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 'a' + 'A');
  const ImVec2 at(r.left + px(12), r.top + px(9));
  list->AddText(c.fonts.strong, c.fonts.strong->FontSize, at, c.theme.accent.u32(), name.c_str());
  Canvas::wrapped(list, c.fonts.body, {at.x, at.y + title}, c.theme.text, term.meaning, width);
  c.controls.add("card." + std::string(term.name), r);
}

/// Marks the terms of a text that was drawn at `at`; whether the mouse is on one of them. Their cards stand
/// beside `place`, else beside the words.
bool mark_terms(const Canvas& c, ImFont* font, ImVec2 at, Colour colour, std::string_view text, float width,
                const Rect* place_of_card = nullptr, ToldTerms* told = nullptr, const Rect* aside = nullptr) {
  std::vector<TermPlace> places = terms_in(text);
  if (told)
    std::erase_if(places, [&](const TermPlace& place) { return !told->emplace(place.term->name).second; });
  if (places.empty()) return false;
  bool explains = false;
  const std::vector<std::string_view> lines = Canvas::lines(font, text, width);
  const ImVec2 clip_min = Canvas::list()->GetClipRectMin();
  const ImVec2 clip_max = Canvas::list()->GetClipRectMax();
  const bool is_pointed_at = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  for (const TermPlace& place : places) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto begin = static_cast<std::size_t>(lines[i].data() - text.data());
      const std::size_t from = std::max(place.begin, begin);
      const std::size_t to = std::min(place.end, begin + lines[i].size());
      if (from >= to) continue;
      const float x = at.x + Canvas::measure(font, text.substr(begin, from - begin)).x;
      const float y = at.y + font->FontSize * static_cast<float>(i);
      const Rect words{x, y, x + Canvas::measure(font, text.substr(from, to - from)).x, y + font->FontSize};
      if (words.top < clip_min.y || words.bottom > clip_max.y || words.right > clip_max.x) continue;
      underline(c, words, colour.with_alpha(0.55f));
      c.controls.add("term." + std::string(place.term->name), words);
      if (!is_pointed_at || !c.controls.explains() || !words.contains(ImGui::GetMousePos())) continue;
      draw_card(c, place_of_card ? *place_of_card : words, *place.term, aside);
      explains = true;
    }
  }
  return explains;
}

}  // namespace

bool draw_with_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                     float width, const Rect* aside) {
  const ImVec2 whole(std::round(at.x), std::round(at.y));
  canvas.wrapped(font, whole, colour, text, width);
  return mark_terms(canvas, font, whole, colour, text, width, nullptr, nullptr, aside);
}

bool draw_with_new_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                         float width, ToldTerms& told) {
  const ImVec2 whole(std::round(at.x), std::round(at.y));
  canvas.wrapped(font, whole, colour, text, width);
  return mark_terms(canvas, font, whole, colour, text, width, nullptr, &told);
}

void draw_caption_with_terms(const Canvas& canvas, ImFont* font, ImVec2 at, Colour colour,
                             std::string_view text, const Rect& place) {
  const ImVec2 whole(std::round(at.x), std::round(at.y));
  canvas.text(font, whole, colour, text);
  mark_terms(canvas, font, whole, colour, text, 0, &place);
}

void paragraph_with_terms(const Canvas& canvas, ImFont* font, Colour colour, const std::string& text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  canvas.paragraph(font, colour, text);
  mark_terms(canvas, font, at, colour, text, width);
}

}  // namespace loopglass
