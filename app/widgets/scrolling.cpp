#include "app/widgets/scrolling.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace loopglass {

bool start_at_top_of(std::string_view subject) {
  // Never 0, which is what a window has that is drawn for the first time.
  const auto now = static_cast<int>(ImHashData(subject.data(), subject.size()) | 1U);
  int* const last = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("what it is about"));
  if (std::exchange(*last, now) == now) return false;
  ImGui::SetScrollY(0);
  return true;
}

float whole_rows(const Rect& room, float row) {
  return std::min(room.bottom, room.top + std::max(std::floor(room.height() / row), 1.0f) * row);
}

void scroll_into_sight(float top, float bottom) {
  const float seen = ImGui::GetWindowPos().y;
  const float height = ImGui::GetWindowHeight();
  if (top < seen) {
    ImGui::SetScrollY(ImGui::GetScrollY() + top - seen);
  } else if (bottom > seen + height) {
    ImGui::SetScrollY(ImGui::GetScrollY() + bottom - seen - height);
  }
}

}  // namespace loopglass
