// A click on the sign of a warning goes to what can be seen of it.
#include "app/session/evidence.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"
#include "tests/views/draw.hpp"

namespace loopglass {

TEST_CASE("a click on the sign of a warning goes to its evidence, whatever its kind") {
  constexpr const char* recipes[] = {"blocking/blocking",       "starvation/lifo",
                                     "lazy/forgotten",          "lost_waker/forgotten",
                                     "mutex?do=60:abort:task3", "lock_across_await/plain_lock",
                                     "deadlock/two_orders",     "budget/off",
                                     "unobserved/unobserved"};
  Desk desk("hello");
  for (const char* recipe : recipes) {
    INFO(recipe);
    const auto run = played(recipe);
    desk.open(std::string(recipe) + "@#" + std::to_string(run->trace().size()));
    desk.click(desk.place("timeline.warning").centre());
    desk.rest();
    // Of several it is the one whose sign was drawn last.
    const EventNumber shown = desk.bench().shown_event();
    CHECK(std::ranges::any_of(run->chronicle().warnings(),
                              [&](const Warning& warning) { return warning.evidence == shown; }));
    CHECK_NOTHROW(desk.place("log.warning"));
  }
}

}  // namespace loopglass
