#include "app/session/panel_layout.hpp"

#include <algorithm>

namespace loopglass {

std::string_view name(Panel panel) {
  constexpr std::array<std::string_view, panel_count> names = {"loop",  "lesson", "source",
                                                               "tasks", "log",    "timeline"};
  return names.at(static_cast<std::size_t>(panel));
}

std::string_view name(Split split) {
  constexpr std::array<std::string_view, split_count> names = {"left",  "right",       "timeline",  "lesson",
                                                               "tasks", "differences", "timelines", "row 1",
                                                               "row 2", "row 3",       "row 4",     "row 5"};
  return names.at(static_cast<std::size_t>(split));
}

std::optional<Panel> find_panel(std::string_view wanted) {
  for (std::size_t i = 0; i < panel_count; ++i) {
    if (name(static_cast<Panel>(i)) == wanted) return static_cast<Panel>(i);
  }
  return std::nullopt;
}

bool PanelLayout::hide(Panel panel) {
  if (shows(panel) && std::ranges::count(hidden_, false) == 1) return false;
  hidden_[index(panel)] = true;
  return true;
}

std::optional<double> PanelLayout::share(Split split) const {
  const double share = shares_[static_cast<std::size_t>(split)];
  return share > 0 ? std::optional(share) : std::nullopt;
}

void PanelLayout::set_share(Split split, double share) {
  if (share > 0 && share < 1) shares_[static_cast<std::size_t>(split)] = share;
}

}  // namespace loopglass
