// The controls of a frame by name, with where they are: so that a test can click what a person would click,
// and anything that points at a control finds it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/geometry.hpp"

namespace loopglass {

class Controls {
 public:
  struct Control {
    std::string name;
    Rect place;
  };

  void begin_frame() { all_.clear(); }
  void add(std::string_view name, const Rect& place) { all_.push_back({prefix_ + std::string(name), place}); }
  /// Stands before the names that are added from now on: for a second view of the same kind.
  void set_prefix(std::string prefix) { prefix_ = std::move(prefix); }
  /// Adds the ImGui item that was drawn last.
  void add_item(std::string_view name) {
    const ImVec2 min = ImGui::GetItemRectMin();
    const ImVec2 max = ImGui::GetItemRectMax();
    add(name, {min.x, min.y, max.x, max.y});
  }
  const std::vector<Control>& all() const { return all_; }

 private:
  std::string prefix_;
  std::vector<Control> all_;
};

}  // namespace loopglass
