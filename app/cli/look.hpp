// The words that the window, pictures and films share: theme, scale and size.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/session/recipe.hpp"
#include "app/session/screen_request.hpp"

namespace loopglass {

/// Passes the name of a theme; otherwise offers the nearest.
Result<std::string, Complaint> read_theme(std::string_view word);
/// The recipes of --with: runs to set beside another, five at most.
Result<std::vector<Order>, Complaint> read_with(const std::vector<std::string>& recipes,
                                                const std::vector<Scenario>& scenarios);
/// What a picture and each picture of a film are told alike.
struct FrameWords {
  std::vector<std::string> with;  // recipes to set beside the first
  std::string view = "all";
  std::string size;  // pixels as in "1600x900", from 640x360 to 7680x4320
  std::string scale = "1";
};

/// A request that has these, and borrows the scenarios.
Result<PictureRequest, Complaint> read_frame(const FrameWords& words, const std::vector<Scenario>& scenarios);
/// A factor from 0.75 to 3.
Result<double, Complaint> read_scale(std::string_view word);

}  // namespace loopglass
