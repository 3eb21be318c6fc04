// The ways to see a run: in a window, and as a picture or a film in a file.
#pragma once
#include "app/session/screen_request.hpp"

namespace loopglass {

/// Returns when the window is closed. A complaint: there can be no window.
/// The environment variable LOOPGLASS_REPORT names a file that is told what the window shows; see
/// WindowReport.
Result<void, Complaint> open_window(const OpenRequest& request);

/// Needs no display. A complaint: it cannot be drawn, or the file cannot be written.
Result<void, Complaint> draw_picture(const PictureRequest& request);

/// The same as playing it in the window. A complaint: as above, or it was stopped; then there is no file.
Result<void, Complaint> draw_film(const FilmRequest& request);

}  // namespace loopglass
