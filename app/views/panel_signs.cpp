// The signs of the timeline, the source and the lists, as Help has them.
#include "app/platform/icons.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/sign_sheet.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

using platform::Icon;

constexpr auto sample_task = static_cast<TaskId>(1);
constexpr auto other_task = static_cast<TaskId>(3);

Rect bar(const SignSheet& s, const Rect& r) {
  return {r.left, r.centre().y - s.px(7), r.right - s.px(4), r.centre().y + s.px(7)};
}

void lanes(SignSheet& s) {
  const Canvas& c = s.c;
  s.caption("ON THE TIMELINE");
  s.sign("A lane, with time to the right: waiting is a line, ready is dotted, polled is full.",
         [&](const Rect& r) {
           const Rect b = bar(s, r);
           const float third = b.width() / 3;
           c.line({b.left, b.centre().y}, {b.left + third, b.centre().y}, s.theme().waiting, s.px(1.5f));
           const Rect queued{b.left + third, b.top, b.left + third * 2, b.bottom};
           c.fill(queued, s.theme().queued.with_alpha(0.3f));
           platform::dots(Canvas::list(), queued.min(), queued.max(), s.theme().queued.u32());
           c.fill({queued.right, b.top, b.right, b.bottom}, s.theme().polling);
         });
  s.sign("Orange stripes: the task blocks the loop, and no other lane goes on.", [&](const Rect& r) {
    const Rect b = bar(s, r);
    c.fill(b, s.theme().blocking.with_alpha(0.35f));
    platform::hatch(Canvas::list(), b.min(), b.max(), s.theme().blocking.u32());
  });
  s.sign("Orange dashes: its timer is due and has not fired yet, because the loop is busy.",
         [&](const Rect& r) {
           const Rect b = bar(s, r);
           c.dashed({b.left, b.centre().y}, {b.right, b.centre().y}, s.theme().blocking, s.px(2.5f), s.px(5));
           c.line({b.left, b.top}, {b.left, b.bottom}, s.theme().blocking, s.px(2));
         });
  s.sign("An arrow from lane to lane: who woke whom. Click it to see why.", [&](const Rect& r) {
    const float x = r.left + s.px(14);
    c.line({x, r.top}, {x, r.bottom - s.px(6)}, s.theme().accent, s.px(1.5f));
    c.arrow_head({x, r.bottom}, {0, 1}, s.theme().accent, s.px(7));
  });
  s.sign("The end of a task: done, cancelled, panicked.", [&](const Rect& r) {
    const float y = r.centre().y;
    platform::icon(Canvas::list(), Icon::check, {r.left + s.px(9), y}, s.px(15), s.theme().done.u32());
    platform::icon(Canvas::list(), Icon::cross, {r.left + s.px(25), y}, s.px(15), s.theme().cancelled.u32());
    platform::icon(Canvas::list(), Icon::bang, {r.left + s.px(41), y}, s.px(15), s.theme().panicked.u32());
  });
  s.sign("A warning: click it to read why it matters and what to do.", [&](const Rect& r) {
    platform::icon(Canvas::list(), Icon::warning, {r.left + s.px(14), r.centre().y}, s.px(20),
                   s.theme().warning.u32());
  });
}

