#include "app/views/loop_view.hpp"

#include <algorithm>
#include <cmath>

#include "app/model/explain.hpp"
#include "app/platform/icons.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/task_token.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {
namespace {

std::string clock_text(Instant t) { return to_text(t.time_since_epoch()); }

/// "12 ms": rounded to what the eye can use while time flows.
std::string rough(Duration d) {
  using namespace std::chrono;
  if (d >= 10s) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d) / 100 * 100));
  if (d >= 10ms) return to_text(duration_cast<Duration>(duration_cast<milliseconds>(d)));
  if (d >= 10us) return to_text(duration_cast<Duration>(duration_cast<microseconds>(d)));
  return to_text(d);
}

/// One frame of the loop.
class Picture {
 public:
  Picture(const Canvas& canvas, const LoopPlaces& places, const Stage& stage, Commands& commands)
      : c_(canvas),
        p_(places),
        s_(stage),
        w_(stage.world()),
        m_(stage.moment),
        commands_(commands),
        from_(arrange(places, canvas.scale, stage.moment.before, stage.moment.time)),
        to_(arrange(places, canvas.scale, stage.moment.after, stage.moment.time)) {}

  void draw() {
    draw_ways();
    draw_queue();
    draw_executor();
    draw_reactor();
    draw_waiting();
    draw_done();
    draw_tokens();
    draw_more();
    draw_pulse();
  }

 private:
  const Theme& theme() const { return c_.theme; }
  float px(float units) const { return c_.px(units); }
  bool is(EventKind kind) const { return m_.event && m_.event->kind == kind; }

  void title(const Rect& r, std::string_view text, bool lit = false) {
    c_.text(c_.fonts.caps, {r.left + px(10), r.top + px(p_.tight ? 4.0f : 7.0f)},
            lit ? theme().text : theme().dim_text, text);
  }

  void place(const Rect& r, Colour edge, float thickness) { c_.frame(r, edge, thickness, px(6)); }

  // ---- the ways between the places: drawn thin, so that a student can draw them from memory

  void draw_ways() {
    const Colour way = theme().hairline.mix(theme().dim_text, 0.45f);
    const float t = px(1.5f);
    const float head = px(8);
    // Ready queue to executor.
    const float y = p_.belt_y;
    c_.line({p_.queue.right, y}, {p_.executor.left - head, y}, way, t);
    c_.arrow_head({p_.executor.left, y}, {1, 0}, way, head);
    // Executor down to what it waits for.
    const float x = p_.executor.left + p_.executor.width() * 0.5f;
    c_.line({x, p_.executor.bottom}, {x, p_.waiting.top - head}, way, t);
    c_.arrow_head({x, p_.waiting.top}, {0, 1}, way, head);
    label_beside({x + px(8), (p_.executor.bottom + p_.waiting.top) / 2}, "pending");
    // Reactor and waiting room back up to the tail of the queue.
    const float back = p_.queue.left - px(p_.tight ? 12.0f : 18.0f);
    const float low = p_.reactor.top + p_.reactor.height() * 0.5f;
    c_.line({p_.reactor.left, low}, {back, low}, way, t);
    c_.line({back, low}, {back, y}, way, t);
    c_.line({back, y}, {p_.queue.left - head, y}, way, t);
    c_.arrow_head({p_.queue.left, y}, {1, 0}, way, head);
    label_beside({back + px(8), (p_.queue.bottom + p_.reactor.top) / 2}, "wakers");
    c_.line({p_.waiting.left, low}, {p_.reactor.right, low}, way, t);
  }

  void label_beside(ImVec2 at, std::string_view text) {
    c_.text(c_.fonts.small, {at.x, at.y - c_.fonts.small->FontSize / 2}, theme().dim_text, text);
  }

  // ---- the places

