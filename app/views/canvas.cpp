#include "app/views/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace loopglass {
namespace {

const char* begin(std::string_view text) { return text.data(); }
const char* end(std::string_view text) { return text.data() + text.size(); }

}  // namespace

ImVec2 Canvas::measure(ImFont* font, std::string_view text, float wrap_width) {
  if (wrap_width <= 0) return font->CalcTextSizeA(font->FontSize, 1e9f, 0, begin(text), end(text));
  ImVec2 size;
  for (const std::string_view line : lines(font, text, wrap_width)) {
    size.x = std::max(size.x, measure(font, line).x);
    size.y += font->FontSize;
  }
  size.y = std::max(size.y, font->FontSize);
  return size;
}

std::vector<std::string_view> Canvas::lines(ImFont* font, std::string_view text, float width) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  std::vector<std::string_view> found;
  const char* const last = end(text);
  for (const char* from = begin(text); from < last;) {
    const char* const newline = std::find(from, last, '\n');
    const char* to = newline;
    if (width > 0) {
      to = std::min(font->CalcWordWrapPositionA(1.0f, from, last, width), newline);
      // ImGui breaks behind a point or a comma, too, and so in the middle of a number.
      if (to > from && to < newline && !is_blank(*to) && !is_blank(to[-1])) {
        const char* blank = to;
        while (blank > from && !is_blank(*blank)) --blank;
        if (blank > from) to = blank;
      }
      if (to == from && to != newline) ++to;
    }
    found.emplace_back(from, static_cast<std::size_t>(to - from));
    from = to;
    // A break swallows the blanks, or the end of the line.
    while (from < last && is_blank(*from)) ++from;
    if (from < last && *from == '\n') ++from;
  }
  return found;
}

float Canvas::line_height(ImFont* font) { return font->FontSize; }

void Canvas::text(ImFont* font, ImVec2 at, Colour colour, std::string_view text) const {
  const ImVec2 whole(std::round(at.x), std::round(at.y));
  list()->AddText(font, font->FontSize, whole, colour.u32(), begin(text), end(text));
}

void Canvas::wrapped(ImDrawList* list, ImFont* font, ImVec2 at, Colour colour, std::string_view text,
                     float width) {
  ImVec2 whole(std::round(at.x), std::round(at.y));
  for (const std::string_view line : lines(font, text, width)) {
    list->AddText(font, font->FontSize, whole, colour.u32(), begin(line), end(line));
    whole.y += font->FontSize;
  }
}

void Canvas::centred(ImFont* font, ImVec2 centre, Colour colour, std::string_view words) const {
  const ImVec2 size = measure(font, words);
  text(font, {centre.x - size.x / 2, centre.y - size.y / 2}, colour, words);
}

std::string Canvas::shortened(ImFont* font, std::string_view text, float width) {
  if (measure(font, text).x <= width) return std::string(text);
  const std::string_view ellipsis = "…";
  const float room = width - measure(font, ellipsis).x;
  if (room <= 0) return "";
  const char* rest = nullptr;
  font->CalcTextSizeA(font->FontSize, room, 0.0f, begin(text), end(text), &rest);
  std::string_view kept = text.substr(0, static_cast<std::size_t>(rest - text.data()));
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return kept.empty() ? "" : std::string(kept) + std::string(ellipsis);
}

std::vector<std::string> Canvas::broken(ImFont* font, std::string_view text, float width, std::size_t most) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < most) {
    if (lines.size() + 1 == most || measure(font, text).x <= width) {
      lines.push_back(shortened(font, text, width));
      break;
    }
    std::size_t at = text.size();
    do {
      at = at == 0 ? std::string_view::npos : text.rfind(' ', at - 1);
    } while (at != std::string_view::npos && measure(font, text.substr(0, at)).x > width);
    // A word that is too long has a line to itself.
    if (at == std::string_view::npos) at = std::min(text.find(' '), text.size());
    lines.push_back(shortened(font, text.substr(0, at), width));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return lines;
}

bool Canvas::fits(ImFont* font, std::string_view text, float width, std::size_t most) {
  if (measure(font, text).x <= width) return true;
  std::size_t letters = 0;
  const std::vector<std::string> lines = broken(font, text, width, most);
  for (const std::string& line : lines) {
    if (line.ends_with("…")) return false;
    letters += line.size() + 1;
  }
  return letters == text.size() + 1;
}

std::string Canvas::fitting(ImFont* font, std::initializer_list<std::string> texts, float width) {
  for (const std::string& text : texts) {
    if (measure(font, text).x <= width) return text;
  }
  return texts.size() == 0 ? "" : shortened(font, *std::prev(texts.end()), width);
}

void Canvas::clipped(ImFont* font, ImVec2 at, Colour colour, std::string_view words, float width) const {
  text(font, at, colour, shortened(font, words, width));
}

void Canvas::fill(const Rect& r, Colour colour, float rounding) const {
  list()->AddRectFilled(r.min(), r.max(), colour.u32(), rounding);
}

void Canvas::frame(const Rect& r, Colour colour, float thickness, float rounding) const {
  list()->AddRect(r.min(), r.max(), colour.u32(), rounding, 0, thickness);
}

void Canvas::line(ImVec2 a, ImVec2 b, Colour colour, float thickness) const {
  list()->AddLine(a, b, colour.u32(), thickness);
}

void Canvas::dashed(ImVec2 a, ImVec2 b, Colour colour, float thickness, float dash) const {
  const float length = std::hypot(b.x - a.x, b.y - a.y);
  for (float at = 0; at < length; at += 2 * dash) {
    line(mix(a, b, at / length), mix(a, b, std::min(at + dash, length) / length), colour, thickness);
  }
}

void Canvas::arrow_head(ImVec2 tip, ImVec2 direction, Colour colour, float size) const {
  const float length = std::hypot(direction.x, direction.y);
  if (length <= 0) return;
  const ImVec2 d(direction.x / length * size, direction.y / length * size);
  const ImVec2 back(tip.x - d.x, tip.y - d.y);
  list()->AddTriangleFilled(tip, {back.x - d.y * 0.55f, back.y + d.x * 0.55f},
                            {back.x + d.y * 0.55f, back.y - d.x * 0.55f}, colour.u32());
}

void Canvas::paragraph(ImFont* font, Colour colour, const std::string& text) const {
  if (text.empty()) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = std::max(ImGui::GetContentRegionAvail().x, 1.0f);
  wrapped(font, at, colour, text, width);
  ImGui::Dummy(measure(font, text, width));
}

Rect Canvas::panel(const Rect& r, std::string_view title) const {
  Rect body = r.inset(px(12), px(8));
  const Rect head = body.take_top(px(20));
  text(fonts.caps, head.min(), theme.dim_text, title);
  body.take_top(px(4));
  return body;
}

}  // namespace loopglass
