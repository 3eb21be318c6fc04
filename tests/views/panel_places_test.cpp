// Panels fill the window and never overlap, whatever is hidden, moved, or how large the window is.
#include "app/views/panel_places.hpp"

#include <cmath>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

constexpr Panel all_panels[] = {Panel::loop,  Panel::lesson, Panel::source,
                                Panel::tasks, Panel::log,    Panel::timeline};
constexpr Split all_splits[] = {Split::left, Split::right, Split::timeline, Split::lesson, Split::tasks};

float area(const Rect& r) { return std::max(0.0f, r.width()) * std::max(0.0f, r.height()); }

bool overlap(const Rect& a, const Rect& b) {
  return area(a) > 0 && area(b) > 0 && a.left < b.right && b.left < a.right && a.top < b.bottom &&
         b.top < a.bottom;
}

/// Every choice of panels, by the bits of its number.
PanelLayout layout_of(unsigned hidden) {
  PanelLayout layout;
  for (std::size_t i = 0; i < panel_count; ++i) {
    if ((hidden >> i & 1u) != 0) layout.hide(static_cast<Panel>(i));
  }
  return layout;
}

void check_whole(const PanelPlaces& places, const PanelLayout& layout, const Rect& room, float scale) {
  float sum = 0;
  for (const Panel panel : all_panels) {
    CAPTURE(name(panel));
    const Rect& r = places.of(panel);
    sum += area(r);
    if (!layout.shows(panel)) {
      CHECK(area(r) == 0);
      continue;
    }
    CHECK(r.width() >= 199 * scale);
    CHECK(r.height() >= 83 * scale);
    for (const Panel other : all_panels) CHECK((other == panel || !overlap(r, places.of(other))));
  }
  CHECK(std::abs(sum - area(room)) < 4);
}

struct Screen {
  float width, height, scale;
};
/// From the smallest window that shows all panels at once to the largest.
constexpr Screen screens[] = {{1280, 720, 1},  {1600, 900, 1.25f}, {1920, 1080, 1.5f}, {2560, 1440, 2},
                              {3840, 2160, 1}, {3840, 2160, 2.5f}, {3000, 1560, 2.5f}};

}  // namespace

TEST_CASE("panels fill the room without overlapping, whichever are hidden") {
  for (const Screen& screen : screens) {
    const Rect room{0, 48 * screen.scale, screen.width, screen.height};
    for (unsigned hidden = 0; hidden < 63; ++hidden) {
      const PanelLayout layout = layout_of(hidden);
      CAPTURE(screen.width, screen.scale, hidden);
      check_whole(place_panels(room, screen.scale, layout,
                               {260 * screen.scale, 240 * screen.scale, 150 * screen.scale}),
                  layout, room, screen.scale);
    }
  }
}

TEST_CASE("a line that is dragged to its end leaves every panel readable") {
  for (const Screen& screen : screens) {
    const Rect room{0, 48 * screen.scale, screen.width, screen.height};
    for (const double share : {0.001, 0.5, 0.999}) {
      for (const Split split : all_splits) {
        for (const unsigned hidden : {0u, 1u, 2u, 33u}) {
          PanelLayout layout = layout_of(hidden);
          for (const Split other : all_splits) layout.set_share(other, other == split ? share : 0.6);
          CAPTURE(screen.width, screen.scale, share, name(split), hidden);
          check_whole(place_panels(room, screen.scale, layout, {}), layout, room, screen.scale);
        }
      }
    }
  }
}

TEST_CASE("a line stands where it was dragged to") {
  const Rect room{0, 48, 1600, 900};
  PanelLayout layout;
  const PanelWishes wishes{260, 240, 150};
  for (const Split split : all_splits) {
    CAPTURE(name(split));
    const auto before = place_panels(room, 1, layout, wishes).lines;
    const auto line = std::ranges::find(before, split, &SplitLine::split);
    REQUIRE(line != before.end());
    const ImVec2 mouse{line->begin.x + (line->is_upright ? 20.0f : 100.0f),
                       line->begin.y + (line->is_upright ? 9.0f : 20.0f)};
    layout.set_share(split, line->share_at(mouse));
    const auto after = place_panels(room, 1, layout, wishes).lines;
    const auto moved = std::ranges::find(after, split, &SplitLine::split);
    REQUIRE(moved != after.end());
    CHECK(std::abs((line->is_upright ? moved->begin.x - mouse.x : moved->begin.y - mouse.y)) <= 1);
  }
}

TEST_CASE("without the loop the timeline stands in its place") {
  PanelLayout layout;
  layout.hide(Panel::loop);
  const PanelPlaces places = place_panels({0, 48, 1600, 900}, 1, layout, {260, 240, 150});
  CHECK(places.of(Panel::timeline).height() == 852);
  CHECK(places.of(Panel::timeline).left == places.of(Panel::lesson).right);
}

TEST_CASE("where there is little room, the loop, the timeline and a page do not overlap") {
  for (const Screen& screen : {Screen{1280, 720, 2}, Screen{1000, 560, 1}, Screen{640, 400, 1},
                               Screen{800, 280, 1}, Screen{1600, 900, 2.5f}}) {
    const Rect room{0, 48 * screen.scale, screen.width, screen.height};
    for (unsigned hidden = 0; hidden < 63; ++hidden) {
      PanelLayout layout = layout_of(hidden);
      layout.set_share(Split::right, 0.9);
      layout.set_share(Split::timeline, 0.9);
      CAPTURE(screen.width, screen.height, screen.scale, hidden);
      const PagePlaces places = place_pages(room, screen.scale, layout);
      CHECK_FALSE(overlap(places.loop, places.page));
      CHECK_FALSE(overlap(places.loop, places.timeline));
      CHECK_FALSE(overlap(places.page, places.timeline));
      CHECK(std::abs(area(places.loop) + area(places.page) + area(places.timeline) - area(room)) < 4);
      if (area(places.page) == 0) continue;
      CHECK(places.page.height() > 100 * screen.scale);
      CHECK(places.page.width() > 190 * screen.scale);
    }
  }
}

}  // namespace loopglass