  void draw_queue() {
    place(p_.queue, theme().hairline, c_.hairline());
    title(p_.queue, "READY QUEUE");
    const std::string count = std::to_string(w_.ready.size()) + (w_.ready.size() == 1 ? " task" : " tasks");
    const float width = Canvas::measure(c_.fonts.small, count).x;
    c_.text(c_.fonts.small, {p_.queue.right - px(10) - width, p_.queue.top + px(6)}, theme().dim_text, count);
    if (w_.ready.empty()) {
      c_.centred(c_.fonts.small, {p_.queue.centre().x, p_.belt_y}, theme().dim_text, "empty");
      return;
    }
    const Standing* head = to_.of(w_.ready.front());
    const bool room = head && head->at.y + head->radius + px(5) + c_.fonts.small->FontSize < p_.queue.bottom;
    if (room && m_.movement >= 1.0f) {
      const float y = head->at.y + head->radius + px(5);
      const std::string_view word = "head";
      c_.text(c_.fonts.small, {head->at.x - Canvas::measure(c_.fonts.small, word).x / 2, y}, theme().text,
              word);
    }
    draw_turn_boundary();
  }

  /// Between the tasks that this turn still polls and those that wait for the next one.
  void draw_turn_boundary() {
    const std::size_t left = w_.left_in_turn;
    if (left == 0 || left >= w_.ready.size() || m_.movement < 1.0f) return;
    const Standing* last = to_.of(w_.ready[left - 1]);
    const Standing* next = to_.of(w_.ready[left]);
    if (!last || !next || next->alpha < 0.5f) return;
    const float x = (last->at.x + next->at.x) / 2;
    c_.dashed({x, p_.queue.top + p_.title}, {x, p_.queue.bottom - px(6)}, theme().dim_text, c_.hairline(),
              px(3));
    const std::string_view word = "next turn";
    const ImVec2 size = Canvas::measure(c_.fonts.small, word);
    if (x - size.x - px(6) > p_.queue.left) {
      c_.text(c_.fonts.small, {x - size.x - px(5), p_.queue.bottom - px(5) - size.y}, theme().dim_text, word);
    }
  }

  void draw_executor() {
    const bool polling = w_.polling != TaskId::none;
    const bool occupied = is_occupied();
    if (occupied) {
      const Rect inside = p_.executor.inset(px(2));
      const Colour stripe = (is_blocking() ? theme().blocking : theme().polling).with_alpha(0.38f);
      platform::hatch(Canvas::list(), inside.min(), inside.max(), stripe.u32());
    }
    const Colour edge = occupied && is_blocking() ? theme().blocking
                        : polling                 ? theme().polling
                        : w_.parked               ? theme().waiting
                                                  : theme().dim_text;
    place(p_.executor, edge, px(polling || occupied ? 2.5f : 1.5f));
    title_on_plate(p_.executor, "EXECUTOR", polling);
    executor_words();
  }

  /// Words over a hatch need ground to stand on.
  void title_on_plate(const Rect& r, std::string_view text, bool lit) {
    if (is_occupied()) {
      const ImVec2 size = Canvas::measure(c_.fonts.caps, text);
      c_.fill({r.left + px(6), r.top + px(3), r.left + px(14) + size.x, r.top + p_.title - px(2)},
              theme().background, px(3));
    }
    title(r, text, lit);
  }

  bool is_occupied() const { return w_.occupied; }
  const Occupation& occupation() const { return w_.occupation; }
  bool is_blocking() const { return is_occupied() && occupation().kind == WorkKind::block; }

