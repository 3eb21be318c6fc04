#include "app/views/presenter.hpp"

#include <algorithm>
#include <cmath>

#include "app/views/loop_view.hpp"
#include "app/views/sentence_view.hpp"

namespace loopglass {
namespace {

// The picture is laid out for so many units, which is little: type is large for the last row.
constexpr float laid_out_width = 900;
constexpr float laid_out_height = 506;

/// All but the row that is kept for what the program says.
Rect room_above_toast(const Canvas& canvas, const Rect& window) {
  Rect rest = window;
  canvas.controls.add("toast.place", rest.take_bottom(canvas.px(26)));
  return rest;
}

}  // namespace

float presenter_scale(float width, float height) {
  const float scale = std::min(width / laid_out_width, height / laid_out_height);
  // In steps, so that not every size of a window that is being dragged needs fonts of its own.
  return std::clamp(std::floor(scale * 4) / 4, 1.0f, platform::Surface::max_scale);
}

void Presenter::enter(const platform::Surface& surface) {
  is_on_ = true;
  scale_before_ = surface.scale();
  chosen_scale_ = 0;
}

void Presenter::leave(platform::Surface& surface) {
  is_on_ = false;
  surface.set_scale(scale_before_);
}

void Presenter::fit(const Rect& window, platform::Surface& surface) const {
  const float wanted = chosen_scale_ > 0 ? chosen_scale_ : presenter_scale(window.width(), window.height());
  if (wanted != surface.scale()) surface.set_scale(wanted);
}

void Presenter::draw(const Canvas& canvas, const Rect& window, const Stage& stage, TimelineView& timeline,
                     Commands& commands) const {
  Rect rest = room_above_toast(canvas, window);
  const float high = canvas.fonts.large->FontSize * 2 + canvas.px(20);
  const Rect words = rest.take_bottom(std::min(high, window.height() * 0.28f));
  if (shows_loop_) {
    draw_loop_picture(canvas, rest, stage, commands);
  } else {
    timeline.draw(canvas, rest, stage, commands);
  }
  canvas.line(words.min(), {words.right, words.top}, canvas.theme.hairline, canvas.hairline());
  draw_sentence(canvas, words, stage, canvas.fonts.large);
  canvas.controls.add("presenter", window);
}

void Presenter::draw(const Canvas& canvas, const Rect& window, const Comparing& comparing,
                     const std::vector<Stage>& stages, ComparisonView& view,
                     std::vector<Commands>& commands) const {
  view.draw(canvas, room_above_toast(canvas, window), shows_loop_ ? PictureView::loop : PictureView::timeline,
            comparing, stages, commands);
  canvas.controls.add("presenter", window);
}

}  // namespace loopglass
