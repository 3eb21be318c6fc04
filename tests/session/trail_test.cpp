// The trail of jumps goes back and forward as a browser does.
#include "app/session/trail.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

Position event(EventNumber n) { return n; }

}  // namespace

TEST_CASE("back goes to where the jump came from, and forward to where back was pressed") {
  Trail trail;
  trail.leave(event(5));
  trail.leave(event(20));
  CHECK(trail.back(event(9)) == event(20));
  CHECK(trail.back(event(20)) == event(5));
  CHECK_FALSE(trail.back(event(5)));
  CHECK(trail.forward(event(5)) == event(20));
  CHECK(trail.forward(event(20)) == event(9));
  CHECK_FALSE(trail.forward(event(9)));
}

TEST_CASE("a moment between two events is gone back to as it was") {
  Trail trail;
  const Position between = Instant(Duration(1'500));
  trail.leave(between);
  CHECK(trail.back(event(1)) == between);
}

TEST_CASE("a jump after going back forgets what lay ahead") {
  Trail trail;
  trail.leave(event(1));
  trail.leave(event(2));
  CHECK(trail.back(event(3)) == event(2));
  trail.leave(event(2));
  CHECK_FALSE(trail.has_forward());
  CHECK(trail.back(event(8)) == event(2));
  CHECK(trail.back(event(2)) == event(1));
}

TEST_CASE("jumps that lead nowhere are not gone back through") {
  Trail trail;
  trail.leave(event(4));
  trail.leave(event(4));
  CHECK_FALSE(trail.back(event(4)));
  CHECK_FALSE(trail.has_forward());
}

TEST_CASE("steps taken after a jump are gone forward to") {
  Trail trail;
  trail.leave(event(1));
  CHECK(trail.back(event(12)) == event(1));     // jumped to 10, stepped to 12
  CHECK(trail.forward(event(3)) == event(12));  // stepped from 1 to 3
  CHECK(trail.back(event(12)) == event(3));
}

TEST_CASE("the oldest places are forgotten") {
  Trail trail;
  for (EventNumber n = 1; n <= Trail::most + 10; ++n) trail.leave(event(n));
  std::size_t count = 0;
  EventNumber here = Trail::most + 11;
  while (const auto place = trail.back(event(here))) {
    here = std::get<EventNumber>(*place);
    ++count;
  }
  CHECK(count == Trail::most);
  CHECK(here == 11);
}

}  // namespace loopglass
