#include "app/cli/screens.hpp"

#include "app/views/screens.hpp"

namespace loopglass {
Screens real_screens() { return {.open = open_window, .picture = draw_picture, .film = draw_film}; }

}  // namespace loopglass
