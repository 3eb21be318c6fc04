#include "app/views/tour.hpp"

#include <algorithm>
#include <string>

#include "app/views/floating.hpp"

namespace loopglass {
namespace {

struct Step {
  const char* first;  // the controls that it is about, from this one to that one
  const char* last;
  const char* title;
  const char* words;
  bool (*suits)(const World&, const Event&);  // whether it can be seen there
};

bool is_busy(const World& w, const Event&) { return w.timers.size() > 1 && w.turn > 2 && !w.ready.empty(); }

/// The arrow of a wake stands out, and not at the edge where time begins.
bool wakes(const World& w, const Event& event) {
  return event.kind == EventKind::task_woken &&
         static_cast<WakeOutcome>(event.detail) == WakeOutcome::queued && w.now > Instant();
}

constexpr Step steps[] = {
    {"bar.scenario", "bar.scenario", "A program that really runs",
     "What you see is a run, not a drawing: one thread runs several tasks, and each thing that it does is an "
     "event you can go to. This name is a menu: it has all scenarios, each a small program (S).",
     is_busy},
    {"loop.queue", "loop.executor", "Ready queue and executor",
     "Each disc with a letter is a task. Those that can go on stand in line. There is one thread, so the "
     "executor has one slot: it takes the head of the queue, at the right, and polls it. The task goes on "
     "until it has to wait.",
     [](const World& w, const Event&) { return w.ready.size() > 1 && w.polling != TaskId::none; }},
    {"loop.reactor", "loop.reactor", "The reactor",
     "A task that cannot go on leaves a waker here, which can put it back in line: beside a timer, or with "
     "what comes from outside. When that is there, the waker puts the task at the back of the queue.",
     [](const World& w, const Event&) { return w.timers.size() > 1 && w.parked; }},
    {"timeline", "timeline", "The timeline",
     "The whole run, a lane for each task. Click or drag to see any moment. An arrow says who woke whom: "
     "from "
     "one lane to another, or from above where it was the reactor.",
     wakes},
    {"sentence", "sentence", "What just happened, and why",
     "One sentence for the present event. A word with dots below it says what it means when the mouse is on "
     "it.",
     is_busy},
    {"transport.start", "transport.end", "Through the run",
     "After the tour, Space plays, and → and ← go one event on or back; back is exact. Click a task to ask "
     "why it stands where it stands. F1 has all keys and signs.",
     is_busy},
};

bool overlaps(const Rect& a, const Rect& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/// From the first control to the last; empty if they are not on the screen.
Rect place_of(const Controls& controls, const Step& step) {
  Rect place{};
  for (const Controls::Control& control : controls.all()) {
    if (control.name == step.first) place = control.place;
    if (control.name == step.last && place.width() > 0) {
      place.left = std::min(place.left, control.place.left);
      place.right = std::max(place.right, control.place.right);
    }
  }
  return place;
}

/// Below or above the place, else to its side, else in the corner.
Rect card_place(const Canvas& c, const Rect& window, const Rect& lit, ImVec2 size) {
  const float edge = c.px(8);
  if (lit.width() <= 0) {
    const ImVec2 middle = window.centre();
    return {middle.x - size.x / 2, middle.y - size.y / 2, middle.x + size.x / 2, middle.y + size.y / 2};
  }
  const Rect beside = place_beside(c, lit, size);
  if (!overlaps(beside, lit)) return beside;
  const float top = std::clamp(lit.top, edge, std::max(edge, window.bottom - size.y - edge));
  const float right = lit.right + edge;
  if (right + size.x <= window.right) return {right, top, right + size.x, top + size.y};
  const float left = lit.left - edge - size.x;
  if (left >= 0) return {left, top, left + size.x, top + size.y};
  return {window.right - edge - size.x, window.bottom - edge - size.y, window.right - edge,
          window.bottom - edge};
}

/// Everything but the lit place steps back.
void shade(const Canvas& c, const Rect& window, const Rect& lit) {
  ImDrawList* list = Canvas::list();
  list->PushClipRectFullScreen();
  const auto dim = c.theme.background.with_alpha(0.62f).u32();
  const Rect r = lit.width() > 0 ? lit.inset(-c.px(3)) : Rect{};
  list->AddRectFilled(window.min(), {window.right, r.top}, dim);
  list->AddRectFilled({window.left, r.bottom}, window.max(), dim);
  list->AddRectFilled({window.left, r.top}, {r.left, r.bottom}, dim);
  list->AddRectFilled({r.right, r.top}, {window.right, r.bottom}, dim);
  if (lit.width() > 0) list->AddRect(r.min(), r.max(), c.theme.accent.u32(), c.px(6), 0, c.px(2.5f));
  list->PopClipRect();
}

/// Returns whether it was pressed. The one that is meant to be pressed is filled.
bool button(const Canvas& c, const Rect& r, const char* name, const char* word, bool is_main) {
  ImGui::SetCursorScreenPos(r.min());
  const bool pressed = ImGui::InvisibleButton(name, {r.width(), r.height()});
  c.controls.add_item(name);
  const bool hovered = ImGui::IsItemHovered();
  const Colour fill = is_main ? c.theme.accent.mix(c.theme.text, hovered ? 0.25f : 0.0f)
                              : (hovered ? c.theme.hover : c.theme.raised);
  c.fill(r, fill, c.px(4));
  if (!is_main) c.frame(r, c.theme.hairline, c.hairline(), c.px(4));
  c.centred(c.fonts.body, r.centre(), is_main ? c.theme.ink_on(fill) : c.theme.text, word);
  return pressed;
}

}  // namespace

bool Tour::is_at_last() const { return step_ && *step_ + 1 == std::size(steps); }

void Tour::go(int direction) {
  if (!step_) return;
  if (direction < 0) {
    *step_ -= *step_ > 0 ? 1 : 0;
  } else if (++*step_ == std::size(steps)) {
    leave();
  }
}

bool Tour::suits(const World& world, const Event& event) const { return steps[*step_].suits(world, event); }

std::optional<Panel> Tour::panel() const {
  const std::string_view first = steps[*step_].first;
  if (first == "timeline") return Panel::timeline;
  if (first.starts_with("transport") || first.starts_with("bar")) return std::nullopt;
  return Panel::loop;  // the sentence stands there, too
}

void Tour::draw(const Canvas& c, const Rect& window, Commands& commands) const {
  if (!step_) return;
  const auto px = [&](float units) { return c.px(units); };
  const Step& step = steps[*step_];
  const Rect lit = place_of(c.controls, step);
  const float width = std::min(px(350), window.width() - px(16));
  const float inside = width - px(32);
  const float words = Canvas::measure(c.fonts.body, step.words, inside).y;
  const float height = px(14) + c.fonts.title->FontSize + px(8) + words + px(14) + px(30) + px(12);
  const Rect card = card_place(c, window, lit, {width, height});

  ImGui::SetNextWindowPos(card.min());
  ImGui::SetNextWindowSize({card.width(), card.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("tour", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  shade(c, window, lit);
  c.fill(card, c.theme.raised.with_alpha(1.0f), px(6));
  c.frame(card, c.theme.accent, c.hairline(), px(6));
  float y = card.top + px(14);
  const float left = card.left + px(16);
  c.clipped(c.fonts.title, {left, y}, c.theme.text, step.title, inside);
  y += c.fonts.title->FontSize + px(8);
  c.wrapped(c.fonts.body, {left, y}, c.theme.text, step.words, inside);
  Rect row{left, card.bottom - px(42), card.right - px(16), card.bottom - px(12)};
  if (button(c, row.take_right(px(76)), "tour.next", is_at_last() ? "Done" : "Next", true))
    commands.push_back(command::StepTour{1});
  row.take_right(px(8));
  if (*step_ > 0 && button(c, row.take_right(px(66)), "tour.back", "Back", false))
    commands.push_back(command::StepTour{-1});
  if (button(c, row.take_left(px(96)), "tour.leave", "Leave (Esc)", false))
    commands.push_back(command::LeaveTour{});
  const std::string number = std::to_string(*step_ + 1) + " of " + std::to_string(std::size(steps));
  if (row.width() > Canvas::measure(c.fonts.small, number).x + px(12))
    c.centred(c.fonts.small, row.centre(), c.theme.dim_text, number);
  c.controls.add("tour." + std::to_string(*step_ + 1), card);
  ImGui::End();
}

}  // namespace loopglass
