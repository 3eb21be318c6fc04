#include <algorithm>
#include <cmath>

#include "app/model/await_stack.hpp"
#include "app/model/sharing.hpp"
#include "app/model/stuck.hpp"
#include "app/platform/pattern.hpp"
#include "app/views/loop_frame.hpp"
#include "app/views/task_token.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {
namespace {

class Places {
 public:
  explicit Places(const LoopFrame& frame)
      : f_(frame),
        c_(frame.canvas),
        p_(frame.places),
        s_(frame.stage),
        w_(frame.world),
        m_(frame.moment),
        from_(frame.from),
        to_(frame.to) {}

  void draw() {
    c_.controls.add("loop.queue", p_.queue);
    c_.controls.add("loop.executor", p_.executor);
    c_.controls.add("loop.reactor", p_.reactor);
    c_.controls.add("loop.waiting", p_.waiting);
    draw_ways();
    draw_queue();
    draw_executor();
    draw_reactor();
    draw_waiting();
    if (p_.worker_rows > 0) draw_workers();
    draw_done();
  }

 private:
  const Theme& theme() const { return c_.theme; }
  float px(float units) const { return c_.px(units); }

  void title(const Rect& r, std::string_view text, bool lit = false) {
    draw_caption_with_terms(c_, c_.fonts.caps, {r.left + px(10), r.top + px(p_.tight ? 4.0f : 7.0f)},
                            lit ? theme().text : theme().dim_text, text, r);
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
    draw_with_terms(c_, c_.fonts.small, {at.x, at.y - c_.fonts.small->FontSize / 2}, theme().dim_text, text);
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
    draw_way_of_head();
    draw_turn_boundary();
  }

  /// The head of the queue is where its way to the executor begins.
  void draw_way_of_head() {
    const Standing* head = to_.of(w_.ready.front());
    if (!head || head->alpha < 0.5f || m_.movement < 1.0f) return;
    const Colour way = theme().hairline.mix(theme().dim_text, 0.45f);
    c_.line({head->at.x + head->radius, p_.belt_y}, {p_.queue.right, p_.belt_y}, way, px(1.5f));
  }

  /// Between the tasks that this turn still polls and those that wait for the next one.
  void draw_turn_boundary() {
    const std::size_t left = w_.turn_boundary();
    if (left == 0 || m_.movement < 1.0f) return;
    const Standing* last = to_.of(w_.ready[left - 1]);
    const Standing* next = to_.of(w_.ready[left]);
    if (!last || !next || next->alpha < 0.5f) return;
    const float x = (last->at.x + next->at.x) / 2;
    c_.dashed({x, p_.queue.top + p_.title}, {x, p_.queue.bottom - px(6)}, theme().dim_text, c_.hairline(),
              px(3));
    // Above the tokens: below them are their names.
    const std::string_view word = "next turn";
    const ImVec2 size = Canvas::measure(c_.fonts.small, word);
    const float top = p_.queue.top + p_.title - px(2);
    if (x - size.x - px(6) > p_.queue.left && top + size.y + px(4) < p_.belt_y - p_.radius)
      c_.text(c_.fonts.small, {x - size.x - px(5), top}, theme().dim_text, word);
  }

  void draw_executor() {
    const bool polling = w_.polling != TaskId::none;
    const bool occupied = f_.is_occupied();
    if (occupied) {
      const Rect inside = p_.executor.inset(px(2));
      const Colour stripe = (f_.is_blocking() ? theme().blocking : theme().polling).with_alpha(0.38f);
      platform::hatch(Canvas::list(), inside.min(), inside.max(), stripe.u32());
    }
    const Colour edge = occupied && f_.is_blocking() ? theme().blocking
                        : polling                    ? theme().polling
                        : w_.parked                  ? theme().waiting
                                                     : theme().dim_text;
    place(p_.executor, edge, px(polling || occupied ? 2.5f : 1.5f));
    title_on_plate(p_.executor, "EXECUTOR", polling);
    executor_words();
  }

  /// Words over a hatch need ground to stand on.
  void title_on_plate(const Rect& r, std::string_view text, bool lit) {
    if (f_.is_occupied()) {
      const ImVec2 size = Canvas::measure(c_.fonts.caps, text);
      c_.fill({r.left + px(6), r.top + px(3), r.left + px(14) + size.x, r.top + p_.title - px(2)},
              theme().background, px(3));
    }
    title(r, text, lit);
  }