  void executor_words() {
    const float left = p_.slot.x + p_.slot_radius + px(14);
    const float width = p_.executor.right - px(8) - left;
    const float line = c_.fonts.body->FontSize + px(5);
    std::vector<std::pair<ImFont*, std::string>> lines;
    Colour tint = theme().text;
    if (is_occupied()) {
      const Duration held = m_.time - occupation().since;
      lines.emplace_back(c_.fonts.strong, s_.names().task(w_.polling));
      lines.emplace_back(c_.fonts.body, is_blocking() ? "blocks the thread" : "computes");
      lines.emplace_back(c_.fonts.strong, rough(held) + " of " + to_text(occupation().duration));
    } else if (w_.polling != TaskId::none) {
      const TaskState* task = w_.task(w_.polling);
      lines.emplace_back(c_.fonts.strong, s_.names().task(w_.polling));
      lines.emplace_back(c_.fonts.body, task && task->being_dropped ? "is being dropped"
                                        : task && task->is_done()   ? "has returned"
                                                                    : "is polled");
      if (task && !task->awaits.empty()) {
        lines.emplace_back(c_.fonts.small, "in " + await_line(*task));
      }
    } else if (w_.parked) {
      lines.emplace_back(c_.fonts.strong, "the loop sleeps");
      if (w_.has_park_deadline) lines.emplace_back(c_.fonts.body, "until " + clock_text(w_.park_deadline));
    } else if (w_.ended) {
      lines.emplace_back(c_.fonts.strong, "the run is over");
    } else {
      lines.emplace_back(c_.fonts.body, m_.at == 0 ? "nothing has run" : "nothing is polled");
      tint = theme().dim_text;
    }
    // Where there is little room the first and the last line say the most.
    const auto fits = static_cast<std::size_t>(
        std::max(1.0f, std::floor((p_.executor.bottom - p_.executor.top - p_.title * 0.8f) / line)));
    while (lines.size() > fits && lines.size() > 1) lines.erase(lines.begin() + (lines.size() > 2 ? 1 : 0));
    if (w_.polling == TaskId::none) {
      Canvas::list()->AddCircle(p_.slot, p_.slot_radius, theme().hairline.mix(theme().dim_text, 0.5f).u32(),
                                0, c_.hairline());
    }
    float y = p_.slot.y - line * static_cast<float>(lines.size()) / 2;
    if (is_occupied()) {
      float widest = 0;
      for (const auto& [font, text] : lines) widest = std::max(widest, Canvas::measure(font, text).x);
      c_.fill({left - px(6), y - px(4), left + std::min(widest, width) + px(6),
               y + line * static_cast<float>(lines.size()) + px(1)},
              theme().background, px(3));
    }
    for (const auto& [font, text] : lines) {
      c_.clipped(font, {left, y}, tint, text, width);
      y += line;
    }
  }

  /// "fetch() › timer 3", the await stack from the outside in.
  std::string await_line(const TaskState& task) const {
    std::string text;
    for (const Await& await : task.awaits) {
      if (await.kind != AwaitKind::future && waits_inside(await.kind)) continue;
      text += (text.empty() ? "" : " › ") + s_.names().object(await.kind, await.object);
    }
    return text;
  }

  void draw_reactor() {
    place(p_.reactor, theme().hairline, c_.hairline());
    title(p_.reactor, "REACTOR: TIMERS");
    const std::string clock = "now " + rough(m_.time.time_since_epoch());
    const ImVec2 size = Canvas::measure(c_.fonts.mono, clock);
    c_.text(c_.fonts.mono, {p_.reactor.right - px(10) - size.x, p_.reactor.top + px(6)}, theme().text, clock);

    const float y = p_.axis_y;
    c_.line({p_.reactor.left + px(10), y}, {p_.reactor.right - px(10), y}, theme().dim_text, c_.hairline());
    const float tick = px(4);
    const double pixels_per_ns = static_cast<double>(p_.axis_end_x - p_.now_x) / p_.span_ns;
    for (const double value : round_ticks(0, p_.span_ns, static_cast<double>(px(64)) / pixels_per_ns)) {
      const float x = p_.now_x + static_cast<float>(value * pixels_per_ns);
      c_.line({x, y}, {x, y + tick}, theme().dim_text, c_.hairline());
      if (value <= 0) continue;
      const std::string text = "+" + to_text(Duration(static_cast<std::int64_t>(std::llround(value))));
      const ImVec2 label = Canvas::measure(c_.fonts.small, text);
      c_.text(c_.fonts.small,
              {std::min(x - label.x / 2, p_.reactor.right - px(6) - label.x), y + tick + px(1)},
              theme().dim_text, text);
    }
    const bool overdue = !w_.timers.empty() && w_.timers.front().deadline < m_.time;
    c_.line({p_.now_x, p_.reactor.top + p_.title}, {p_.now_x, y + tick},
            overdue ? theme().blocking : theme().accent, px(2));
    c_.text(c_.fonts.small, {p_.now_x - Canvas::measure(c_.fonts.small, "now").x / 2, y + tick + px(1)},
            overdue ? theme().blocking : theme().accent, "now");
    if (overdue) {
      const std::string late = rough(m_.time - w_.timers.front().deadline) + " late";
      c_.clipped(c_.fonts.small, {p_.reactor.left + px(8), y + tick + px(1)}, theme().blocking, late,
                 p_.now_x - p_.reactor.left - px(24));
    }
    if (w_.timers.empty()) {
      c_.centred(c_.fonts.small, {(p_.now_x + p_.axis_end_x) / 2, p_.reactor.centre().y}, theme().dim_text,
                 "no timers are set");
    }
    for (std::size_t i = 0; i < to_.posts.size(); ++i) {
      draw_post(to_.posts[i]);
      draw_deadline(i);
    }
  }

