// The words that the window, pictures and films share: theme, scale and size.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/session/recipe.hpp"

namespace loopglass {

/// Passes the name of a theme; otherwise offers the nearest.
Result<std::string, Complaint> read_theme(std::string_view word);
/// The recipes of --with: runs to set beside another, five at most.
Result<std::vector<Order>, Complaint> read_with(const std::vector<std::string>& recipes,
                                                const std::vector<Scenario>& scenarios);
struct Size {
  int width = 0;
  int height = 0;
};

/// Pixels as in "1600x900", from 640x360 to 7680x4320.
Result<Size, Complaint> read_size(std::string_view text);
/// A factor from 0.75 to 3.
Result<double, Complaint> read_scale(std::string_view word);

}  // namespace loopglass
