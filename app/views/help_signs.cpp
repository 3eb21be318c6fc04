// The page of signs: what a disc, a place, a line and a mark of the window mean, each beside a sample.
#include <algorithm>

#include "app/platform/icons.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/help_view.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr auto sample_task = static_cast<TaskId>(1);
constexpr auto other_task = static_cast<TaskId>(3);

class Signs {
 public:
  Signs(const Canvas& canvas, float width) : c_(canvas), origin_(ImGui::GetCursorScreenPos()) {
    two_ = width >= px(840);
    column_ = two_ ? (width - px(32)) / 2 : width;
    at_ = origin_;
  }

  float draw() {
    states();
    if (two_) next_column();
    loop();
    marks();
    most_ = std::max(most_, at_.y - origin_.y);
    return most_;
  }

 private:
  float px(float units) const { return c_.px(units); }
  const Theme& theme() const { return c_.theme; }
  ImDrawList* list() const { return Canvas::list(); }

  void next_column() {
    most_ = std::max(most_, at_.y - origin_.y);
    at_ = {origin_.x + column_ + px(32), origin_.y};
  }

  void caption(std::string_view text) {
    c_.text(c_.fonts.caps, at_, theme().dim_text, text);
    at_.y += c_.fonts.caps->FontSize + px(10);
  }

  /// `draw` draws the sample into a rectangle; the words stand beside it.
  template <class Draw>
  void sign(std::string_view words, const Draw& draw) {
    const float left = px(64);
    const float height = Canvas::measure(c_.fonts.body, words, column_ - left).y;
    const float row = std::max(height, px(24));
    draw(Rect{at_.x, at_.y, at_.x + px(52), at_.y + px(24)});
    c_.wrapped(c_.fonts.body, {at_.x + left, at_.y + std::max(0.0f, (px(24) - height) / 2)}, theme().text,
               words, column_ - left);
    at_.y += row + px(8);
  }

  void states() {
    caption("A TASK AND ITS STATE");
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
    at_.y += px(8);
  }

  void box(const Rect& r, std::string_view words) const {
    c_.frame(r, theme().dim_text, c_.hairline(), px(4));
    c_.centred(c_.fonts.small, r.centre(), theme().text, words);
  }

  /// The picture that a student should be able to draw from memory.
  void loop() {
    caption("THE LOOP");
    const float width = std::min(column_, px(420));
    const Rect r{at_.x + px(16), at_.y, at_.x + width, at_.y + px(92)};
    const float half = (r.width() - px(40)) / 2;
    const Rect queue{r.left, r.top, r.left + half, r.top + px(28)};
    const Rect executor{r.right - half, r.top, r.right, queue.bottom};
    const Rect waits{r.right - half, r.bottom - px(28), r.right, r.bottom};
    const Rect reactor{r.left, waits.top, r.left + half, r.bottom};
    box(queue, "ready queue");
    box(executor, "executor");
    box(reactor, "reactor");
    box(waits, "what is waited for");
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
    at_.y = r.bottom + px(10);
    const std::string_view words =
        "The executor takes the head of the ready queue and polls it. A task that is pending leaves its "
        "waker "
        "with what it waits for. When that is there, the waker puts the task at the back of the queue.";
    c_.wrapped(c_.fonts.body, at_, theme().text, words, column_);
    at_.y += Canvas::measure(c_.fonts.body, words, column_).y + px(16);
  }

  void dashed_ring(ImVec2 centre, float r) const {
    for (int i = 0; i < 8; ++i) {
      const float a = 6.2831853f * static_cast<float>(i) / 8;
      list()->PathArcTo(centre, r, a, a + 0.4f, 4);
      list()->PathStroke(theme().dim_text.u32(), 0, px(1.5f));
    }
  }

  void marks() {
    caption("LINES AND MARKS");
    sign(
        "A wake: it runs from its cause to the task. On the timeline, an arrow from lane to lane; click it "
        "to "
        "see why.",
        [&](const Rect& r) {
          const float y = r.centre().y;
          c_.line({r.left, y}, {r.right - px(8), y}, theme().accent, px(1.5f));
          c_.arrow_head({r.right, y}, {1, 0}, theme().accent, px(8));
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
    sign("A thin ring: the place of a task that stands elsewhere now.", [&](const Rect& r) {
      list()->AddCircle({r.left + px(14), r.centre().y}, px(9), hue_of(theme(), sample_task).u32(), 0,
                        c_.hairline());
    });
    sign("A broken ring: a future that nobody has polled.", [&](const Rect& r) {
      dashed_ring({r.left + px(14), r.centre().y}, px(9));
    });
    sign("A warning: click it to read why it matters and what to do.", [&](const Rect& r) {
      platform::icon(list(), platform::Icon::warning, {r.left + px(14), r.centre().y}, px(20),
                     theme().warning.u32());
    });
    sign("A word with dots below it says what it means when the mouse is on it.", [&](const Rect& r) {
      c_.text(c_.fonts.body, r.min(), theme().text, "waker");
      const float y = std::round(r.top + c_.fonts.body->FontSize + px(1));
      for (float x = r.left; x < r.left + Canvas::measure(c_.fonts.body, "waker").x; x += 3 * c_.hairline())
        c_.fill({x, y, x + c_.hairline(), y + c_.hairline()}, theme().text.with_alpha(0.7f));
    });
  }

  const Canvas& c_;
  ImVec2 origin_;
  ImVec2 at_;
  float column_ = 0;
  float most_ = 0;
  bool two_ = false;
};

}  // namespace

float draw_help_signs(const Canvas& canvas, float width) { return Signs(canvas, width).draw(); }

}  // namespace loopglass
