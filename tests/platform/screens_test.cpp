// How large the interface is on a screen that says nothing about it.
#include "app/platform/screens.hpp"

#include "tests/catch.hpp"

namespace loopglass::platform {

TEST_CASE("a high screen that asks for no scale gets one at which it can be read") {
  CHECK(scale_for_height(720) == 1);
  CHECK(scale_for_height(1080) == 1);
  CHECK(scale_for_height(1440) == 1);
  CHECK(scale_for_height(1800) == 1.5F);
  CHECK(scale_for_height(2160) == 2);
  CHECK(scale_for_height(2880) == 2.5F);
  CHECK(scale_for_height(4320) == 2.5F);
}

TEST_CASE("a screen that is not there has no scale of its own") { CHECK(scale_for_height(0) == 1); }

}  // namespace loopglass::platform
