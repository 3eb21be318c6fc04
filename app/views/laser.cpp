#include "app/views/laser.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {
namespace {

constexpr double tail_seconds = 0.35;
constexpr float spot = 6;   // radius, in units of design
constexpr float glow = 22;  // of what shines round it

}  // namespace

void Laser::toggle() {
  is_on_ = !is_on_;
  trail_.clear();
}

void Laser::draw(const Canvas& canvas, double now, bool has_tail) {
  const ImVec2 mouse = ImGui::GetMousePos();
  if (!is_on_ || !ImGui::IsMousePosValid(&mouse)) return trail_.clear();
  ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  const bool moved = trail_.empty() || trail_.back().at.x != mouse.x || trail_.back().at.y != mouse.y;
  if (moved) trail_.push_back({mouse, now});
  while (trail_.size() > 1 && (!has_tail || now - trail_.front().time > tail_seconds)) trail_.pop_front();

  ImDrawList* list = ImGui::GetForegroundDrawList();
  const auto px = [&](float units) { return canvas.px(units); };
  const auto length = [&](std::size_t i) {
    return std::hypot(trail_[i + 1].at.x - trail_[i].at.x, trail_[i + 1].at.y - trail_[i].at.y);
  };
  float whole = 0;
  for (std::size_t i = 0; i + 1 < trail_.size(); ++i) whole += length(i);
  // It gets thinner and fainter towards its end, however few the points are that the mouse has told of.
  float behind = 0;
  for (std::size_t i = 0; i + 1 < trail_.size(); ++i) {
    const float own = length(i);
    const auto age = static_cast<float>((now - trail_[i].time) / tail_seconds);
    const float left = std::clamp(1.0f - age, 0.0f, 1.0f);
    const auto pieces = static_cast<int>(std::clamp(own / px(5), 1.0f, 60.0f));
    const auto point = [&](int piece) {
      const float part = static_cast<float>(piece) / static_cast<float>(pieces);
      return ImVec2(mix(trail_[i].at.x, trail_[i + 1].at.x, part),
                    mix(trail_[i].at.y, trail_[i + 1].at.y, part));
    };
    for (int piece = 0; piece < pieces; ++piece) {
      const float along = behind + own * static_cast<float>(piece + 1) / static_cast<float>(pieces);
      const float strength = left * along / std::max(whole, 1.0f);
      list->AddLine(point(piece), point(piece + 1), colour.with_alpha(strength * 0.7f).u32(),
                    px(spot * 2 * strength + 1));
    }
    behind += own;
  }
  // A halo of thin rings: it grows faint outwards.
  constexpr int rings = 6;
  for (int i = 0; i < rings; ++i) {
    const float part = static_cast<float>(i + 1) / rings;
    list->AddCircleFilled(mouse, px(mix(glow, spot, part)), colour.with_alpha(0.05f + 0.05f * part).u32(),
                          32);
  }
  list->AddCircleFilled(mouse, px(spot), colour.u32(), 24);
  list->AddCircleFilled(mouse, px(spot * 0.45f), Colour::hex(0xFFFFFF).u32(), 16);
}

}  // namespace loopglass