  void draw_post(const Scene::TimerPost& post) {
    const Colour colour = post.deadline < m_.time ? theme().blocking : theme().dim_text;
    c_.line({post.at.x, post.at.y}, {post.at.x, p_.axis_y}, colour.with_alpha(0.6f), c_.hairline());
    c_.line({post.at.x, p_.axis_y - px(5)}, {post.at.x, p_.axis_y}, colour, px(2));
    // A timer whose task is not here (it is being polled) is an empty ring in that task's hue.
    const TaskState* task = w_.task(post.task);
    if (task && task->status != TaskStatus::waiting) {
      Canvas::list()->AddCircle(post.at, p_.radius * 0.62f, hue_of(theme(), post.task).u32(), 0,
                                c_.hairline());
    }
  }

  /// Beside a timer when it is due, where no other token stands in the way.
  void draw_deadline(std::size_t index) {
    const Scene::TimerPost& post = to_.posts[index];
    const std::string text = "at " + clock_text(post.deadline);
    const float left = post.at.x + p_.timer_radius + px(5);
    const float right = left + Canvas::measure(c_.fonts.small, text).x;
    const bool free = std::ranges::none_of(to_.posts, [&](const Scene::TimerPost& other) {
      const float near = p_.timer_radius + c_.fonts.small->FontSize / 2;
      return &other != &post && std::abs(other.at.y - post.at.y) < near &&
             other.at.x + p_.timer_radius > left && other.at.x - p_.timer_radius < right;
    });
    const bool stem_free = std::ranges::none_of(to_.posts, [&](const Scene::TimerPost& other) {
      return other.at.y < post.at.y && other.at.x > left - px(2) && other.at.x < right + px(2);
    });
    if (!free || !stem_free || right > p_.reactor.right - px(4) || post.deadline < m_.time) return;
    c_.text(c_.fonts.small, {left, post.at.y - c_.fonts.small->FontSize / 2}, theme().dim_text, text);
  }

  void draw_waiting() {
    place(p_.waiting, theme().hairline, c_.hairline());
    for (const std::string_view words : {"WAITING FOR A TASK OR TOKEN", "WAITING FOR OTHERS", "WAITING"}) {
      if (Canvas::measure(c_.fonts.caps, words).x > p_.waiting.width() - px(16) && words != "WAITING")
        continue;
      title(p_.waiting, words);
      break;
    }
    if (to_.rows.empty()) {
      c_.centred(c_.fonts.small, {p_.waiting.centre().x, p_.waiting.centre().y + px(6)}, theme().dim_text,
                 "nobody");
    }
    for (const WaitingRow& row : to_.rows) {
      if (row.unpolled != FutureId::none) {
        draw_unpolled(row);
      } else {
        draw_waiting_words(row);
      }
    }
  }

