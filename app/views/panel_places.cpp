#include "app/views/panel_places.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {
namespace {

// In units of design: what a panel needs to be of use.
constexpr float least_column = 200;
constexpr float least_middle = 340;
constexpr float least_height = 84;
constexpr float least_loop = 230;
constexpr float least_timeline = 96;

float within(float wanted, float least, float most) { return std::max(std::min(wanted, most), least); }

float chosen(const PanelLayout& layout, Split split, float whole, float standard) {
  const auto share = layout.share(split);
  return share ? static_cast<float>(*share) * whole : standard;
}

class Placing {
 public:
  Placing(const Rect& room, float scale, const PanelLayout& layout, const PanelWishes& wishes)
      : room_(room), scale_(scale), layout_(layout), wishes_(wishes) {}

  PanelPlaces places() {
    if (shows(Panel::timeline) && shows(Panel::loop)) {
      const float high = chosen(layout_, Split::timeline, room_.height(), wishes_.timeline);
      const Rect all = room_;
      const Rect below =
          room_.take_bottom(std::round(within(high, px(least_timeline), all.height() - px(least_loop))));
      places_.of(Panel::timeline) = below;
      level(Split::timeline, below.left, below.right, below.top, all.bottom, all.top);
    }
    columns();
    return std::move(places_);
  }

 private:
  float px(float units) const { return units * scale_; }
  bool shows(Panel panel) const { return layout_.shows(panel); }

  void level(Split split, float left, float right, float y, float from, float to) {
    places_.lines.push_back({split, false, {left, y}, {right, y}, from, to});
  }
  void upright(Split split, float x, float top, float bottom, float from, float to) {
    places_.lines.push_back({split, true, {x, top}, {x, bottom}, from, to});
  }

  void columns() {
    const bool has_left = shows(Panel::lesson) || shows(Panel::source);
    const bool has_right = shows(Panel::tasks) || shows(Panel::log);
    const bool has_middle = shows(Panel::loop) || shows(Panel::timeline);
    const Rect all = room_;
    const float whole = all.width();
    float left = has_left ? chosen(layout_, Split::left, whole, within(whole * 0.275f, px(290), px(640))) : 0;
    float right =
        has_right ? chosen(layout_, Split::right, whole, within(whole * 0.25f, px(280), px(520))) : 0;
    if (!has_middle) {
      // Two columns share the room, one has it.
      if (!has_right) left = whole;
      if (!has_left) right = whole;
      if (has_left && has_right)
        left = within(chosen(layout_, Split::left, whole, whole / 2), px(least_column),
                      whole - px(least_column));
      right = whole - left;
    } else {
      // A column that takes too much gives way to the middle.
      const float most = whole - px(least_middle);
      if (has_left) left = within(left, px(least_column), most - (has_right ? px(least_column) : 0.0f));
      if (has_right) right = within(right, px(least_column), most - left);
    }
    const Rect on_left = room_.take_left(std::round(left));
    const Rect on_right = room_.take_right(std::round(right));
    if (has_left && (has_middle || has_right))
      upright(Split::left, on_left.right, all.top, all.bottom, all.left, all.right);
    if (has_right && has_middle)
      upright(Split::right, on_right.left, all.top, all.bottom, all.right, all.left);
    if (has_left) column(on_left, Panel::lesson, Panel::source, Split::lesson, wishes_.lesson);
    if (has_right) column(on_right, Panel::tasks, Panel::log, Split::tasks, wishes_.tasks);
    if (has_middle) places_.of(shows(Panel::loop) ? Panel::loop : Panel::timeline) = room_;
  }

  void column(Rect room, Panel above, Panel below, Split split, float wish) {
    if (!shows(above)) {
      places_.of(below) = room;
    } else if (!shows(below)) {
      places_.of(above) = room;
    } else {
      const Rect all = room;
      const float high = chosen(layout_, split, all.height(), wish);
      const float least = std::min(px(least_height), all.height() / 2);
      places_.of(above) = room.take_top(std::round(within(high, least, all.height() - least)));
      places_.of(below) = room;
      level(split, all.left, all.right, room.top, all.top, all.bottom);
    }
  }

  Rect room_;  // what is not given away yet
  float scale_;
  const PanelLayout& layout_;
  const PanelWishes& wishes_;
  PanelPlaces places_;
};

}  // namespace

PanelPlaces place_panels(const Rect& room, float scale, const PanelLayout& layout,
                         const PanelWishes& wishes) {
  return Placing(room, scale, layout, wishes).places();
}

PagePlaces place_pages(const Rect& room, float scale, const PanelLayout& layout) {
  const auto px = [&](float units) { return units * scale; };
  PagePlaces places;
  Rect rest = room;
  const bool has_loop = layout.shows(Panel::loop);
  const bool high = room.height() >= px(330);
  // The timeline is a page where it has no room of its own.
  const bool has_pages = layout.shows(Panel::lesson) || layout.shows(Panel::source) ||
                         layout.shows(Panel::tasks) || layout.shows(Panel::log) ||
                         (layout.shows(Panel::timeline) && !high);
  if (high && layout.shows(Panel::timeline) && (has_loop || has_pages)) {
    const float standard = within(room.height() * 0.27f, px(96), px(200));
    const float height = chosen(layout, Split::timeline, room.height(), standard);
    places.timeline =
        rest.take_bottom(std::round(within(height, px(least_timeline), room.height() - px(200))));
    const Rect& below = places.timeline;
    places.lines.push_back(
        {Split::timeline, false, below.min(), {below.right, below.top}, room.bottom, room.top});
  }
  const bool beside = has_loop && room.width() >= px(760);
  if (beside && has_pages) {
    const float wide = chosen(layout, Split::right, room.width(), std::max(px(270), rest.width() * 0.34f));
    places.page =
        rest.take_right(std::round(within(wide, px(least_column), room.width() - px(least_middle))));
    const Rect& page = places.page;
    places.lines.push_back({Split::right, true, page.min(), {page.left, page.bottom}, room.right, room.left});
  }
  (beside ? places.loop : places.page) = rest;
  return places;
}

}  // namespace loopglass
