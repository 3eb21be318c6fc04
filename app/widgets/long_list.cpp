#include "app/widgets/long_list.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace loopglass {
namespace {

/// Up to here a float has every pixel and parts of it.
constexpr double tallest = 1'000'000;
constexpr double rows_a_notch = 3;

}  // namespace

LongList::Rows LongList::place(std::size_t count, float height) {
  const double rows = static_cast<double>(count);
  const float window = ImGui::GetWindowHeight();
  visible_ = window / height;
  const double last_top = std::max(0.0, rows - visible_);
  const bool is_short = rows * height <= tallest;
  const double content = is_short ? rows * height : tallest;
  const double last_scroll = std::max(content - window, 1.0);
  const double scale = is_short ? height : last_scroll / std::max(last_top, 1.0);  // pixels a row

  const float scroll = ImGui::GetScrollY();
  if (wanted_ >= 0) {
    top_ = wanted_;
    wanted_ = -1;
  } else if (const float wheel = ImGui::GetIO().MouseWheel;
             !is_short && wheel != 0 && ImGui::IsWindowHovered()) {
    top_ -= wheel * rows_a_notch;
  } else if (scroll != std::min(scroll_, ImGui::GetScrollMaxY())) {
    top_ = scroll / scale;
  }
  top_ = std::clamp(top_, 0.0, last_top);
  scroll_ = std::round(static_cast<float>(top_ * scale));
  // Takes effect in the next frame, when the height of this one is known.
  if (scroll != scroll_) ImGui::SetScrollY(scroll_);

  const ImVec2 corner = ImGui::GetWindowPos();
  ImGui::Dummy({1, static_cast<float>(content)});
  Rows seen;
  seen.begin = static_cast<std::size_t>(top_);
  seen.end = std::min(count, static_cast<std::size_t>(std::ceil(top_ + visible_)));
  seen.top = std::round(corner.y - static_cast<float>(top_ - std::floor(top_)) * height);
  return seen;
}

void LongList::show(std::size_t row) {
  const double at = static_cast<double>(row);
  if (at < top_ || at + 1 > top_ + visible_) wanted_ = std::max(0.0, std::floor(at - visible_ / 2));
}

}  // namespace loopglass