  void executor_words() {
    const float left = p_.slot.x + p_.slot_radius + px(p_.tight ? 10.0f : 14.0f);
    const float width = p_.executor.right - px(p_.tight ? 4.0f : 8.0f) - left;
    // Where there is little room two lines in small letters say more than one.
    const float room = p_.executor.height() - p_.title - px(3);
    const float high = c_.fonts.body->FontSize + px(5);
    const bool small = room < high * 2;
    ImFont* const strong = small ? c_.fonts.small : c_.fonts.strong;
    ImFont* const body = small ? c_.fonts.small : c_.fonts.body;
    const float line = small ? c_.fonts.small->FontSize + px(3) : high;
    const auto fits = static_cast<std::size_t>(std::max(1.0f, std::floor(room / line)));

    std::vector<std::pair<ImFont*, std::string>> lines;
    Colour tint = theme().text;
    if (f_.is_occupied()) {
      lines.emplace_back(strong, s_.names().task(w_.polling));
      if (const ResourceState* lock = lock_that_blocks(w_)) {
        const std::string what = s_.names().resource(lock->id);
        lines.emplace_back(
            c_.fonts.small,
            Canvas::fitting(c_.fonts.small, {"waits for " + what, "for " + what, what}, width));
      }
      lines.emplace_back(body, f_.is_blocking() ? "blocks the thread" : "computes");
      if (fits > 1) {
        lines.emplace_back(strong,
                           progress(strong, m_.time - w_.occupation.since, w_.occupation.duration, width));
      } else {
        // On one line: who, and as much of the time as there is room for.
        const std::string& who = lines.front().second;
        const float left_over = width - Canvas::measure(strong, who + ": ").x;
        const std::string done =
            progress(strong, m_.time - w_.occupation.since, w_.occupation.duration, left_over);
        lines = {{strong, Canvas::fits(strong, done, left_over) ? who + ": " + done : who}};
      }
    } else if (w_.polling != TaskId::none) {
      const TaskState* task = w_.task(w_.polling);
      lines.emplace_back(strong, s_.names().task(w_.polling));
      lines.emplace_back(body, task && task->being_dropped
                                   ? Canvas::fitting(body, {"is being dropped", "is dropped"}, width)
                               : task && task->is_done() ? "has returned"
                                                         : "is polled");
      if (task && task->status == TaskStatus::polling && !task->being_dropped) {
        const std::size_t most = fits > 2 ? fits - 2 : 1;
        for (std::string& words : await_lines(*task, width, most))
          lines.emplace_back(c_.fonts.small, std::move(words));
      }
    } else if (w_.parked && w_.has_park_deadline && w_.park_deadline <= w_.now) {
      lines.emplace_back(strong, "a timer is due");
      lines.emplace_back(body, "the loop does not sleep");
    } else if (w_.parked) {
      lines.emplace_back(strong, "the loop sleeps");
      if (w_.has_park_deadline) lines.emplace_back(body, "until " + to_text(w_.park_deadline));
    } else if (w_.ended) {
      lines.emplace_back(strong, is_stuck() ? "the run is stuck" : "the run is over");
      if (w_.result == RunResult::deadlock) {
        lines.emplace_back(
            body, is_stuck() ? "a deadlock"
                             : Canvas::fitting(body, {"it was stuck: a deadlock", "a deadlock"}, width));
        const std::string who = first_stuck(w_, s_.names());
        if (!who.empty() && fits > 2 && Canvas::fits(c_.fonts.small, who, width, fits - 2)) {
          for (std::string& words : Canvas::broken(c_.fonts.small, who, width, fits - 2))
            lines.emplace_back(c_.fonts.small, std::move(words));
        }
      }
    } else {
      lines.emplace_back(body, m_.at == 0
                                   ? Canvas::fitting(body, {"nothing has run", "not begun"}, width)
                                   : Canvas::fitting(body, {"nothing is polled", "no poll", "idle"}, width));
      tint = theme().dim_text;
    }
    // The first and the last line say the most.
    while (lines.size() > fits && lines.size() > 1) lines.erase(lines.begin() + (lines.size() > 2 ? 1 : 0));
    if (w_.polling == TaskId::none) {
      Canvas::list()->AddCircle(p_.slot, p_.slot_radius, theme().hairline.mix(theme().dim_text, 0.5f).u32(),
                                0, c_.hairline());
    }
    const float height = line * static_cast<float>(lines.size());
    float y = std::max(p_.slot.y - height / 2, p_.executor.top + p_.title);
    if (f_.is_occupied()) {
      float widest = 0;
      for (const auto& [font, text] : lines) widest = std::max(widest, Canvas::measure(font, text).x);
      c_.fill({left - px(6), y - px(4),
               std::min(left + std::min(widest, width) + px(6), p_.executor.right - px(2)),
               y + line * static_cast<float>(lines.size()) + px(1)},
              theme().background, px(3));
    }
    for (const auto& [font, text] : lines) {
      ImFont* fitting = Canvas::fits(font, text, width) ? font : c_.fonts.small;
      c_.clipped(fitting, {left, y}, tint, text, width);
      y += line;
    }
  }

