#include "app/views/task_token.hpp"

#include <cmath>
#include <numbers>

#include "app/model/names.hpp"
#include "app/platform/icons.hpp"

namespace loopglass {
namespace {

/// The rim says the state without colour: solid, dotted, hollow or torn.
void draw_rim(const Canvas& canvas, ImVec2 c, float radius, Colour colour, TaskStatus status) {
  const float thickness = std::max(canvas.px(2), radius * 0.11f);
  if (status != TaskStatus::queued) {
    Canvas::list()->AddCircle(c, radius, colour.u32(), 0, thickness);
    return;
  }
  constexpr int dots = 16;
  for (int i = 0; i < dots; ++i) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / dots;
    Canvas::list()->AddCircleFilled({c.x + radius * std::cos(angle), c.y + radius * std::sin(angle)},
                                    thickness * 0.62f, colour.u32(), 8);
  }
}

void draw_letters(const Canvas& canvas, ImVec2 c, float radius, TaskId task, Colour ink) {
  const std::string text = letters(task);
  ImFont* font = canvas.fonts.strong;
  // The letter fills the token, whatever its size.
  const float size = radius * (text.size() == 1 ? 1.30f : text.size() == 2 ? 1.02f : 0.76f);
  ImFont* source = size > canvas.fonts.title->FontSize ? canvas.fonts.large : font;
  const ImVec2 measured = source->CalcTextSizeA(size, 1e9f, 0, text.c_str());
  Canvas::list()->AddText(source, size, {std::round(c.x - measured.x / 2), std::round(c.y - measured.y / 2)},
                          ink.u32(), text.c_str());
}

}  // namespace

Colour hue_of(const Theme& theme, TaskId task) { return theme.task_hue(raw(task) - 1); }

Colour colour_of(const Theme& theme, TaskStatus status) {
  switch (status) {
    case TaskStatus::queued: return theme.queued;
    case TaskStatus::polling: return theme.polling;
    case TaskStatus::waiting: return theme.waiting;
    case TaskStatus::returned: return theme.done;
    case TaskStatus::cancelled: return theme.cancelled;
    case TaskStatus::panicked: return theme.panicked;
  }
  return theme.waiting;
}

Colour colour_of(const Theme& theme, LaneState state) {
  switch (state) {
    case LaneState::queued: return theme.queued;
    case LaneState::polling: return theme.polling;
    case LaneState::waiting: return theme.waiting;
    case LaneState::blocking: return theme.blocking;
    case LaneState::returned: return theme.done;
    case LaneState::cancelled: return theme.cancelled;
    case LaneState::panicked: return theme.panicked;
  }
  return theme.waiting;
}

const char* word_for(TaskStatus status) {
  switch (status) {
    case TaskStatus::queued: return "queued";
    case TaskStatus::polling: return "polling";
    case TaskStatus::waiting: return "waiting";
    case TaskStatus::returned: return "done";
    case TaskStatus::cancelled: return "cancelled";
    case TaskStatus::panicked: return "panicked";
  }
  return "";
}

const char* word_for(LaneState state) {
  switch (state) {
    case LaneState::queued: return "queued";
    case LaneState::polling: return "polling";
    case LaneState::waiting: return "waiting";
    case LaneState::blocking: return "blocking the thread";
    case LaneState::returned: return "done";
    case LaneState::cancelled: return "cancelled";
    case LaneState::panicked: return "panicked";
  }
  return "";
}

void draw_badge(const Canvas& canvas, ImVec2 centre, float radius, TaskId task, float alpha) {
  const Colour hue = hue_of(canvas.theme, task);
  Canvas::list()->AddCircleFilled(centre, radius, hue.with_alpha(alpha).u32());
  draw_letters(canvas, centre, radius, task, canvas.theme.ink_on(hue).with_alpha(alpha));
}

void draw_worker_badge(const Canvas& canvas, ImVec2 centre, float radius, std::uint16_t worker) {
  const Rect box{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
  canvas.frame(box, canvas.theme.dim_text, canvas.hairline(), canvas.px(2));
  canvas.centred(canvas.fonts.small, centre, canvas.theme.text, std::to_string(worker));
}

void draw_token(const Canvas& canvas, ImVec2 centre, float radius, TaskId task, const TokenLook& look) {
  if (look.alpha <= 0.01f || radius < 1) return;
  const Theme& theme = canvas.theme;
  const Colour hue = hue_of(theme, task);
  const Colour rim = (look.blocking ? theme.blocking : colour_of(theme, look.status)).with_alpha(look.alpha);
  const bool done = look.status == TaskStatus::returned || look.status == TaskStatus::cancelled ||
                    look.status == TaskStatus::panicked;
  const bool hollow = look.status == TaskStatus::waiting;
  const float core = radius * 0.80f;
  ImDrawList* list = Canvas::list();

  list->AddCircleFilled(centre, radius * 0.99f, theme.background.with_alpha(look.alpha).u32());
  if (hollow) {
    list->AddCircleFilled(centre, core, theme.background.mix(hue, 0.20f).with_alpha(look.alpha).u32());
    list->AddCircle(centre, core, hue.with_alpha(look.alpha).u32(), 0,
                    std::max(canvas.px(1.5f), radius * 0.09f));
  } else {
    const Colour body = done ? theme.background.mix(hue, 0.55f) : hue;
    list->AddCircleFilled(centre, core, body.with_alpha(look.alpha).u32());
  }
  const Colour letter = hollow ? hue : theme.ink_on(done ? theme.background.mix(hue, 0.55f) : hue);
  draw_letters(canvas, centre, core, task, letter.with_alpha(look.alpha));
  draw_rim(canvas, centre, radius, rim, look.status);

  if (done) {
    using platform::Icon;
    const Icon mark = look.status == TaskStatus::returned    ? Icon::check
                      : look.status == TaskStatus::cancelled ? Icon::cross
                                                             : Icon::bang;
    const ImVec2 corner(centre.x + radius * 0.72f, centre.y + radius * 0.72f);
    list->AddCircleFilled(corner, radius * 0.52f, theme.background.with_alpha(look.alpha).u32());
    platform::icon(list, mark, corner, radius * 0.95f, rim.u32());
  }
  if (look.selected) {
    list->AddCircle(centre, radius + canvas.px(3), theme.accent.with_alpha(look.alpha).u32(), 0,
                    canvas.px(2));
  }
}

}  // namespace loopglass