  void draw_waiting_words(const WaitingRow& row) {
    const float r = p_.radius * 0.78f;
    const float left = row.at.x + r + px(8);
    const float alpha = m_.movement < 1 && !stood_in_room(row.task) ? m_.movement : 1.0f;
    const Colour ink = theme().text.with_alpha(alpha);
    if (row.await.kind == AwaitKind::join) {
      const std::string_view word = "waits for";
      c_.text(c_.fonts.small, {left, row.at.y - c_.fonts.small->FontSize / 2}, ink, word);
      const float badge = left + Canvas::measure(c_.fonts.small, word).x + px(14);
      const auto target = static_cast<TaskId>(row.await.object);
      draw_badge(c_, {badge, row.at.y}, px(9), target, alpha);
      c_.clipped(c_.fonts.small, {badge + px(14), row.at.y - c_.fonts.small->FontSize / 2}, ink,
                 s_.names().task(target), left + row.width - badge - px(14));
      return;
    }
    const std::string text = "waits for " + s_.names().object(row.await.kind, row.await.object);
    c_.clipped(c_.fonts.small, {left, row.at.y - c_.fonts.small->FontSize / 2}, ink, text, row.width);
  }

  bool stood_in_room(TaskId task) const {
    const Standing* before = from_.of(task);
    return before && before->stand == Stand::waiting;
  }

  /// A future that nobody polls: dashed, because nothing of it is there yet.
  void draw_unpolled(const WaitingRow& row) {
    const float r = p_.radius * 0.62f;
    constexpr int dashes = 10;
    for (int i = 0; i < dashes; ++i) {
      const float a = 6.2831853f * static_cast<float>(i) / dashes;
      Canvas::list()->PathArcTo(row.at, r, a, a + 0.36f, 4);
      Canvas::list()->PathStroke(theme().dim_text.u32(), 0, px(1.5f));
    }
    const float left = row.at.x + p_.radius * 0.78f + px(8);
    c_.clipped(c_.fonts.small, {left, row.at.y - c_.fonts.small->FontSize / 2}, theme().dim_text,
               s_.names().future(row.unpolled) + ": 0 polls", row.width);
  }

  void draw_done() {
    const float y = p_.done.centre().y;
    c_.line({p_.done.left, p_.done.top - px(4)}, {p_.done.right, p_.done.top - px(4)}, theme().hairline,
            c_.hairline());
    c_.text(c_.fonts.caps, {p_.done.left + px(10), y - c_.fonts.caps->FontSize / 2}, theme().dim_text,
            "DONE");
  }

  // ---- the tasks

  ImVec2 birthplace(TaskId task) const {
    const TaskState* state = w_.task(task);
    const Standing* parent = state ? to_.of(state->parent) : nullptr;
    return parent ? parent->at : ImVec2(p_.queue.left - px(18), p_.belt_y);
  }

  /// Where a task is drawn: on its way from one scene to the next.
  Standing shown(TaskId task) const {
    const Standing to = *to_.of(task);
    if (m_.movement >= 1.0f) return to;
    const Standing* before = from_.of(task);
    Standing from = before ? *before : Standing{birthplace(task), 0, 0.2f, to.stand};
    // A wake is first a pulse on its way to the token; then the token moves.
    const float begin = is(EventKind::task_woken) ? 0.45f : 0.0f;
    const float t = ease(part(m_.movement, begin, 1.0f));
    return {mix(from.at, to.at, t), mix(from.radius, to.radius, t), mix(from.alpha, to.alpha, t), to.stand};
  }

  void draw_tokens() {
    // The one that moves is drawn last, over the others.
    const TaskId mover = m_.event ? m_.event->task : TaskId::none;
    for (const TaskState& task : w_.tasks) {
      if (task.id != mover) draw_task(task.id);
    }
    if (w_.task(mover)) draw_task(mover);
  }

  void draw_task(TaskId id) {
    const Standing at = shown(id);
    const TaskState& task = *w_.task(id);
    draw_token(c_, at.at, at.radius, id,
               {task.status, (is_blocking() && w_.polling == id) || is_overdue(task), s_.selection.task == id,
                at.alpha});
    if (at.alpha > 0.5f) {
      draw_name(at, id);
      respond(at, id);
    }
  }

  /// Whether a timer of a waiting task should have fired by now.
  bool is_overdue(const TaskState& task) const {
    if (task.status != TaskStatus::waiting) return false;
    return std::ranges::any_of(
        w_.timers, [&](const TimerState& t) { return t.task == task.id && t.deadline < m_.time; });
  }

