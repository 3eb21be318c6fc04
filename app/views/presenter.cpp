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

/// Draws the line, and returns the room above it.
Rect room_above(const QuietLine& line, const Canvas& canvas, const Rect& window) {
  Rect rest = window;
  const Rect row = rest.take_bottom(canvas.px(26));
  canvas.controls.add("toast.place", row);
  if (line.is_taken) return rest;
  ImFont* font = canvas.fonts.body;
  const float y = row.centre().y - font->FontSize / 2 - canvas.px(2);
  Rect left = row.inset(canvas.px(14), 0);
  if (!line.stop.empty()) {
    const std::string words = Canvas::shortened(font, line.stop, left.width() * 0.6f);
    const Rect place = left.take_right(Canvas::measure(font, words).x + canvas.px(18));
    Canvas::list()->AddCircleFilled({place.left + canvas.px(6), y + font->FontSize / 2 + canvas.px(1)},
                                    canvas.px(5), canvas.theme.panicked.u32());
    canvas.text(font, {place.left + canvas.px(18), y}, canvas.theme.text, words);
    canvas.controls.add("presenter.stop", place);
    left.right -= canvas.px(16);
  }
  canvas.clipped(font, {left.left, y}, canvas.theme.dim_text, line.title, left.width());
  canvas.controls.add("presenter.title", left);
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

void Presenter::draw(const Canvas& canvas, const Rect& window, const QuietLine& line, const Stage& stage,
                     TimelineView& timeline, Commands& commands) const {
  Rect rest = room_above(line, canvas, window);
  const float high = canvas.fonts.large->FontSize * 2 + canvas.px(20);
  const Rect words = rest.take_bottom(std::min(high, window.height() * 0.28f));
  if (shows_loop_) {
    draw_loop_picture(canvas, rest, stage, commands);
  } else {
    timeline.set_large(true);
    timeline.draw(canvas, rest, stage, commands);
    timeline.set_large(false);
  }
  canvas.line(words.min(), {words.right, words.top}, canvas.theme.hairline, canvas.hairline());
  draw_sentence(canvas, words, stage, canvas.fonts.large, nullptr);
  canvas.controls.add("presenter", window);
}

void Presenter::draw(const Canvas& canvas, const Rect& window, const QuietLine& line,
                     const Comparing& comparing, const std::vector<Stage>& stages, ComparisonView& view,
                     std::vector<Commands>& commands) const {
  view.draw(canvas, room_above(line, canvas, window), shows_loop_ ? PictureView::loop : PictureView::timeline,
            comparing, stages, commands);
  canvas.controls.add("presenter", window);
}

}  // namespace loopglass
