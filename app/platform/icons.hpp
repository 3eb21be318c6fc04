// The small signs of the window, drawn as shapes because the text fonts lack them.
// Each fits a square of side `size` round `centre` (both in pixels), in one colour, crisp at every scale.
// No buttons here: hovering and pressing belong to the widgets.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace loopglass::platform {

enum class Icon : std::uint8_t {
  play,
  pause,
  step_event_forward,  ///< a short arrow to a dot: one event
  step_event_back,
  step_poll_forward,  ///< an arc over a dot, as debuggers step over: one whole poll
  step_poll_back,
  to_start,
  to_end,
  restart,
  help,
  sun,
  moon,
  contrast,  ///< a disc of which one half is full
  gear,
  scale,  ///< a small and a large A
  warning,
  check,
  cross,
  bang,
  chevron_down,
  chevron_right,
  chevron_left,
  flag,
  bin,
  link,
  copy,
  search,
  motion,
  motion_off,
  keyboard,
  fullscreen,
  panels,     ///< a window in three parts
  presenter,  ///< a screen on its stand
  lanes,      ///< bars in an order
  camera,
  live,    ///< a dot that sends out waves
  beside,  ///< two panes side by side
};

inline constexpr int icon_count = static_cast<int>(Icon::beside) + 1;

void icon(ImDrawList* list, Icon which, ImVec2 centre, float size, ImU32 colour);

}  // namespace loopglass::platform
