#include "app/views/go_menu.hpp"

#include <algorithm>

#include "app/platform/icons.hpp"
#include "app/views/floating.hpp"

namespace loopglass {
namespace {

using platform::Icon;

/// What a control of this target is called.
std::string key_of(const Target& target) {
  if (const auto* happening = std::get_if<Happening>(&target)) return name(*happening);
  if (const auto* task = std::get_if<TaskTarget>(&target)) return "task." + task->name;
  return "line." + std::to_string(std::get<LineTarget>(target).line);
}

class Rows {
 public:
  Rows(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands)
      : menu_(menu), c_(canvas), s_(stage), commands_(commands), waypoints_(stage.waypoints) {}

  void draw() {
    trail();
    bookmarks();
    heading();
    task_row();
    for (std::size_t i = 0; i < happening_count; ++i) {
      const auto happening = static_cast<Happening>(i);
      // What this run does not do is left out.
      if (waypoints_.tally[happening] > 0 || waypoints_.breakpoints.has(happening))
        target_row(happening, words_of(happening));
    }
    for (const Target& target : waypoints_.breakpoints.targets()) {
      // That of the task at hand has its row already.
      const bool is_shown =
          std::holds_alternative<Happening>(target) || target == Target(TaskTarget{task_name()});
      if (!is_shown) target_row(target, text_of(target));
    }
    if (waypoints_.breakpoints.targets().empty()) {
      menu_.note("The dot stops playing there; so does a click on a line number. F8: run to the next.");
    } else {
      breakpoints_row();
    }
    if (waypoints_.bookmarks.all().empty()) menu_.note("B marks this moment with a bookmark and a note.");
  }

 private:
  float px(float units) const { return c_.px(units); }
  float height() const { return std::round(c_.fonts.body->FontSize + px(9)); }

  /// The selected task, or that of the present event.
  std::string task_name() const {
    const Event* event = s_.moment.event;
    const TaskId task = s_.selection.task != TaskId::none ? s_.selection.task
                        : event                           ? event->task
                                                          : TaskId::none;
    return task == TaskId::none ? "" : s_.names().task(task);
  }

  Rect row() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    return {at.x, at.y, at.x + ImGui::GetContentRegionAvail().x, at.y + height()};
  }
  void end_row(const Rect& whole) const {
    ImGui::SetCursorScreenPos({whole.left, whole.bottom});
    ImGui::Dummy({1, 0});
    ImGui::SetCursorScreenPos({whole.left, whole.bottom + px(1)});
  }

  /// A part of a row that can be pressed.
  bool cell(const Rect& r, const std::string& name, const std::string& tip) const {
    ImGui::SetCursorScreenPos(r.min());
    const bool clicked = ImGui::InvisibleButton(name.c_str(), {std::max(r.width(), 1.0f), r.height()});
    menu_.add_control(name);
    if (ImGui::IsItemHovered()) {
      c_.fill(r, c_.theme.hover, px(4));
      draw_tip(c_, r, tip);
    }
    return clicked;
  }
  void sign(const Rect& r, Icon which) const {
    platform::icon(Canvas::list(), which, r.centre(), px(14), c_.theme.text.u32());
  }
  void words(const Rect& r, ImFont* font, Colour ink, const std::string& text) const {
    c_.clipped(font, {r.left, r.centre().y - font->FontSize / 2}, ink, text, r.width());
  }

  void trail() {
    if (!waypoints_.trail.has_back() && !waypoints_.trail.has_forward()) return;
    const Rect whole = row();
    Rect left = whole;
    for (const auto& [direction, name, text, key, there] :
         {std::tuple(-1, "go.back", "Back", "[", waypoints_.trail.has_back()),
          std::tuple(1, "go.forward", "Forward", "]", waypoints_.trail.has_forward())}) {
      Rect half = left.take_left(whole.width() / 2);
      if (!there) continue;
      if (cell(half, name,
               direction < 0 ? "Where the last jump came from ([ or Alt ←)"
                             : "Where you went back from (] or Alt →)"))
        commands_.push_back(command::Revisit{direction});
      sign(half.take_left(px(26)), direction < 0 ? Icon::chevron_left : Icon::chevron_right);
      words(half, c_.fonts.body, c_.theme.text, text);
    }
    end_row(whole);
  }

