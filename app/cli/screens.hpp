// How the commands reach the window and the pictures, so that they can be tested without either.
#pragma once
#include <functional>

#include "app/session/screen_request.hpp"

namespace loopglass {

struct Screens {
  /// Shows the window until it is closed. A complaint: there can be no window.
  std::function<Result<void, Complaint>(const OpenRequest&)> open;
  /// Writes the file. A complaint: it cannot be drawn or written.
  std::function<Result<void, Complaint>(const PictureRequest&)> picture;
  std::function<Result<void, Complaint>(const FilmRequest&)> film;
};

/// The real ones.
Screens real_screens();

}  // namespace loopglass