  /// "150 ms of 300 ms", in as many letters as there is room for.
  static std::string progress(ImFont* font, Duration done, Duration of, float width) {
    const std::string so_far = rough(done);
    const std::string whole = to_text(of);
    const std::size_t unit = so_far.find(' ');
    const bool is_alike = unit != std::string::npos && whole.ends_with(so_far.substr(unit));
    const std::string figure = is_alike ? so_far.substr(0, unit) : so_far;
    return Canvas::fitting(
        font, {so_far + " of " + whole, figure + " of " + whole, figure + "/" + whole, so_far}, width);
  }

  /// "awaits fetch() › timer 3": what the poll has come to, with the await stack from the outside in; as much
  /// of it as there is room for.
  std::vector<std::string> await_lines(const TaskState& task, float width, std::size_t most) const {
    ImFont* font = c_.fonts.small;
    std::vector<std::string> steps;
    for (const Await& await : task.awaits) {
      if (await.kind != AwaitKind::future && waits_inside(await.kind)) continue;
      steps.push_back(s_.names().object(await.kind, await.object));
    }
    if (steps.empty()) return {Canvas::fitting(font, {"its code runs", "runs"}, width)};
    const PollStage stage = poll_stage(task);
    const std::string does = stage == PollStage::runs         ? "runs "
                             : stage == PollStage::asks_again ? "asks again for "
                                                              : "awaits ";
    for (std::size_t told = steps.size(); told > 0; --told) {
      std::string text = does + steps.front();
      for (std::size_t i = 1; i < told; ++i) text += " › " + steps[i];
      if (told < steps.size()) text += " and " + std::to_string(steps.size() - told) + " more";
      if (Canvas::fits(font, text, width, most)) return Canvas::broken(font, text, width, most);
    }
    const Await& last = task.awaits.back();
    return {Canvas::fitting(
        font,
        {does + steps.front(), steps.front(), "at " + s_.names().place(last.kind, last.object),
         s_.names().place(last.kind, last.object), "is polled"},
        width)};
  }

  /// Digits that nobody can read in passing are left out while time flows.
  std::string shown_clock() const {
    using namespace std::chrono;
    const Duration now = m_.time.time_since_epoch();
    // As the bar has it: what is short is told exactly.
    if (s_.longest_wait < 10ms || now < 10ms || m_.time == w_.now) return to_text(now);
    return to_text(duration_cast<Duration>(duration_cast<milliseconds>(now)));
  }

