#include "app/platform/frontend.hpp"

namespace loopglass::platform {

Surface::~Surface() = default;
Frontend::~Frontend() = default;

// By value, as an override keeps them. NOLINTNEXTLINE(performance-unnecessary-value-param)
void Frontend::dropped(std::vector<std::string> /*paths*/) {}
bool Frontend::may_close() { return true; }

}  // namespace loopglass::platform
