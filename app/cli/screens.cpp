#include "app/cli/screens.hpp"

namespace loopglass {
namespace {

// HOOK: open_window() and draw_picture() of app/views take the place of this.
template <class Request>
Result<void, Complaint> not_built_in(const Request&) {
  return Complaint("This build of Loopglass has no window and draws no pictures.");
}

}  // namespace

Screens real_screens() {
  return {.open = not_built_in<OpenRequest>, .picture = not_built_in<PictureRequest>};
}

}  // namespace loopglass
