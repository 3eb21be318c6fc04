#include "app/views/focus.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "app/platform/keys.hpp"

namespace loopglass {
namespace {

namespace key = platform::key;

/// Whether the key was pressed; nobody else sees it in this frame.
bool take(int code, bool repeat = false) {
  if (!ImGui::IsKeyPressed(code, repeat)) return false;
  ImGui::GetIO().KeysDownDuration[code] = 1e-4f;  // as if it were held
  return true;
}

/// "log.output" belongs to the group "log".
std::string_view group_of(const Controls::Control& control) {
  const std::string_view name = control.name;
  const std::string_view group = name.substr(0, name.find('.'));
  return group == "transport" || group == "variant" ? "bar" : group;
}

/// "b.timeline.lane.7" belongs to the list "b.timeline.lane".
std::string_view list_of(std::string_view name) { return name.substr(0, name.rfind('.')); }

/// Where the focus can go, in the order of reading: that in which they are drawn, but the bar from left to
/// right. A list is one stop: that of it which had the focus last. A menu that is open has it for itself.
std::vector<const Controls::Control*> stops_of(const Controls& controls, std::string_view last) {
  std::vector<const Controls::Control*> bar;
  std::vector<const Controls::Control*> rest;
  const bool popup = std::ranges::any_of(controls.all(), &Controls::Control::is_in_popup);
  for (const Controls::Control& control : controls.all()) {
    if (!control.is_pressed || control.is_in_popup != popup) continue;
    if (control.is_listed) {
      const auto other = std::ranges::find_if(rest, [&](const auto* stop) {
        return stop->is_listed && list_of(stop->name) == list_of(control.name);
      });
      if (other != rest.end()) {
        if (control.name == last) *other = &control;
        continue;
      }
      if (control.name != last && control.place.height() < 2) continue;  // out of sight
    }
    (group_of(control) == "bar" && !popup ? bar : rest).push_back(&control);
  }
  std::ranges::sort(bar, {}, [](const auto* control) { return control->place.left; });
  bar.insert(bar.end(), rest.begin(), rest.end());
  return bar;
}

/// Arrows and Enter choose in the list below its field, as long as the ring is not there.
bool chooses_by_itself(const std::vector<const Controls::Control*>& stops) {
  return std::ranges::any_of(stops, [](const auto* control) { return control->name == "scenarios.find"; });
}

/// One that takes text or a figure: a click with Ctrl lets a person type it.
bool takes_text(const Controls::Control& control) {
  return control.name.starts_with("parameter.") && !control.name.starts_with("parameter.policy.");
}

}  // namespace

void Focus::take_keys(const Controls& last, platform::Surface& surface) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) {
    // Its own press is a click as well.
    if (!std::exchange(pressing_, false)) shown_ = false;
  }
  const auto stops = stops_of(last, name_);
  const bool popup = !stops.empty() && stops.front()->is_in_popup;
  if (popup != in_popup_) {
    in_popup_ = popup;
    if (popup) {
      name_below_ = std::exchange(name_, "");
      shown_below_ = shown_;
    } else {
      name_ = name_below_;
      shown_ = shown_ && shown_below_;
    }
  }
  // A menu that was closed in the last frame is among its controls.
  if (first_in_menu_.empty() &&
      !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
    menu_key_ = 0;
  if (await_menu(stops)) return press(stops, surface);
  if (frames_to_sight_ > 0 && --frames_to_sight_ > 0) press(stops, surface);
  if (io.WantTextInput) {
    // Tab leaves a field; what is typed stays.
    const auto field = std::ranges::find_if(stops, [](const auto* control) { return control->is_active; });
    if (field == stops.end() || !take(key::tab)) return;
    name_ = (*field)->name;
    shown_ = true;
    ImGui::ClearActiveID();
    return move(stops, io.KeyShift ? -1 : 1, false);
  }
  if (ImGui::IsKeyPressed(key::escape, false)) shown_ = false;
  if (take(key::tab, true)) move(stops, io.KeyShift ? -1 : 1, false);
  if (take(key::f6, true)) move(stops, io.KeyShift ? -1 : 1, true);
  if (popup && (shown_ || !chooses_by_itself(stops))) {
    for (int n = moves_by_keys(); n != 0; n -= n > 0 ? 1 : -1) move(stops, n > 0 ? 1 : -1, false);
  }
  if (shown_ && !popup && ImGui::IsKeyPressed(key::down, true) && move_in_list(last, 1))
    take(key::down, true);
  if (shown_ && !popup && ImGui::IsKeyPressed(key::up, true) && move_in_list(last, -1)) take(key::up, true);
  if (shown_ && !io.KeyCtrl && (take(key::enter) || take(key::kp_enter) || take(key::space)))
    press(stops, surface);
}

