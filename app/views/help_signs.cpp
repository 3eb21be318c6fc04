// The page of signs: what a disc, a place, a line and a mark of the window mean, each beside a sample. Here
// are those of the loop.
#include <numbers>
#include <string>

#include "app/platform/icons.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/help_view.hpp"
#include "app/views/sign_sheet.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr auto sample_task = static_cast<TaskId>(1);
constexpr auto other_task = static_cast<TaskId>(3);

class Signs {
 public:
  Signs(const Canvas& canvas, float width) : s_(canvas, width), c_(canvas) {}

  float draw() {
    states();
    loop();
    in_the_loop();
    s_.next_column();
    shared();
    draw_panel_signs(s_);
    return s_.height();
  }

 private:
  float px(float units) const { return c_.px(units); }
  const Theme& theme() const { return c_.theme; }
  ImDrawList* list() const { return Canvas::list(); }

  template <class Draw>
  void sign(std::string_view words, const Draw& draw) {
    s_.sign(words, draw);
  }

  void states() {
    s_.caption("A TASK AND ITS STATE");
    const auto state = [&](TaskStatus status, bool blocking, std::string_view words) {
      sign(words, [&](const Rect& r) {
        draw_token(c_, {r.left + px(14), r.centre().y}, px(12), sample_task, {status, blocking});
      });
    };
    state(TaskStatus::queued, false, "queued: ready, waits for its turn");
    state(TaskStatus::polling, false, "polling: it runs now; only one can");
    state(TaskStatus::polling, true, "blocking: it holds the thread, and all others stand still");
    state(TaskStatus::waiting, false, "waiting: its waker lies with what it waits for");
    state(TaskStatus::returned, false, "done: it has returned");
    state(TaskStatus::cancelled, false, "cancelled: its future was dropped");
    state(TaskStatus::panicked, false, "panicked: an exception ended it");
    sign("A task keeps its letter and its hue everywhere: in the loop, the source, the lists, the timeline.",
         [&](const Rect& r) {
           draw_badge(c_, {r.left + px(10), r.centre().y}, px(9), sample_task);
           draw_badge(c_, {r.left + px(34), r.centre().y}, px(9), other_task);
         });
    sign("A square is a thread: a worker beside the loop's own.", [&](const Rect& r) {
      draw_worker_badge(c_, {r.left + px(12), r.centre().y}, px(9), 1);
    });
  }

  void box(const Rect& r, std::string_view words) const {
    c_.frame(r, theme().dim_text, c_.hairline(), px(4));
    c_.centred(c_.fonts.small, r.centre(), theme().text, words);
  }

  /// The picture that a student should be able to draw from memory.
  void loop() {
    s_.caption("THE LOOP");
    const float width = std::min(s_.column(), px(420));
    const Rect r{s_.at.x + px(16), s_.at.y, s_.at.x + width, s_.at.y + px(92)};
    const float half = (r.width() - px(40)) / 2;
    const Rect queue{r.left, r.top, r.left + half, r.top + px(28)};
    const Rect executor{r.right - half, r.top, r.right, queue.bottom};
    const Rect waits{r.right - half, r.bottom - px(28), r.right, r.bottom};
    const Rect reactor{r.left, waits.top, r.left + half, r.bottom};
    box(queue, "ready queue");
    box(executor, "executor");
    box(reactor, "reactor");
    box(waits, "waiting room");
    const Colour way = theme().accent;
    const float head = px(7);
    const auto arrow = [&](ImVec2 from, ImVec2 to, ImVec2 direction) {
      c_.line(from, {to.x - direction.x * head, to.y - direction.y * head}, way, px(1.5f));
      c_.arrow_head(to, direction, way, head);
    };
    arrow({queue.right, queue.centre().y}, {executor.left, queue.centre().y}, {1, 0});
    arrow({executor.centre().x, executor.bottom}, {executor.centre().x, waits.top}, {0, 1});
    c_.line({waits.left, waits.centre().y}, {reactor.right, waits.centre().y}, way, px(1.5f));
    arrow({queue.centre().x, reactor.top}, {queue.centre().x, queue.bottom}, {0, -1});
    const float middle = (queue.bottom + reactor.top - c_.fonts.small->FontSize) / 2;
    c_.text(c_.fonts.small, {executor.centre().x + px(8), middle}, theme().dim_text, "pending");
    c_.text(c_.fonts.small, {queue.centre().x + px(8), middle}, theme().dim_text, "wakers");
    s_.at.y = r.bottom + px(10);
    const std::string_view words =
        "The executor takes the head of the ready queue and polls it. A task that is pending leaves its "
        "waker "
        "with what it waits for. When that is there, the waker puts the task at the back of the queue.";
    c_.wrapped(c_.fonts.body, s_.at, theme().text, words, s_.column());
    s_.at.y += Canvas::measure(c_.fonts.body, words, s_.column()).y + px(8);
  }

