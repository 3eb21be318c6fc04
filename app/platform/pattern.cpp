#include "app/platform/pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace loopglass::platform {
namespace {

constexpr int most_marks = 4000;  // past this a pattern is a grey, and one fill says it cheaper

/// Fills the marks' share of the area as an even tint.
void tint(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float share) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 0xFFU) * std::clamp(share, 0.0F, 1.0F);
  const ImU32 thin = (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(alpha) << IM_COL32_A_SHIFT;
  list->AddRectFilled(min, max, thin);
}

/// Narrows a rectangle to what can be seen; false if nothing can.
bool clip(const ImDrawList* list, ImVec2& min, ImVec2& max) {
  const ImVec2 low = list->GetClipRectMin();
  const ImVec2 high = list->GetClipRectMax();
  min = ImVec2(std::max(min.x, low.x), std::max(min.y, low.y));
  max = ImVec2(std::min(max.x, high.x), std::min(max.y, high.y));
  return max.x - min.x >= 1.0F && max.y - min.y >= 1.0F;
}

/// Fills the part of the band between x + y = near and x + y = far that lies in the rectangle.
void stroke(ImDrawList* list, ImVec2 min, ImVec2 max, float near, float far, ImU32 colour) {
  near = std::max(near, min.x + min.y);
  far = std::min(far, max.x + max.y);
  if (far <= near) return;
  const auto lower_end = [&](float sum) {
    const float x = std::max(min.x, sum - max.y);
    return ImVec2(x, sum - x);
  };
  const auto upper_end = [&](float sum) {
    const float x = std::min(max.x, sum - min.y);
    return ImVec2(x, sum - x);
  };
  std::array<ImVec2, 6> corners;  // clockwise, as ImGui's smoothing wants it
  int count = 0;
  const auto put = [&](ImVec2 corner) { corners.at(static_cast<std::size_t>(count++)) = corner; };
  put(lower_end(near));
  put(upper_end(near));
  const float top_right = max.x + min.y;
  if (near < top_right && top_right < far) put(ImVec2(max.x, min.y));
  put(upper_end(far));
  put(lower_end(far));
  const float bottom_left = min.x + max.y;
  if (near < bottom_left && bottom_left < far) put(ImVec2(min.x, max.y));
  list->AddConvexPolyFilled(corners.data(), count, colour);
}

}  // namespace

void hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float thickness) {
  if (spacing <= 0 || !clip(list, min, max)) return;
  const float run = thickness * 1.41421356F;  // a stroke's width along x, as it stands at 45 degrees
  const float first = std::floor((min.x + min.y - run) / spacing) * spacing;
  const float last = max.x + max.y;
  const int count = static_cast<int>((last - first) / spacing) + 1;
  if (count > most_marks) return tint(list, min, max, colour, run / spacing);
  for (int n = 0; n < count; ++n) {
    const float near = first + spacing * static_cast<float>(n);
    stroke(list, min, max, near, near + run, colour);
  }
}

void dots(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float size) {
  if (spacing <= 0 || !clip(list, min, max)) return;
  const float step = spacing / 2;  // between rows; every other row stands half a spacing to the right
  const auto row_of = [&](float y) { return static_cast<int>(std::floor(y / step)); };
  const float marks = (max.x - min.x) * (max.y - min.y) / (spacing * step);
  if (marks > static_cast<float>(most_marks)) return tint(list, min, max, colour, size * size / (spacing * step));
  for (int row = row_of(min.y - size); row <= row_of(max.y); ++row) {
    const float y = std::round(static_cast<float>(row) * step);
    const float shift = (row & 1) != 0 ? step : 0;
    const float start = std::floor((min.x - size - shift) / spacing) * spacing + shift;
    for (float x = start; x < max.x; x += spacing) {
      const float left = std::round(x);
      const ImVec2 low(std::max(left, min.x), std::max(y, min.y));
      const ImVec2 high(std::min(left + size, max.x), std::min(y + size, max.y));
      if (low.x < high.x && low.y < high.y) list->AddRectFilled(low, high, colour);
    }
  }
}

}  // namespace loopglass::platform
