// Each step of the tour stands at a moment at which what it speaks of is there to see.
#include "app/views/tour.hpp"

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {

TEST_CASE(
    "the tour shows the queue and the executor while a task is polled, and the reactor while the loop "
    "sleeps") {
  const auto run = played("blocking");
  const auto moment_of = [&](int step) {
    Tour tour;
    tour.begin();
    for (int i = 1; i < step; ++i) tour.go(1);
    REQUIRE(tour.number() == static_cast<std::size_t>(step));
    EventNumber n = 1;
    while (!tour.suits(run->chronicle().at(n), run->trace()[n])) ++n;
    return run->chronicle().at(n);
  };
  const World polled = moment_of(2);
  CHECK(polled.polling != TaskId::none);
  CHECK(polled.ready.size() > 1);
  const World asleep = moment_of(3);
  CHECK(asleep.parked);
  CHECK(asleep.timers.size() > 1);
  // An arrow that stands out.
  const World woken = moment_of(4);
  CHECK(woken.now > Instant());
  CHECK_FALSE(woken.ready.empty());
}

}  // namespace loopglass