  void draw_reactor() {
    place(p_.reactor, theme().hairline, c_.hairline());
    title(p_.reactor, reactor_title());
    const std::string clock = "now " + shown_clock();
    const ImVec2 size = Canvas::measure(c_.fonts.mono, clock);
    c_.text(c_.fonts.mono, {p_.reactor.right - px(10) - size.x, p_.reactor.top + px(6)}, theme().text, clock);

    const float y = p_.axis_y;
    c_.line({p_.reactor.left + px(10), y}, {p_.reactor.right - px(10), y}, theme().dim_text, c_.hairline());
    const float tick = px(4);
    const double pixels_per_ns = static_cast<double>(p_.axis_end_x - p_.now_x) / p_.span_ns;
    for (const double value : round_ticks(0, p_.span_ns, static_cast<double>(px(64)) / pixels_per_ns)) {
      if (s_.longest_wait == Duration::zero()) break;  // nothing in this run is ever due
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
    draw_late_ticks(!overdue);
    c_.line({p_.now_x, p_.timers_top}, {p_.now_x, y + tick}, overdue ? theme().blocking : theme().accent,
            px(2));
    const float half_now = Canvas::measure(c_.fonts.small, "now").x / 2;
    float now_left = p_.now_x - half_now;
    if (overdue) {
      const Instant first = w_.timers.front().deadline;
      const bool differ = std::ranges::any_of(
          w_.timers, [&](const TimerState& t) { return t.deadline > first && t.deadline < m_.time; });
      const std::string by = rough(m_.time - first);
      // "now" gives way to the right, as long as it stands at its line.
      const float room = p_.now_x - p_.reactor.left - px(16);
      const std::string late =
          Canvas::fitting(c_.fonts.small, {(differ ? "up to " : "") + by + " late", by + " late", by}, room);
      if (Canvas::fits(c_.fonts.small, late, room)) {
        const float left = p_.reactor.left + px(8);
        c_.text(c_.fonts.small, {left, y + tick + px(1)}, theme().blocking, late);
        now_left = std::max(now_left, left + Canvas::measure(c_.fonts.small, late).x + px(8));
      }
    }
    c_.text(c_.fonts.small, {now_left, y + tick + px(1)}, overdue ? theme().blocking : theme().accent, "now");
    if (w_.timers.empty() && to_.fired.empty()) {
      const float middle = p_.source_rows > 0 ? (p_.timers_top + y) / 2 : p_.reactor.centre().y;
      const std::string_view words = "no timers are set";
      // Clear of the line that says now.
      const float half = Canvas::measure(c_.fonts.small, words).x / 2;
      const float x = std::max((p_.now_x + p_.axis_end_x) / 2, p_.now_x + px(8) + half);
      if (y - p_.timers_top > c_.fonts.small->FontSize * 1.5f && x + half < p_.reactor.right)
        c_.centred(c_.fonts.small, {x, middle}, theme().dim_text, words);
    }
    for (const PacketState& packet : w_.packets) draw_packet(packet);
    for (const Scene::SourcePost& post : to_.sources) draw_source(post);
    for (const Scene::TimerPost& post : to_.posts) draw_post(post);
    for (const Scene::TimerPost& post : to_.fired) draw_fired(post);
    // Either all of them say when they are due, or there is no room for it.
    if (std::ranges::none_of(to_.more, [](const Scene::More& m) { return m.stand == Stand::timer; }) &&
        std::ranges::all_of(to_.posts,
                            [&](const Scene::TimerPost& post) { return has_room_for_deadline(post); })) {
      for (const Scene::TimerPost& post : to_.posts) draw_deadline(post);
    }
  }

  /// Left of now the axis says how late; on a scale of its own where much is late.
  void draw_late_ticks(bool labelled) {
    if (static_cast<double>(s_.chronicle.peaks().late.count()) < p_.late_span_ns / 5) return;
    const double pixels_per_ns = static_cast<double>(p_.now_x - p_.late_x) / p_.late_span_ns;
    const float y = p_.axis_y;
    for (const double value : round_ticks(0, p_.late_span_ns, static_cast<double>(px(36)) / pixels_per_ns)) {
      if (value <= 0) continue;
      const float x = p_.now_x - static_cast<float>(value * pixels_per_ns);
      c_.line({x, y}, {x, y + px(4)}, theme().dim_text, c_.hairline());
      const std::string text = "-" + to_text(Duration(static_cast<std::int64_t>(std::llround(value))));
      const float half = Canvas::measure(c_.fonts.small, text).x / 2;
      const float now = Canvas::measure(c_.fonts.small, "now").x / 2;
      if (!labelled || x + half > p_.now_x - now - px(4) || x - half < p_.reactor.left + px(2)) continue;
      c_.text(c_.fonts.small, {x - half, y + px(5)}, theme().dim_text, text);
      labelled = false;  // one says the scale
    }
  }

  std::string_view reactor_title() const {
    const float room = p_.reactor.width() - px(30) - Canvas::measure(c_.fonts.mono, "now " + shown_clock()).x;
    const std::string_view words = p_.source_rows == 0 ? "REACTOR: TIMERS" : "REACTOR: SOURCES AND TIMERS";
    return Canvas::measure(c_.fonts.caps, words).x <= room ? words : std::string_view("REACTOR");
  }

  /// What travels arrives where the axis says so.
  void draw_packet(const PacketState& packet) {
    const float x = p_.timer_x(packet.arrives - m_.time);
    const float w = px(5);
    const float h = px(4);
    const Rect r{x - w, p_.axis_y - h, x + w, p_.axis_y + h};
    c_.fill(r, theme().panel, px(1));
    c_.frame(r, theme().accent, px(1.2f), px(1));
    c_.line({r.left, r.top}, {x, p_.axis_y + h * 0.4f}, theme().accent, px(1));
    c_.line({x, p_.axis_y + h * 0.4f}, {r.right, r.top}, theme().accent, px(1));
  }

  void draw_source(const Scene::SourcePost& post) {
    const SourceState* source = w_.source(post.source);
    if (!source) return;
    const Rect inside = post.cell.inset(px(2), px(1.5f));
    const bool is_ready = (source->ready & readiness::readable) != 0 || source->unread > 0;
    c_.frame(inside, is_ready ? theme().accent : theme().hairline, c_.hairline(), px(4));
    const float r = p_.source_radius;
    for (std::size_t i = 0; i < std::max<std::size_t>(post.waiting.size(), 1); ++i) {
      const ImVec2 at(post.cell.left + px(5) + r + (r * 2 + px(4)) * static_cast<float>(i),
                      post.cell.centre().y);
      const Standing* stands = i < post.waiting.size() ? to_.of(post.waiting[i]) : nullptr;
      const bool is_here = stands && stands->stand == Stand::source &&
                           std::abs(stands->at.x - at.x) + std::abs(stands->at.y - at.y) < 1;
      // Where nobody waits there is an empty slot; who waits and stands elsewhere leaves a ring of its hue.
      if (is_here && m_.movement >= 1.0f) continue;
      Canvas::list()->AddCircle(at, r * 0.7f,
                                (stands ? hue_of(theme(), post.waiting[i]) : theme().hairline).u32(), 0,
                                c_.hairline());
    }
    const float width = inside.right - px(4) - post.words;
    if (width < px(16)) return;
    const float line = c_.fonts.small->FontSize;
    const float top = post.cell.centre().y - line - px(0.5f);
    c_.clipped(c_.fonts.small, {post.words, top}, theme().text, s_.names().source(post.source), width);
    c_.clipped(c_.fonts.small, {post.words, top + line + px(1)}, is_ready ? theme().accent : theme().dim_text,
               source_words(*source), width);
  }

  /// What is to be said of a source now, in a word or three.
  std::string source_words(const SourceState& source) const {
    if (source.unread > 0) return std::to_string(source.unread) + (source.unread == 1 ? " byte" : " bytes");
    if (source.ready & readiness::failed) return "failed";
    if (source.kind == SourceKind::stream && (source.ready & readiness::ended)) return "ended";
    if ((source.ready & readiness::readable) != 0) return "readable";
    if (!source.waiters.empty()) {
      switch (source.waiters.front().kind) {
        case AwaitKind::accept: return "for visitors";
        case AwaitKind::connect: return "for an answer";
        case AwaitKind::writable: return "for room";
        case AwaitKind::signal: return "for the key";
        default: return "for bytes";
      }
    }
    return "nobody waits";
  }

  void draw_post(const Scene::TimerPost& post) {
    const Colour colour = post.deadline < m_.time ? theme().blocking : theme().dim_text;
    // Timers of one deadline may stand beside each other; their stems meet where it is.
    const float due = p_.timer_x(post.deadline - m_.time);
    const float bend = p_.axis_y - px(9);
    c_.line(post.at, {post.at.x, bend}, colour.with_alpha(0.6f), c_.hairline());
    c_.line({post.at.x, bend}, {due, p_.axis_y - px(4)}, colour.with_alpha(0.6f), c_.hairline());
    c_.line({due, p_.axis_y - px(5)}, {due, p_.axis_y}, colour, px(2));
    // A timer whose task stands elsewhere (it is polled, or waits for something else, too) is an empty ring
    // in that task's hue.
    const Standing* stands = to_.of(post.task);
    if (!stands || stands->stand != Stand::timer ||
        std::abs(stands->at.x - post.at.x) + std::abs(stands->at.y - post.at.y) > 1) {
      Canvas::list()->AddCircle(post.at, p_.timer_radius * 0.72f, hue_of(theme(), post.task).u32(), 0,
                                c_.hairline());
    }
  }

  /// One that has fired is lit, with its stem, until its waker moves the task.
  void draw_fired(const Scene::TimerPost& post) {
    if (!f_.is(EventKind::timer_fired) || m_.event->subject != raw(post.timer)) return;
    const float due = p_.timer_x(post.deadline - m_.time);
    const float bend = p_.axis_y - px(9);
    c_.line(post.at, {post.at.x, bend}, theme().accent, px(1.5f));
    c_.line({post.at.x, bend}, {due, p_.axis_y - px(4)}, theme().accent, px(1.5f));
    c_.line({due, p_.axis_y - px(5)}, {due, p_.axis_y}, theme().accent, px(2.5f));
    Canvas::list()->AddCircle(post.at, p_.timer_radius + px(2), theme().accent.u32(), 0, px(2));
  }

  Rect deadline_place(const Scene::TimerPost& post) const {
    const ImVec2 size = Canvas::measure(c_.fonts.small, "at " + to_text(post.deadline));
    const float left = post.at.x + p_.timer_radius + px(5);
    return {left, post.at.y - size.y / 2, left + size.x, post.at.y + size.y / 2};
  }

  /// Whether neither another token, nor its stem, nor the edge is where the words would stand.
  bool has_room_for_deadline(const Scene::TimerPost& post) const {
    const Rect place = deadline_place(post);
    if (place.right > p_.reactor.right - px(4)) return false;
    const auto is_in_the_way = [&](const Scene::TimerPost& other) {
      const bool beside =
          other.at.x + p_.timer_radius > place.left && other.at.x - p_.timer_radius < place.right;
      return &other != &post && beside && other.at.y < place.bottom + p_.timer_radius;
    };
    return std::ranges::none_of(to_.posts, is_in_the_way) && std::ranges::none_of(to_.fired, is_in_the_way);
  }

  void draw_deadline(const Scene::TimerPost& post) {
    if (post.deadline < m_.time) return;
    c_.text(c_.fonts.small, deadline_place(post).min(), theme().dim_text, "at " + to_text(post.deadline));
  }

  void draw_waiting() {
    place(p_.waiting, theme().hairline, c_.hairline());
    draw_waiting_title();
    if (to_.rows.empty() && p_.card_rows == 0) {
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

  /// At this very moment: all that wait are still in their places.
  bool is_stuck() const { return m_.event && gets_stuck(*m_.event); }

  void draw_waiting_title() {
    if (!to_.ring.cycle.empty()) {
      draw_caption_with_terms(c_, c_.fonts.caps,
                              {p_.waiting.left + px(10), p_.waiting.top + px(p_.tight ? 4.0f : 7.0f)},
                              theme().warning,
                              !w_.ended    ? "A WAIT CYCLE"
                              : is_stuck() ? "STUCK IN A WAIT CYCLE"
                                           : "IT WAS STUCK IN A WAIT CYCLE",
                              p_.waiting);
      return;
    }
    const std::size_t hidden = p_.card_rows > 0 ? to_.hidden_resources : 0;
    const std::string more = hidden > 0 ? "+" + std::to_string(hidden) + " not shown" : "";
    const float width = Canvas::measure(c_.fonts.small, more).x;
    const float room = p_.waiting.width() - px(16) - (hidden > 0 ? width + px(14) : 0);
    const auto fits = [&](std::string_view words) { return Canvas::measure(c_.fonts.caps, words).x <= room; };
    std::string_view words = "WAITING ROOM";
    if (p_.card_rows > 0 && fits("WAITING ROOM: WHAT TASKS SHARE")) words = "WAITING ROOM: WHAT TASKS SHARE";
    title(p_.waiting, words);
    if (hidden > 0 && Canvas::measure(c_.fonts.caps, words).x <= room)
      c_.text(c_.fonts.small, {p_.waiting.right - px(10) - width, p_.waiting.top + px(6)}, theme().dim_text,
              more);
  }

  void draw_waiting_words(const WaitingRow& row) {
    const float left = row.at.x + p_.row_radius + px(8);
    const float alpha = m_.movement < 1 && !stood_in_room(row.task) ? m_.movement : 1.0f;
    const Colour ink = theme().text.with_alpha(alpha);
    if (row.await.kind == AwaitKind::join) {
      const auto target = static_cast<TaskId>(row.await.object);
      ImFont* font = c_.fonts.small;
      const std::string& name = s_.names().task(target);
      // Where its name has no room, the letter of who is waited for says enough.
      const float named = Canvas::measure(font, name).x + px(28);
      const bool is_named = Canvas::fits(font, "for", row.width - named);
      const std::string word =
          Canvas::fitting(font, {"waits for", "for", ""}, row.width - (is_named ? named : px(28)));
      const float y = row.at.y - font->FontSize / 2;
      c_.text(font, {left, y}, ink, word);
      const float badge = left + Canvas::measure(font, word).x + px(14);
      draw_badge(c_, {badge, row.at.y}, px(9), target, alpha);
      if (is_named) c_.text(font, {badge + px(14), y}, ink, name);
      return;
    }
    const TaskState* task = w_.task(row.task);
    const std::string what = s_.names().object(row.await.kind, row.await.object);
    const std::string text = (task && task->in_place ? "stands still for " : "waits for ") + what;
    // Two lines where the rows are far enough from each other.
    const float line = c_.fonts.small->FontSize;
    const bool deep = p_.row_radius * 2 + px(4) >= line * 2;
    const std::vector<std::string> lines =
        deep ? Canvas::broken(c_.fonts.small, text, row.width, 2)
             : std::vector{Canvas::fitting(c_.fonts.small,
                                           {text, what, s_.names().place(row.await.kind, row.await.object),
                                            what.substr(0, what.find(" written"))},
                                           row.width)};
    float y = row.at.y - line * static_cast<float>(lines.size()) / 2;
    for (const std::string& words : lines) {
      c_.text(c_.fonts.small, {left, y}, ink, words);
      y += line;
    }
  }

  bool stood_in_room(TaskId task) const {
    const Standing* before = from_.of(task);
    return before && before->stand == Stand::waiting;
  }

  /// A future that nobody polls: dashed, because nothing of it is there yet.
  void draw_unpolled(const WaitingRow& row) {
    const float r = p_.row_radius * 0.8f;
    constexpr int dashes = 10;
    for (int i = 0; i < dashes; ++i) {
      const float a = 6.2831853f * static_cast<float>(i) / dashes;
      Canvas::list()->PathArcTo(row.at, r, a, a + 0.36f, 4);
      Canvas::list()->PathStroke(theme().dim_text.u32(), 0, px(1.5f));
    }
    const float left = row.at.x + p_.row_radius + px(8);
    const std::string name = s_.names().future(row.unpolled);
    c_.text(c_.fonts.small, {left, row.at.y - c_.fonts.small->FontSize / 2}, theme().dim_text,
            Canvas::fitting(c_.fonts.small, {name + ": 0 polls", "0 polls", name}, row.width));
  }

  // ---- the worker threads, in runs that have some

  void draw_workers() {
    place(p_.workers, theme().hairline, c_.hairline());
    const std::size_t queued = w_.job_queue.size();
    const std::string behind = queued == 0 ? "" : std::to_string(queued) + " in their queue";
    const float width = Canvas::measure(c_.fonts.small, behind).x;
    const bool room =
        Canvas::measure(c_.fonts.caps, "WORKER THREADS").x + width + px(32) < p_.workers.width();
    title(p_.workers, room ? "WORKER THREADS" : "WORKERS");
    c_.text(c_.fonts.small, {p_.workers.right - px(10) - width, p_.workers.top + px(6)}, theme().dim_text,
            behind);
    const std::size_t workers = s_.chronicle.lanes().workers().size();
    for (std::size_t i = 0; i < p_.worker_rows; ++i) {
      const float top = p_.workers.top + p_.title + p_.worker_row * static_cast<float>(i);
      const Rect row{p_.workers.left + px(10), top, p_.workers.right - px(10), top + p_.worker_row - px(3)};
      if (i + 1 == p_.worker_rows && workers > p_.worker_rows) {
        draw_other_workers(row, i, workers);
      } else {
        draw_worker(row, i);
      }
    }
  }

  void draw_worker(const Rect& row, std::size_t index) {
    const float middle = (row.top + row.bottom) / 2;
    const float half = std::min(px(8), row.height() / 2);
    draw_worker_badge(c_, {row.left + half, middle}, half, static_cast<std::uint16_t>(index + 1));
    const Rect bar{row.left + half * 2 + px(8), row.top, row.right, row.bottom};
    const float y = middle - c_.fonts.small->FontSize / 2;
    const JobState* job = index < w_.workers.size() ? w_.job(w_.workers[index]) : nullptr;
    if (!job) {
      c_.text(c_.fonts.small, {bar.left, y}, theme().dim_text, "free");
      return;
    }
    const bool blocks = job->occupied && job->occupation.kind == WorkKind::block;
    const Colour colour = blocks ? theme().blocking : theme().polling;
    if (blocks) platform::hatch(Canvas::list(), bar.min(), bar.max(), colour.with_alpha(0.5f).u32());
    c_.frame(bar, colour, px(1.5f), px(3));
    // Whose work it is: a task with its badge, or nobody.
    float left = bar.left + px(8);
    const bool owned = job->task != TaskId::none;
    if (owned) left += half * 2 + px(2);
    std::string text = s_.names().job(job->id) + (blocks          ? ": blocks"
                                                  : job->occupied ? ": computes"
                                                                  : ": runs");
    if (job->occupied) {
      const std::string progress =
          text + " " + rough(m_.time - job->occupation.since) + " of " + to_text(job->occupation.duration);
      if (left + Canvas::measure(c_.fonts.small, progress).x + px(8) <= bar.right) text = progress;
    }
    const std::string shown = Canvas::shortened(c_.fonts.small, text, bar.right - px(8) - left);
    if (blocks) {
      c_.fill({bar.left + px(2), bar.top + px(2), left + Canvas::measure(c_.fonts.small, shown).x + px(4),
               bar.bottom - px(2)},
              theme().background, px(2));
    }
    if (owned) draw_badge(c_, {bar.left + px(4) + half, middle}, half * 0.95f, job->task);
    c_.text(c_.fonts.small, {left, y}, theme().text, shown);
  }

  /// Where not all of them have a row.
  void draw_other_workers(const Rect& row, std::size_t from, std::size_t workers) {
    std::size_t busy = 0;
    for (std::size_t i = from; i < w_.workers.size(); ++i) busy += w_.workers[i] != JobId::none ? 1 : 0;
    const std::string text =
        from == 0 ? std::to_string(busy) + " of " + std::to_string(workers) + " are busy"
                  : "+" + std::to_string(workers - from) + " more, " + std::to_string(busy) + " of them busy";
    c_.clipped(c_.fonts.small, {row.left, (row.top + row.bottom - c_.fonts.small->FontSize) / 2},
               theme().text, text, row.width());
  }

  void draw_done() {
    const float y = p_.done.centre().y;
    c_.line({p_.done.left, p_.done.top - px(4)}, {p_.done.right, p_.done.top - px(4)}, theme().hairline,
            c_.hairline());
    c_.text(c_.fonts.caps, {p_.done.left + px(10), y - c_.fonts.caps->FontSize / 2}, theme().dim_text,
            "DONE");
  }

  const LoopFrame& f_;
  const Canvas& c_;
  const LoopPlaces& p_;
  const Stage& s_;
  const World& w_;
  const Moment& m_;
  const Scene& from_;
  const Scene& to_;
};

}  // namespace

void draw_places(const LoopFrame& frame) { Places(frame).draw(); }

}  // namespace loopglass