  void dashed_ring(ImVec2 centre, float r) const {
    for (int i = 0; i < 8; ++i) {
      const float a = 6.2831853f * static_cast<float>(i) / 8;
      list()->PathArcTo(centre, r, a, a + 0.4f, 4);
      list()->PathStroke(theme().dim_text.u32(), 0, px(1.5f));
    }
  }

  void in_the_loop() {
    s_.caption("IN THE LOOP");
    sign("A wake: it runs from its cause to the task, which then goes to the back of the queue.",
         [&](const Rect& r) {
           const float y = r.centre().y;
           for (int i = 0; i < 8; ++i) {
             const float step = (r.width() - px(10)) / 8;
             const float x = r.left + step * static_cast<float>(i);
             c_.line({x, y}, {x + step, y}, theme().accent.with_alpha(static_cast<float>(i + 1) / 8), px(3));
           }
           list()->AddCircleFilled({r.right - px(8), y}, px(5.5f), theme().accent.u32());
         });
    sign("The stripes say that somebody holds the thread: orange for a call that blocks, green for work.",
         [&](const Rect& r) {
           const float middle = r.centre().x;
           c_.frame(r, theme().blocking, c_.hairline());
           platform::hatch(list(), r.min(), {middle, r.bottom}, theme().blocking.with_alpha(0.6f).u32());
           platform::hatch(list(), {middle, r.top}, r.max(), theme().polling.with_alpha(0.6f).u32());
         });
    sign("In the queue, a dashed line: what came after it is polled in the next turn.", [&](const Rect& r) {
      c_.dashed({r.centre().x, r.top}, {r.centre().x, r.bottom}, theme().dim_text, c_.hairline(), px(3));
    });
    sign("A timer stands over the time at which it is due; its stem leads there. The line is now.",
         [&](const Rect& r) { timer(r, r.left + px(8), r.left + px(36), TaskStatus::waiting, false); });
    sign("Left of now, in orange: it is late, because the loop is busy. There the axis may be shorter.",
         [&](const Rect& r) { timer(r, r.left + px(44), r.left + px(14), TaskStatus::waiting, true); });
    sign("A timer with a bright rim and stem: it fires now, and its waker goes off next.",
         [&](const Rect& r) {
           const ImVec2 at(r.left + px(14), r.top + px(10));
           draw_token(c_, at, px(9), sample_task, {TaskStatus::waiting});
           list()->AddCircle(at, px(11), theme().accent.u32(), 0, px(2));
           c_.line({at.x, at.y + px(11)}, {at.x, r.bottom}, theme().accent, px(1.5f));
         });
    sign("So many more are there than have room.", [&](const Rect& r) {
      c_.centred(c_.fonts.small, {r.left + px(14), r.centre().y}, theme().text, "+3");
    });
    sign("An envelope on the axis: bytes on their way, and when they arrive.", [&](const Rect& r) {
      const Rect e{r.left + px(6), r.centre().y - px(5), r.left + px(20), r.centre().y + px(5)};
      c_.line({r.left, e.centre().y}, {r.right, e.centre().y}, theme().dim_text, c_.hairline());
      c_.fill(e, theme().panel, px(1));
      c_.frame(e, theme().accent, px(1.2f), px(1));
      c_.line({e.left, e.top}, {e.centre().x, e.centre().y + px(2)}, theme().accent, px(1));
      c_.line({e.centre().x, e.centre().y + px(2)}, {e.right, e.top}, theme().accent, px(1));
    });
    sign("A thin ring: the place of a task that stands elsewhere now.", [&](const Rect& r) {
      list()->AddCircle({r.left + px(14), r.centre().y}, px(9), hue_of(theme(), sample_task).u32(), 0,
                        c_.hairline());
    });
    sign("A broken ring: a future that nobody has polled.", [&](const Rect& r) {
      dashed_ring({r.left + px(14), r.centre().y}, px(9));
    });
  }

  /// The axis, now on it, and a timer that is due elsewhere.
  void timer(const Rect& r, float now, float due, TaskStatus status, bool late) const {
    const Colour ink = late ? theme().blocking : theme().dim_text;
    c_.line({r.left, r.bottom}, {r.right, r.bottom}, theme().dim_text, c_.hairline());
    c_.line({now, r.top}, {now, r.bottom + px(2)}, late ? theme().blocking : theme().accent, px(2));
    c_.line({due, r.top + px(17)}, {due, r.bottom}, ink, px(1.5f));
    draw_token(c_, {due, r.top + px(9)}, px(8), sample_task, {status, late});
  }

