#include "app/views/toast.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {

namespace {

/// Where a word covers nothing that is read: a place that is kept for it, else the picture of the whole run,
/// else between the loop and its sentence, else the lower edge.
Rect place_for(const Canvas& canvas, const Rect& window) {
  const float high = canvas.px(24);
  Rect place{window.left, window.bottom - high, window.right, window.bottom};
  for (const Controls::Control& control : canvas.controls.all()) {
    const float top = control.place.top + canvas.px(6) - high;
    if (control.name.ends_with("sentence"))
      place = {control.place.left, top, control.place.right, top + high};
  }
  for (const Controls::Control& control : canvas.controls.all()) {
    if (control.name.ends_with("timeline.overview") && control.place.height() > 0) place = control.place;
  }
  for (const Controls::Control& control : canvas.controls.all()) {
    if (control.name == "toast.place") place = control.place;
  }
  const float middle = std::min(place.centre().y, window.bottom - high / 2);
  return {place.left, middle - high / 2, place.right, middle + high / 2};
}

}  // namespace

bool Toast::draw(const Canvas& canvas, const Rect& window, double now) {
  if (until_ < 0) until_ = now + 3.0;
  const bool was_shown = is_shown();
  pass(now);
  shown_ = text_;
  if (shown_.empty()) return was_shown;
  const Rect place = place_for(canvas, window);
  const float widest = window.width() - canvas.px(60);
  ImFont* font = Canvas::fits(canvas.fonts.body, shown_, widest) ? canvas.fonts.body : canvas.fonts.small;
  const std::string text = Canvas::shortened(font, shown_, widest);
  const float half = Canvas::measure(font, text).x / 2 + canvas.px(14);
  const float middle =
      std::clamp(place.centre().x, window.left + half, std::max(window.left + half, window.right - half));
  const Rect r{std::round(middle - half), std::round(place.top), std::round(middle + half),
               std::round(place.bottom)};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(r.min(), r.max(), canvas.theme.raised.with_alpha(1.0f).u32(), canvas.px(4));
  list->AddRect(r.min(), r.max(), canvas.theme.accent.u32(), canvas.px(4), 0, canvas.hairline());
  list->AddText(font, font->FontSize, {r.left + canvas.px(14), std::round(r.centre().y - font->FontSize / 2)},
                canvas.theme.text.u32(), text.c_str());
  canvas.controls.add("toast", r);
  return true;
}

}  // namespace loopglass