/// How many lines down the arrows go in this frame, and the key that has opened the menu.
int Focus::moves_by_keys() const {
  int moves = (take(key::down, true) ? 1 : 0) - (take(key::up, true) ? 1 : 0);
  if (menu_key_ != 0 && take(menu_key_)) ++moves;
  return moves;
}

/// Takes the ring to where it begins in the menu that opens, and keeps an Enter for that; returns whether
/// there was one and the menu is there.
bool Focus::await_menu(const Stops& stops) {
  if (first_in_menu_.empty()) return false;
  // What comes after an Enter is not for this menu any more.
  if (!press_in_menu_) moves_in_menu_ += moves_by_keys();
  if (take(key::enter) || take(key::kp_enter)) press_in_menu_ = true;
  if (std::ranges::find(stops, first_in_menu_, [](const auto* stop) { return stop->name; }) != stops.end()) {
    name_ = std::exchange(first_in_menu_, "");
    shown_ = true;
    for (; moves_in_menu_ > 0; --moves_in_menu_) move(stops, 1, false);
    for (; moves_in_menu_ < 0; ++moves_in_menu_) move(stops, -1, false);
    return press_in_menu_;
  }
  if (--frames_to_menu_ <= 0) first_in_menu_.clear();
  return false;
}

void Focus::move(const Stops& stops, int direction, bool by_group) {
  if (stops.empty()) return;
  const auto count = static_cast<int>(stops.size());
  const auto found = std::ranges::find(stops, name_, [](const auto* control) { return control->name; });
  const bool is_there = found != stops.end();
  auto at = static_cast<int>(found - stops.begin());
  // From where it was when it was last seen; else from the beginning or the end.
  if (!is_there) at = direction > 0 ? -1 : count;
  const auto step = [&] { at = (at + direction + count) % count; };
  if (is_there && !shown_ && !by_group) {
    shown_ = true;  // it comes back where it was
    return;
  }
  const std::string_view group = is_there ? group_of(**found) : std::string_view();
  step();
  for (int i = 0; by_group && i < count && group_of(*stops[static_cast<std::size_t>(at)]) == group; ++i)
    step();
  name_ = stops[static_cast<std::size_t>(at)]->name;
  shown_ = true;
}

bool Focus::move_in_list(const Controls& last, int direction) {
  Stops members;
  const std::string_view list = list_of(name_);
  for (const Controls::Control& control : last.all()) {
    if (control.is_listed && list_of(control.name) == list) members.push_back(&control);
  }
  const auto found = std::ranges::find(members, name_, [](const auto* control) { return control->name; });
  if (found == members.end()) return false;
  const auto at = (found - members.begin()) + direction;
  if (at >= 0 && at < static_cast<std::ptrdiff_t>(members.size()))
    name_ = members[static_cast<std::size_t>(at)]->name;
  return true;
}

void Focus::press(const Stops& stops, platform::Surface& surface) {
  const auto found = std::ranges::find(stops, name_, [](const auto* control) { return control->name; });
  if (found == stops.end()) return;
  if ((*found)->is_out_of_sight) {
    if (frames_to_sight_ == 0) frames_to_sight_ = most_frames_to_menu;
    return;
  }
  frames_to_sight_ = 0;
  const ImVec2 centre = ((*found)->is_listed ? (*found)->press : (*found)->place).centre();
  surface.press(centre.x, centre.y, takes_text(**found));
  pressing_ = true;
}

void Focus::draw(const Canvas& canvas) const {
  if (!shown_) return;
  const auto& all = canvas.controls.all();
  const auto found = std::ranges::find_if(all, [&](const Controls::Control& control) {
    return control.name == name_ && control.is_pressed && control.is_in_popup == in_popup_;
  });
  if (found == all.end()) return;
  const Rect ring = found->place.inset(-canvas.px(2));
  ImDrawList* list = ImGui::GetForegroundDrawList();
  // Seen on any ground: bright within dark.
  list->AddRect(ring.min(), ring.max(), canvas.theme.background.u32(), canvas.px(5), 0, canvas.px(5));
  list->AddRect(ring.min(), ring.max(), canvas.theme.accent.u32(), canvas.px(5), 0, canvas.px(2.5f));
}

}  // namespace loopglass