  void slots(const Rect& r, int count, int full) const {
    const float width = r.width() / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
      const float right = r.right - width * static_cast<float>(i);
      if (i < full)
        c_.fill(Rect{right - width, r.top, right, r.bottom}.inset(px(2), px(3)), theme().accent, px(2));
      if (i > 0) c_.line({right, r.top}, {right, r.bottom}, theme().hairline, c_.hairline());
    }
    c_.line({r.left, r.top}, {r.right, r.top}, theme().dim_text, px(1.2f));
    c_.line({r.left, r.bottom}, {r.right, r.bottom}, theme().dim_text, px(1.2f));
    c_.line({r.right, r.top}, {r.right, r.bottom}, theme().dim_text, px(1.2f));
  }

  void shared() {
    s_.caption("WHAT TASKS SHARE, IN THE WAITING ROOM");
    const auto left_part = [&](const Rect& r, float width) {
      return Rect{r.left, r.top + px(3), r.left + px(width), r.bottom - px(3)};
    };
    sign(
        "A lock, and in it the badge of the task that has it. Who waits stands behind it, the first next to "
        "it.",
        [&](const Rect& r) {
          const Rect lock = left_part(r, 18);
          c_.frame(lock, theme().text, px(2), px(3));
          draw_badge(c_, lock.centre(), px(6.5f), sample_task);
          draw_token(c_, {r.left + px(38), r.centre().y}, px(9), other_task, {TaskStatus::waiting});
        });
    sign("A padlock: a lock of threads. Who waits for it keeps the thread of the loop.",
         [&](const Rect& r) { padlock(r); });
    sign(
        "A channel: senders on its left, receivers on its right, a filled slot for each message. With its "
        "left "
        "side open it has no limit.",
        [&](const Rect& r) { slots(left_part(r, 48), 4, 2); });
    sign("A thick bar on its left: it is closed, nothing more comes in.", [&](const Rect& r) {
      const Rect box = left_part(r, 48);
      slots(box, 4, 0);
      c_.line({box.left, box.top - px(3)}, {box.left, box.bottom + px(3)}, theme().text, px(4));
    });
    sign("A barrier: those that have come wait in its rings until all of them are full.", [&](const Rect& r) {
      draw_token(c_, {r.left + px(10), r.centre().y}, px(8), sample_task, {TaskStatus::waiting});
      list()->AddCircle({r.left + px(29), r.centre().y}, px(8), theme().dim_text.u32(), 0, c_.hairline());
      c_.line({r.left + px(43), r.top + px(2)}, {r.left + px(43), r.bottom - px(2)}, theme().dim_text, px(3));
    });
    sign("A ring with a letter: the task waits here too, and stands where it waits for something else.",
         [&](const Rect& r) {
           const ImVec2 at(r.left + px(14), r.centre().y);
           list()->AddCircle(at, px(9), hue_of(theme(), sample_task).u32(), 0, px(1.5f));
           c_.centred(c_.fonts.small, at, theme().text, letters(sample_task));
         });
    sign("A wait cycle: each arrow goes from a task to the one that keeps what it waits for. None can go on.",
         [&](const Rect& r) {
           const float y = r.centre().y;
           for (const bool back : {false, true}) {
             const float turn = back ? std::numbers::pi_v<float> : 0.0f;
             list()->PathArcTo({r.left + px(26), y}, px(11), turn + 3.5f, turn + 5.4f, 12);
             list()->PathStroke(theme().warning.u32(), 0, px(2));
           }
           c_.arrow_head({r.left + px(38), y - px(4)}, {0.7f, 0.7f}, theme().warning, px(8));
           c_.arrow_head({r.left + px(14), y + px(4)}, {-0.7f, -0.7f}, theme().warning, px(8));
           draw_badge(c_, {r.left + px(8), y}, px(8), sample_task);
           draw_badge(c_, {r.left + px(44), y}, px(8), other_task);
         });
  }

  void padlock(const Rect& r) const {
    const Rect body{r.left, r.top + px(9), r.left + px(18), r.bottom - px(1)};
    list()->PathArcTo({body.centre().x, body.top}, px(5), std::numbers::pi_v<float>,
                      2 * std::numbers::pi_v<float>);
    list()->PathStroke(theme().blocking.u32(), 0, px(2));
    platform::hatch(list(), body.min(), body.max(), theme().blocking.with_alpha(0.38f).u32());
    c_.frame(body, theme().blocking, px(2));
  }

  SignSheet s_;
  const Canvas& c_;
};

}  // namespace

float draw_help_signs(const Canvas& canvas, float width) { return Signs(canvas, width).draw(); }

}  // namespace loopglass