void marks(SignSheet& s) {
  const Canvas& c = s.c;
  s.sign("The moment that is shown. Drag it.", [&](const Rect& r) {
    const float x = r.left + s.px(14);
    c.line({x, r.top}, {x, r.bottom}, s.theme().accent, s.px(2));
    Canvas::list()->AddTriangleFilled({x - s.px(6), r.top}, {x + s.px(6), r.top}, {x, r.top + s.px(8)},
                                      s.theme().accent.u32());
  });
  s.sign("A flag: a bookmark.", [&](const Rect& r) {
    const float x = r.left + s.px(10);
    c.line({x, r.top}, {x, r.bottom}, s.theme().text.with_alpha(0.55f), c.hairline());
    Canvas::list()->AddTriangleFilled({x, r.top + s.px(2)}, {x + s.px(15), r.top + s.px(8)},
                                      {x, r.top + s.px(14)}, s.theme().text.u32());
  });
  s.sign(
      "Red dots at the ruler: playing stops there. Short blue lines: what Find has found.",
      [&](const Rect& r) {
        c.line({r.left, r.centre().y + s.px(3)}, {r.right, r.centre().y + s.px(3)}, s.theme().hairline,
               c.hairline());
        Canvas::list()->AddCircleFilled({r.left + s.px(14), r.centre().y}, s.px(4), s.theme().panicked.u32());
        const float x = r.left + s.px(36);
        c.fill({x - s.px(1), r.centre().y + s.px(3), x + s.px(1), r.bottom}, s.theme().accent);
      });
  s.sign("A dashed line through all lanes: where two runs part, or where somebody has acted by hand.",
         [&](const Rect& r) {
           const float x = r.left + s.px(14);
           c.dashed({x, r.top}, {x, r.bottom}, s.theme().text, s.px(1.5f), s.px(4));
         });
}

void source(SignSheet& s) {
  const Canvas& c = s.c;
  ImFont* font = c.fonts.mono_small;
  const auto number = [&](const Rect& r, const char* text, Colour ink) {
    c.text(font, {r.left + s.px(8), r.centre().y - font->FontSize / 2}, ink, text);
  };
  s.caption("IN THE SOURCE");
  s.sign("The line that runs, or that the present event is of.", [&](const Rect& r) {
    const Rect line = r.inset(0, s.px(2));
    c.fill(line, s.theme().selection);
    c.fill({line.left, line.top, line.left + s.px(3), line.bottom}, s.theme().accent);
    number(r, "12", s.theme().dim_text);
  });
  s.sign("A number on red: a breakpoint. Click a number to set one, and again to take it away.",
         [&](const Rect& r) {
           c.fill({r.left + s.px(4), r.top + s.px(3), r.left + s.px(30), r.bottom - s.px(3)},
                  s.theme().panicked, s.px(3));
           number(r, "12", s.theme().ink_on(s.theme().panicked));
         });
  s.sign("Badges: the tasks that are at this line, running or waiting.", [&](const Rect& r) {
    draw_badge(c, {r.left + s.px(10), r.centre().y}, s.px(8), sample_task);
    draw_badge(c, {r.left + s.px(30), r.centre().y}, s.px(8), other_task);
  });
  s.sign("A blue frame: the line of what is asked about.",
         [&](const Rect& r) { c.frame(r.inset(s.px(1), s.px(3)), s.theme().accent, s.px(1.5f), s.px(3)); });
}

void lists(SignSheet& s) {
  const Canvas& c = s.c;
  s.caption("EVERYWHERE");
  s.sign("A blue ring or frame: what is selected, or where the keys go (Tab).", [&](const Rect& r) {
    Canvas::list()->AddCircle({r.left + s.px(14), r.centre().y}, s.px(10), s.theme().accent.u32(), 0,
                              s.px(2));
  });
  s.sign("A word with dots below it says what it means when the mouse is on it.", [&](const Rect& r) {
    c.text(c.fonts.body, r.min(), s.theme().text, "waker");
    const float y = std::round(r.top + c.fonts.body->FontSize + s.px(1));
    const float end = r.left + Canvas::measure(c.fonts.body, "waker").x;
    for (float x = r.left; x < end; x += 3 * c.hairline())
      c.fill({x, y, x + c.hairline(), y + c.hairline()}, s.theme().text.with_alpha(0.7f));
  });
}

}  // namespace

void draw_panel_signs(SignSheet& sheet) {
  lanes(sheet);
  marks(sheet);
  source(sheet);
  lists(sheet);
}

}  // namespace loopglass
