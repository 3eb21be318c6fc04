// Points and rectangles in pixels, and the few sums that a picture needs.
#pragma once
#include <imgui.h>

#include <algorithm>
#include <utility>

namespace loopglass {

struct Rect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  float width() const { return right - left; }
  float height() const { return bottom - top; }
  ImVec2 min() const { return {left, top}; }
  ImVec2 max() const { return {right, bottom}; }
  ImVec2 centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool operator==(const Rect&) const = default;
  bool contains(ImVec2 p) const { return p.x >= left && p.x < right && p.y >= top && p.y < bottom; }

  Rect inset(float by) const { return {left + by, top + by, right - by, bottom - by}; }
  Rect inset(float x, float y) const { return {left + x, top + y, right - x, bottom - y}; }

  // Each cuts a part off and leaves the rest in this rectangle.
  Rect take_top(float height) {
    const float at = std::min(top + height, bottom);
    return {left, std::exchange(top, at), right, at};
  }
  Rect take_bottom(float height) {
    const float at = std::max(bottom - height, top);
    return {left, at, right, std::exchange(bottom, at)};
  }
  Rect take_left(float width) {
    const float at = std::min(left + width, right);
    return {std::exchange(left, at), top, at, bottom};
  }
  Rect take_right(float width) {
    const float at = std::max(right - width, left);
    return {at, top, std::exchange(right, at), bottom};
  }
};

inline bool operator==(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

inline float mix(float a, float b, float t) { return a + (b - a) * t; }
inline ImVec2 mix(ImVec2 a, ImVec2 b, float t) { return {mix(a.x, b.x, t), mix(a.y, b.y, t)}; }

/// Slow at both ends, 0 to 1.
inline float ease(float t) { return t * t * (3.0f - 2.0f * t); }

/// The part of `t` from `begin` to `end`, stretched to 0 to 1.
inline float part(float t, float begin, float end) {
  return std::clamp((t - begin) / (end - begin), 0.0f, 1.0f);
}

}  // namespace loopglass