  /// What the signs at the end of each row do.
  void heading() {
    Rect whole = row();
    const Rect all = whole;
    for (const char* text : {"stop", "next", "back"}) {
      const Rect r = whole.take_right(px(34));
      const float wide = Canvas::measure(c_.fonts.small, text).x;
      words({r.centre().x - wide / 2, r.top, r.right + px(8), r.bottom}, c_.fonts.small, c_.theme.dim_text,
            text);
    }
    words(whole, c_.fonts.caps, c_.theme.dim_text, "GO TO");
    end_row(all);
  }

  /// It stands there even while there is no such task, so that nothing moves while the run is played.
  void task_row() {
    if (const std::string task = task_name(); !task.empty())
      return target_row(TaskTarget{task}, "an event of " + task, "task");
    const Rect whole = row();
    words(whole, c_.fonts.body, c_.theme.dim_text, "an event of a task: click one");
    end_row(whole);
  }

  void target_row(const Target& target, const std::string& what) { target_row(target, what, key_of(target)); }
  void target_row(const Target& target, const std::string& what, const std::string& name) {
    const Rect whole = row();
    Rect left = whole;
    const Rect stop = left.take_right(px(34));
    const Rect next = left.take_right(px(34));
    const Rect back = left.take_right(px(34));
    const std::string key = "go." + name;
    const bool is_set = waypoints_.breakpoints.has(target);
    if (cell(back, key + ".previous", "The one before")) commands_.push_back(command::RunTo{target, -1});
    sign(back, Icon::chevron_left);
    if (cell(next, key + ".next", "The next one; J goes on with it"))
      commands_.push_back(command::RunTo{target, 1});
    sign(next, Icon::chevron_right);
    if (cell(stop, key + ".stop", is_set ? "Stop there no more" : "Stop there when playing"))
      commands_.push_back(command::ToggleBreakpoint{target});
    draw_stop(stop.centre(), is_set);
    words(left, c_.fonts.body, is_set ? c_.theme.text : c_.theme.text.mix(c_.theme.dim_text, 0.5f), what);
    end_row(whole);
  }

  static std::string text_of(const Target& target) {
    const bool of_task = std::holds_alternative<TaskTarget>(target);
    return (of_task ? "an event of " : "") + words_of(target);
  }

  void draw_stop(ImVec2 centre, bool is_set) const {
    if (is_set) {
      Canvas::list()->AddCircleFilled(centre, px(5.5f), c_.theme.panicked.u32());
    } else {
      Canvas::list()->AddCircle(centre, px(5), c_.theme.dim_text.u32(), 0, c_.hairline());
    }
  }

  void breakpoints_row() {
    const Rect whole = row();
    Rect left = whole;
    left.take_right(px(34));
    const Rect next = left.take_right(px(34));
    const Rect back = left.take_right(px(34));
    if (cell(back, "go.breakpoint.previous", "The breakpoint before (Shift F8)"))
      commands_.push_back(command::RunToBreakpoint{-1});
    sign(back, Icon::chevron_left);
    if (cell(next, "go.breakpoint.next", "The next breakpoint (F8)"))
      commands_.push_back(command::RunToBreakpoint{1});
    sign(next, Icon::chevron_right);
    const char* const keys = "F8  Shift F8";
    const Rect right = left.take_right(Canvas::measure(c_.fonts.small, keys).x + px(6));
    words(right, c_.fonts.small, c_.theme.dim_text, keys);
    words(left, c_.fonts.strong, c_.theme.text, "any breakpoint");
    end_row(whole);
  }

  void bookmarks() {
    const auto& all = waypoints_.bookmarks.all();
    if (!all.empty()) menu_.caption("BOOKMARKS");
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Rect whole = row();
      Rect left = whole;
      const Rect remove = left.take_right(px(34));
      const std::string key = "go.bookmark." + std::to_string(i + 1);
      if (cell(remove, key + ".remove", "Remove this bookmark"))
        commands_.push_back(command::RemoveBookmark{i});
      sign(remove, Icon::bin);
      if (cell(left, key, "Go there")) commands_.push_back(command::GoToBookmark{i});
      Rect text = left;
      platform::icon(Canvas::list(), Icon::flag, text.take_left(px(24)).centre(), px(14),
                     c_.theme.accent.u32());
      const std::string moment = to_text(all[i].time) + ", event " + std::to_string(all[i].at);
      words(text, c_.fonts.body, c_.theme.text, all[i].note.empty() ? moment : all[i].note + "   " + moment);
      end_row(whole);
    }
  }

  const Menu& menu_;
  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
  const Waypoints& waypoints_;
};

}  // namespace

void draw_go_menu(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands) {
  Rows(menu, canvas, stage, commands).draw();
}

}  // namespace loopglass
