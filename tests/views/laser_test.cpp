// The laser pointer is seen wherever it points, and rests when the mouse does.
#include "app/views/laser.hpp"

#include "app/platform/keys.hpp"
#include "tests/catch.hpp"
#include "tests/views/draw.hpp"

namespace loopglass {

TEST_CASE("the laser is seen on every theme") {
  for (const platform::Theme* theme : platform::all_themes()) {
    CAPTURE(theme->name);
    for (const Colour ground : {theme->background, theme->panel, theme->raised})
      CHECK(platform::contrast(Laser::colour, ground) >= 3.0);
  }
}

TEST_CASE("the laser stands where the mouse is, and comes to rest with it") {
  Desk desk("timers@#12");
  desk.host().input().cursor(300, 300);
  desk.key(platform::key::d);
  desk.host().input().cursor(500, 320);
  desk.rest();
  const platform::Image image = desk.host().pixels();
  const auto* heart = image.at(500, 320);
  CHECK((heart[0] > 240 && heart[1] > 240 && heart[2] > 240));
  const auto* spot = image.at(505, 320);
  CHECK((spot[0] > 200 && spot[1] < 90 && spot[2] < 120));
  desk.key(platform::key::d);
  desk.rest();
  const platform::Image after = desk.host().pixels();
  CHECK(after.at(505, 320)[0] < 200);
}

}  // namespace loopglass
