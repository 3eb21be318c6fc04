// What is hidden and how the room is shared, as one chooses it.
#include "app/session/panel_layout.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("panels are hidden and shown again, but never all of them") {
  PanelLayout layout;
  for (const Panel panel : {Panel::loop, Panel::lesson, Panel::source, Panel::tasks, Panel::log}) {
    CHECK(layout.shows(panel));
    CHECK(layout.hide(panel));
    CHECK_FALSE(layout.shows(panel));
  }
  CHECK_FALSE(layout.hide(Panel::timeline));
  CHECK(layout.shows(Panel::timeline));
  CHECK(layout.hide(Panel::log));  // it is hidden already
  layout.show(Panel::loop);
  CHECK(layout.hide(Panel::timeline));
}

TEST_CASE("a share is kept until it is forgotten, and nonsense is not kept") {
  PanelLayout layout;
  CHECK_FALSE(layout.share(Split::left));
  layout.set_share(Split::left, 0.3);
  for (const double nonsense : {-1.0, 0.0, 1.0, 7.0}) layout.set_share(Split::left, nonsense);
  CHECK(layout.share(Split::left) == 0.3);
  CHECK_FALSE(layout.share(Split::right));
  layout.forget_share(Split::left);
  CHECK(layout == PanelLayout());
}

TEST_CASE("every panel is found by its name") {
  for (std::size_t i = 0; i < panel_count; ++i)
    CHECK(find_panel(name(static_cast<Panel>(i))) == static_cast<Panel>(i));
  CHECK_FALSE(find_panel("attic"));
}

}  // namespace loopglass
