// What panels and themes are called in the window, and how figures are written.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "app/platform/theme.hpp"
#include "app/session/panel_layout.hpp"

namespace loopglass {

constexpr std::string_view words_for(Panel panel) {
  switch (panel) {
    case Panel::loop: return "the loop";
    case Panel::lesson: return "the lesson";
    case Panel::source: return "the source";
    case Panel::tasks: return "the tasks";
    case Panel::log: return "output, events, warnings";
    case Panel::timeline: return "the timeline";
  }
  return "";
}

inline std::string_view words_for(const platform::Theme& theme) {
  return theme.name == "high-contrast" ? std::string_view("high contrast") : std::string_view(theme.name);
}

/// "12,345,678".
inline std::string with_commas(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

/// "0.5×".
inline std::string speed_text(double speed) {
  std::string text = std::to_string(speed);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + "×";
}

/// "34 %" of a share of 1; rounded down, so that it says 100 % only at the end.
inline std::string percent(double share) { return std::to_string(static_cast<int>(share * 100)) + " %"; }

}  // namespace loopglass
