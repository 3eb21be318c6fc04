#include <algorithm>
#include <cmath>
#include <optional>

#include "app/views/floating.hpp"
#include "app/views/loop_frame.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

class Actors {
 public:
  Actors(const LoopFrame& frame, Commands& commands)
      : f_(frame),
        c_(frame.canvas),
        p_(frame.places),
        s_(frame.stage),
        w_(frame.world),
        m_(frame.moment),
        from_(frame.from),
        to_(frame.to),
        commands_(commands) {}

  void draw() {
    draw_tokens();
    draw_more();
    draw_pulse();
  }

 private:
  const Theme& theme() const { return c_.theme; }
  float px(float units) const { return c_.px(units); }

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
    const float begin = f_.is(EventKind::task_woken) ? 0.45f : 0.0f;
    const float t = ease(part(m_.movement, begin, 1.0f));
    return {mix(from.at, to.at, t), mix(from.radius, to.radius, t), mix(from.alpha, to.alpha, t), to.stand};
  }

  void draw_tokens() {
    // The one that moves is drawn last, over the others.
    const TaskId mover = m_.event ? m_.event->task : TaskId::none;
    if (w_.tasks.size() > crowd) {
      for (const TaskId task : to_.seen) draw_task(task);
      return;
    }
    for (const TaskState& task : w_.tasks) {
      if (task.id != mover) draw_task(task.id);
    }
    if (w_.task(mover)) draw_task(mover);
  }

  void draw_task(TaskId id) {
    const Standing at = shown(id);
    const TaskState& task = *w_.task(id);
    draw_token(c_, at.at, at.radius, id,
               {task.status, (f_.is_blocking() && w_.polling == id) || is_overdue(task),
                s_.selection.task == id, at.alpha});
    if (at.alpha > 0.5f) {
      draw_name(at, id);
      respond(at, id);
    }
  }

  /// Whether a timer of a waiting task should have fired by now.
  bool is_overdue(const TaskState& task) const {
    if (task.status != TaskStatus::waiting) return false;
    for (const TimerState& timer : w_.timers) {
      if (timer.deadline >= m_.time) return false;  // and so are all that follow
      if (timer.task == task.id) return true;
    }
    return false;
  }

  /// The name stays with its token on the belt, also while that moves.
  void draw_name(const Standing& at, TaskId id) {
    if (at.stand != Stand::queue || std::abs(at.at.y - p_.belt_y) > px(1)) return;
    const QueueRows rows = queue_rows(c_, p_);
    if (rows.count == 0) return;
    ImFont* font = c_.fonts.small;
    const bool is_head = !w_.ready.empty() && w_.ready.front() == id;
    const Colour ink = is_head ? theme().text : theme().dim_text;
    float y = rows.top;
    const auto line = [&](const std::string& words) {
      c_.text(font, {at.at.x - Canvas::measure(font, words).x / 2, y}, ink, words);
      y += font->FontSize;
    };
    const std::vector<std::string> name = name_below(id, rows.count);
    for (const std::string& words : name) line(words);
    const bool is_next = !w_.ended && is_head && (w_.policy == Policy::fifo || w_.first_by_hand > 0);
    if (is_next && name.size() < rows.count) line("next");
  }

  /// As much of it as there is room for below a token of the queue; where that is too little its letter says
  /// enough.
  std::vector<std::string> name_below(TaskId id, std::size_t rows) const {
    ImFont* font = c_.fonts.small;
    const float width = p_.belt_step - px(2);
    const std::string& name = s_.names().task(id);
    rows = std::min<std::size_t>(rows, 2);
    if (Canvas::fits(font, name, width, rows)) return Canvas::broken(font, name, width, rows);
    constexpr float least = 4.5f;  // letters
    if (width < font->FontSize * 0.55f * least) return {};
    // What tells it from its siblings is its number.
    const std::size_t end = name.find_last_not_of("0123456789");
    const std::string number = end == std::string::npos || name[end] != ' ' ? "" : name.substr(end);
    const float left = width - Canvas::measure(font, number).x;
    return {Canvas::shortened(font, std::string_view(name).substr(0, name.size() - number.size()), left) +
            number};
  }

  void respond(const Standing& at, TaskId id) {
    const float r = at.radius + px(2);
    const Rect place{at.at.x - r, at.at.y - r, at.at.x + r, at.at.y + r};
    if (at.stand != Stand::done) c_.controls.add("loop.task." + letters(id), place);
    if (!ImGui::IsWindowHovered() || !place.contains(ImGui::GetMousePos())) return;
    commands_.push_back(command::Hover{id});
    if (ImGui::IsMouseClicked(0)) commands_.push_back(command::Select{id});
    if (ImGui::IsMouseClicked(1)) commands_.push_back(command::ShowActs{id});
    const TaskState& task = *w_.task(id);
    std::string tip = letters(id) + "  " + s_.names().task(id) + ": " + word_for(task.status);
    if (task.status == TaskStatus::waiting && task.innermost_await()) {
      const Await& await = *task.innermost_await();
      tip += "\nwaits for " + s_.names().object(await.kind, await.object);
      if (const TimerState* timer = w_.timer(static_cast<TimerId>(await.object));
          timer && (await.kind == AwaitKind::timer || await.kind == AwaitKind::interval)) {
        const bool late = timer->deadline < m_.time;
        tip += ", due at " + to_text(timer->deadline) +
               (late ? " (" + rough(m_.time - timer->deadline) + " late)"
                     : " (in " + rough(timer->deadline - m_.time) + ")");
      }
    }
    tip += "\npolled " + std::to_string(task.polls) + (task.polls == 1 ? " time" : " times");
    draw_tip(c_, place, tip);
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
      case EventKind::job_queued:
        if (const Standing* from = to_.of(e.task)) {
          pulse(from->at, job_place(static_cast<JobId>(e.subject)), m_.movement, hue_of(theme(), e.task));
        }
        break;
      case EventKind::message_sent:
      case EventKind::resource_acquired:
      case EventKind::resource_released:
        if (const auto thing = shared_place(e.subject)) {
          const Standing* at = from_.of(e.task);
          if (!at) break;
          const bool takes = e.kind == EventKind::resource_acquired;
          pulse(takes ? *thing : at->at, takes ? at->at : *thing, m_.movement, hue_of(theme(), e.task));
        }
        break;
      case EventKind::message_received:
        if (const auto thing = shared_place(e.subject)) {
          if (const Standing* at = to_.of(e.task)) pulse(*thing, at->at, m_.movement, theme().accent);
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
        // From where it is due on the axis: other timers may stand between that and the task.
        const Instant due = w_.deadline_of(static_cast<TimerId>(e.subject));
        return {p_.timer_x(std::min(due, m_.time) - m_.time), p_.axis_y};
      }
      case WakeReason::joined:
        if (const Standing* at = from_.of(static_cast<TaskId>(e.subject))) return at->at;
        break;
      case WakeReason::job: return job_place(static_cast<JobId>(e.subject));
      case WakeReason::source:
        if (const auto place = source_place(e.subject)) return *place;
        break;
      case WakeReason::resource:
        if (const auto place = shared_place(e.subject)) return *place;
        break;
      case WakeReason::hand: return {p_.executor.centre().x, p_.executor.top};
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
      // It is one of those that have no room.
      for (const Scene::More& more : to_.more) {
        if (more.stand == Stand::timer) return more.at;
      }
      return {p_.now_x, p_.axis_y};
    }
    if (kind == AwaitKind::join) {
      if (const Standing* at = to_.of(static_cast<TaskId>(object)); at && at->alpha > 0.5f) return at->at;
    }
    if (is_source(kind)) {
      if (const auto place = source_place(object)) return *place;
    }
    if (is_resource(kind)) {
      if (const auto place = shared_place(object)) return *place;
    }
    if (kind == AwaitKind::job) return job_place(static_cast<JobId>(object));
    return p_.waiting.centre();
  }

  std::optional<ImVec2> shared_place(std::uint32_t resource) const {
    for (const ResourcePost& post : to_.resources) {
      if (raw(post.resource) == resource) return post.thing.centre();
    }
    return std::nullopt;
  }

  std::optional<ImVec2> source_place(std::uint32_t source) const {
    for (const Scene::SourcePost& post : to_.sources) {
      if (raw(post.source) == source) return post.cell.centre();
    }
    return std::nullopt;
  }

  /// The row of the worker that has the job; the place as a whole where it has no row.
  ImVec2 job_place(JobId id) const {
    const JobState* job = w_.job(id);
    if (!job || job->worker == 0 || job->worker > p_.worker_rows) return p_.workers.centre();
    return {p_.workers.left + px(18),
            p_.workers.top + p_.title + p_.worker_row * (static_cast<float>(job->worker) - 0.5f)};
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

  const LoopFrame& f_;
  const Canvas& c_;
  const LoopPlaces& p_;
  const Stage& s_;
  const World& w_;
  const Moment& m_;
  const Scene& from_;
  const Scene& to_;
  Commands& commands_;
};

}  // namespace

void draw_actors(const LoopFrame& frame, Commands& commands) { Actors(frame, commands).draw(); }

}  // namespace loopglass