  void draw_name(const Standing& at, TaskId id) {
    if (at.stand != Stand::queue || m_.movement < 1.0f) return;
    if (!w_.ready.empty() && w_.ready.front() == id) return;  // "head" stands there
    const float width = p_.radius * 2 + px(12);
    const std::string name = Canvas::shortened(c_.fonts.small, s_.names().task(id), width);
    if (at.at.y + at.radius + px(4) + c_.fonts.small->FontSize > p_.queue.bottom) return;
    // Too close to the boundary's own word, the name gives way.
    if (w_.left_in_turn > 0 && w_.left_in_turn < w_.ready.size()) return;
    c_.text(c_.fonts.small,
            {at.at.x - Canvas::measure(c_.fonts.small, name).x / 2, at.at.y + at.radius + px(5)},
            theme().dim_text, name);
  }

  void respond(const Standing& at, TaskId id) {
    const float r = at.radius + px(2);
    const Rect place{at.at.x - r, at.at.y - r, at.at.x + r, at.at.y + r};
    if (at.stand != Stand::done) c_.controls.add("loop.task." + letters(id), place);
    if (!ImGui::IsWindowHovered() || !place.contains(ImGui::GetMousePos())) return;
    commands_.push_back(command::Hover{id});
    if (ImGui::IsMouseClicked(0)) commands_.push_back(command::Select{id});
    const TaskState& task = *w_.task(id);
    std::string tip = letters(id) + "  " + s_.names().task(id) + ": " + word_for(task.status);
    if (task.status == TaskStatus::waiting && task.innermost_await()) {
      const Await& await = *task.innermost_await();
      tip += "\nwaits for " + s_.names().object(await.kind, await.object);
      if (const TimerState* timer = w_.timer(static_cast<TimerId>(await.object));
          timer && (await.kind == AwaitKind::timer || await.kind == AwaitKind::interval)) {
        tip += ", due at " + clock_text(timer->deadline) + " (in " + rough(timer->deadline - m_.time) + ")";
      }
    }
    tip += "\npolled " + std::to_string(task.polls) + (task.polls == 1 ? " time" : " times");
    ImGui::SetTooltip("%s", tip.c_str());
  }

  void draw_more() {
    for (const Scene::More& more : to_.more) {
      c_.centred(c_.fonts.small, more.at, theme().text,
                 "+" + std::to_string(more.count) + (more.stand == Stand::waiting ? " more" : ""));
    }
  }

  // ---- what runs from a cause to its effect

  void draw_pulse() {
    if (m_.movement >= 1.0f || !m_.event) return;
    const Event& e = *m_.event;
    switch (e.kind) {
      case EventKind::task_woken:
        if (const Standing* to = from_.of(e.task))
          pulse(wake_origin(e), to->at, part(m_.movement, 0, 0.45f), theme().accent);
        break;
      case EventKind::waker_registered:
        if (const Standing* from = to_.of(e.task)) {
          pulse(from->at, object_place(static_cast<AwaitKind>(e.extra), e.subject), m_.movement,
                hue_of(theme(), e.task));
        }
        break;
      case EventKind::abort_requested:
        if (const Standing* to = to_.of(static_cast<TaskId>(e.subject))) {
          const Standing* from = to_.of(e.task);
          pulse(from ? from->at : p_.executor.centre(), to->at, m_.movement, theme().cancelled);
        }
        break;
      default: break;
    }
  }

  ImVec2 wake_origin(const Event& e) const {
    switch (static_cast<WakeReason>(e.extra)) {
      case WakeReason::timer: {
        // The timer has left the world; its task still stands where it was.
        const Standing* at = from_.of(e.task);
        return at && at->stand == Stand::timer ? ImVec2(at->at.x, p_.axis_y) : ImVec2(p_.now_x, p_.axis_y);
      }
      case WakeReason::joined:
        if (const Standing* at = from_.of(static_cast<TaskId>(e.subject))) return at->at;
        break;
      default: break;
    }
    const Standing* at = from_.of(m_.before.polling);
    return at ? at->at : p_.executor.centre();
  }

