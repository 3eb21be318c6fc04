// Which panels of the window are shown, and how the room is shared between them.
//
// Invariant: at least one panel is shown. A share is a part of the room that two panels divide, so that it
// means the same in a window of any size.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace loopglass {

enum class Panel { loop, lesson, source, tasks, log, timeline };
inline constexpr std::size_t panel_count = 6;

/// The lines between panels that can be moved: the right edge of the left column, the left edge of the right
/// one, the upper edge of the timeline, the lower edges of lesson and tasks; in a comparison the left edge of
/// what differs, the upper edge of the timelines, and of several runs the lower edges of all but the last.
enum class Split {
  left,
  right,
  timeline,
  lesson,
  tasks,
  differences,
  timelines,
  row_1,
  row_2,
  row_3,
  row_4,
  row_5
};
inline constexpr std::size_t split_count = 12;

/// How a settings file calls it: "source".
std::string_view name(Panel panel);
std::string_view name(Split split);
std::optional<Panel> find_panel(std::string_view name);

class PanelLayout {
 public:
  bool shows(Panel panel) const { return !hidden_[index(panel)]; }
  void show(Panel panel) { hidden_[index(panel)] = false; }
  /// Returns false, and leaves it there, if it is the only one.
  bool hide(Panel panel);

  /// From 0 to 1; none: as much as the content needs.
  std::optional<double> share(Split split) const;
  /// What lies outside of 0 to 1 is ignored.
  void set_share(Split split, double share);
  void forget_share(Split split) { shares_[static_cast<std::size_t>(split)] = 0; }

  bool operator==(const PanelLayout&) const = default;

 private:
  static std::size_t index(Panel panel) { return static_cast<std::size_t>(panel); }
  std::array<bool, panel_count> hidden_{};
  std::array<double, split_count> shares_{};
};

}  // namespace loopglass
