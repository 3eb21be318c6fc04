#include "app/views/acts_view.hpp"

#include <algorithm>

#include "app/platform/keys.hpp"
#include "app/session/offers.hpp"
#include "app/views/floating.hpp"
#include "app/views/menu.hpp"

namespace loopglass {
namespace {

std::string control_of(const Offer& offer) { return std::string("act.") + name(offer.act.what); }

}  // namespace

void draw_act_buttons(const Canvas& canvas, const Stage& stage, Commands& commands) {
  const auto px = [&](float units) { return canvas.px(units); };
  ImFont* font = canvas.fonts.small;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float height = std::round(font->FontSize + px(8));
  float x = 0;
  float y = 0;
  const auto all = offers(stage.trace(), stage.world(), stage.names(), stage.selection.task);
  for (const Offer& offer : all) {
    const float wide = std::min(Canvas::measure(font, offer.words).x + px(16), width);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += height + px(4);
    }
    const Rect r{corner.x + x, corner.y + y, corner.x + x + wide, corner.y + y + height};
    ImGui::SetCursorScreenPos(r.min());
    if (ImGui::InvisibleButton(control_of(offer).c_str(), {r.width(), r.height()}))
      commands.push_back(command::Interfere{offer.act});
    if (r.bottom < ImGui::GetWindowPos().y + ImGui::GetWindowHeight() && r.top >= ImGui::GetWindowPos().y)
      canvas.controls.add_item(control_of(offer));
    const bool hovered = ImGui::IsItemHovered();
    if (hovered)
      draw_tip(canvas, r,
               offer.what + "\nThe run goes on from here as a new branch. (A, then " +
                   static_cast<char>(offer.key - 'a' + 'A') + ")");
    if (hovered) canvas.fill(r, canvas.theme.hover, px(4));
    canvas.frame(r, canvas.theme.dim_text.with_alpha(0.6f), canvas.hairline(), px(4));
    canvas.clipped(font, {r.left + px(8), r.centre().y - font->FontSize / 2}, canvas.theme.text, offer.words,
                   r.width() - px(12));
    x += wide + px(6);
  }
  if (all.empty()) return;
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy({width, y + height});
}

void ActMenu::draw(const Canvas& canvas, const Stage& stage, Commands& commands) {
  // The key that opens it must not choose in it as well.
  const bool opens = std::exchange(wanted_, false);
  if (opens) {
    at_ = ImGui::GetMousePos();
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const bool is_outside = at_.x < 0 || at_.y < 0 || at_.x > window.x || at_.y > window.y;
    if (is_outside) at_ = {window.x / 2, window.y / 3};
    ImGui::OpenPopup("acts");
  }
  if (!ImGui::IsPopupOpen("acts")) return;
  const auto all = offers(stage.trace(), stage.world(), stage.names(), task_);
  const float row = canvas.fonts.body->FontSize + canvas.fonts.small->FontSize + canvas.px(24);
  const float high = canvas.px(92) + row * static_cast<float>(std::max<std::size_t>(all.size(), 1));
  const float top = std::clamp(at_.y, canvas.px(8),
                               std::max(canvas.px(8), ImGui::GetIO().DisplaySize.y - high - canvas.px(8)));
  Menu menu(canvas, Rect{at_.x, top, at_.x + 1, top + 1}, top);
  if (!menu.begin("acts", 330)) return;
  menu.caption("BY HAND");
  for (const Offer& offer : all) {
    const std::string key(1, static_cast<char>(offer.key - 'a' + 'A'));
    const bool pressed =
        !opens && ImGui::IsKeyPressed(platform::key::a + (offer.key - 'a'), false) && !ImGui::GetIO().KeyCtrl;
    if (menu.item("menu." + control_of(offer), key + "   " + offer.words, offer.what, false) || pressed) {
      commands.push_back(command::Interfere{offer.act});
      ImGui::CloseCurrentPopup();
    }
  }
  if (all.empty()) {
    menu.note(stage.world().ended ? "The run is over: step back, then something can be done to it."
                                  : "There is nothing to be done to this task now.");
  } else {
    menu.note("The run goes on from here as a new branch; this one stays beside it.");
  }
  menu.end();
}

}  // namespace loopglass
