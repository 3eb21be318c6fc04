// The page of signs in Help: samples with their words beside them, under captions, in one column or two.
#pragma once
#include <algorithm>
#include <string_view>

#include "app/views/canvas.hpp"

namespace loopglass {

/// Lays out from the cursor of the ImGui window that is being built; lives for one frame.
class SignSheet {
 public:
  SignSheet(const Canvas& canvas, float width) : c(canvas), origin_(ImGui::GetCursorScreenPos()) {
    two_ = width >= px(840);
    column_ = two_ ? (width - px(32)) / 2 : width;
    at = origin_;
  }

  const Canvas& c;
  ImVec2 at;  // where the next thing goes

  float px(float units) const { return c.px(units); }
  const Theme& theme() const { return c.theme; }
  float column() const { return column_; }

  /// To the top of the second column, where there is one.
  void next_column() {
    if (!two_) return;
    most_ = height();
    at = {origin_.x + column_ + px(32), origin_.y};
  }
  /// Of all that was drawn so far.
  float height() const { return std::max(most_, at.y - origin_.y); }

  void caption(std::string_view text) {
    if (at.y > origin_.y) at.y += px(8);
    c.text(c.fonts.caps, at, theme().dim_text, text);
    at.y += c.fonts.caps->FontSize + px(10);
  }

  /// `draw` draws the sample into a rectangle; the words stand beside it.
  template <class Draw>
  void sign(std::string_view words, const Draw& draw) {
    const float left = px(64);
    const float high = Canvas::measure(c.fonts.body, words, column_ - left).y;
    draw(Rect{at.x, at.y, at.x + px(52), at.y + px(24)});
    c.wrapped(c.fonts.body, {at.x + left, at.y + std::max(0.0f, (px(24) - high) / 2)}, theme().text, words,
              column_ - left);
    at.y += std::max(high, px(24)) + px(8);
  }

 private:
  ImVec2 origin_;
  float column_ = 0;
  float most_ = 0;
  bool two_ = false;
};

/// The signs of what stands round the loop: the timeline, the source and the lists.
void draw_panel_signs(SignSheet& sheet);

}  // namespace loopglass
