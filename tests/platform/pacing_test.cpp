// When a window draws, and when it leaves the processor alone.
#include "app/platform/pacing.hpp"

#include "tests/catch.hpp"

namespace loopglass::platform {

TEST_CASE("the first frame is due at once") {
  const Pacing pacing;
  CHECK(pacing.due());
  CHECK(pacing.wait(0, false) == 0);
}

TEST_CASE("a window where nothing moves sleeps after its first frame") {
  Pacing pacing;
  pacing.began(0);
  pacing.ended(Redraw::on_input);
  CHECK_FALSE(pacing.due());
}

TEST_CASE("input is followed by the frames that ImGui needs to settle, then by sleep") {
  Pacing pacing;
  pacing.ended(Redraw::on_input);
  pacing.wake(3);
  int frames = 0;
  for (; pacing.due(); ++frames) pacing.ended(Redraw::on_input);
  CHECK(frames == 3);
}

TEST_CASE("while something moves a frame is always due, but no more than some sixty a second") {
  Pacing pacing;
  double now = 1;
  int frames = 0;
  while (now < 2) {
    REQUIRE(pacing.due());
    now += pacing.wait(now, false);
    pacing.began(now);
    pacing.ended(Redraw::soon);
    ++frames;
  }
  CHECK(frames >= 55);
  CHECK(frames <= 66);
}

TEST_CASE("a backlog of input is not kept waiting") {
  Pacing pacing;
  pacing.began(1);
  CHECK(pacing.wait(1.001, true) == 0);
  CHECK(pacing.wait(1.001, false) > 0);
}

}  // namespace loopglass::platform