  ImVec2 object_place(AwaitKind kind, std::uint32_t object) const {
    if (kind == AwaitKind::timer || kind == AwaitKind::interval) {
      for (const Scene::TimerPost& post : to_.posts) {
        if (raw(post.timer) == object) return post.at;
      }
    }
    if (kind == AwaitKind::join) {
      if (const Standing* at = to_.of(static_cast<TaskId>(object)); at && at->alpha > 0.5f) return at->at;
    }
    return p_.waiting.centre();
  }

  void pulse(ImVec2 from, ImVec2 to, float t, Colour colour) {
    if (t <= 0 || t >= 1) return;
    const float head = ease(t);
    const float tail = std::max(0.0f, head - 0.35f);
    ImDrawList* list = Canvas::list();
    constexpr int steps = 8;
    for (int i = 0; i < steps; ++i) {
      const float a = mix(tail, head, static_cast<float>(i) / steps);
      const float b = mix(tail, head, static_cast<float>(i + 1) / steps);
      const Colour faded = colour.with_alpha(static_cast<float>(i + 1) / steps);
      list->AddLine(mix(from, to, a), mix(from, to, b), faded.u32(), px(3));
    }
    list->AddCircleFilled(mix(from, to, head), px(5.5f), colour.u32());
  }

  const Canvas& c_;
  const LoopPlaces& p_;
  const Stage& s_;
  const World& w_;
  const Moment& m_;
  Commands& commands_;
  Scene from_;
  Scene to_;
};

std::string sentence_for(const Stage& stage) {
  const Moment& m = stage.moment;
  if (!m.event) return "The run has not begun. Press play, or step to the first event.";
  return explain(stage.trace(), stage.names(), m.before, *m.event);
}

/// A warning that became certain not long ago stays beside the sentence.
const Warning* present_warning(const Stage& stage) {
  for (const Warning& warning : stage.chronicle.warnings()) {
    if (warning.event <= stage.moment.at && stage.moment.at < warning.event + 4) return &warning;
  }
  return nullptr;
}

void draw_sentence(const Canvas& c, const Rect& room, const Stage& stage) {
  const Warning* warning = present_warning(stage);
  const Theme& theme = c.theme;
  Rect text = room.inset(c.px(14), c.px(room.height() < c.px(60) ? 4.0f : 8.0f));
  const Event* event = stage.moment.event;
  if (event && event->task != TaskId::none && !warning) {
    const float r = c.px(14);
    draw_badge(c, {text.left + r, text.top + r}, r, event->task);
    text.left += r * 2 + c.px(10);
  }
  if (warning) {
    const float size = c.px(24);
    platform::icon(Canvas::list(), platform::Icon::warning,
                   {text.left + size / 2, text.top + size / 2 + c.px(2)}, size, theme.warning.u32());
    text.left += size + c.px(10);
  }
  const std::string words = warning ? "Warning: " + warning->text : sentence_for(stage);
  ImFont* font = c.fonts.title;
  if (Canvas::measure(font, words, text.width()).y > text.height() + c.px(2)) font = c.fonts.body;
  if (Canvas::measure(font, words, text.width()).y > text.height() + c.px(2)) font = c.fonts.small;
  c.wrapped(font, text.min(), warning ? theme.warning : theme.text, words, text.width());
}

}  // namespace

void LoopView::draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) {
  Rect rest = room;
  const float words =
      canvas.fonts.title->FontSize * (room.width() > canvas.px(620) ? 2.0f : 3.0f) + canvas.px(26);
  const Rect sentence = rest.take_bottom(std::min(words, room.height() * 0.28f));
  const LoopPlaces places =
      arrange_places(rest.inset(canvas.px(12), canvas.px(rest.height() < canvas.px(260) ? 6.0f : 12.0f)),
                     canvas.scale, stage.longest_wait, stage.most_timers);
  canvas.line({room.left, sentence.top}, {room.right, sentence.top}, canvas.theme.hairline,
              canvas.hairline());
  Picture(canvas, places, stage, commands).draw();
  draw_sentence(canvas, sentence, stage);
  canvas.controls.add("loop", room);
}

}  // namespace loopglass
