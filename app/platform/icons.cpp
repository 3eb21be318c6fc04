#include "app/platform/icons.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <numbers>

namespace loopglass::platform {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

/// A pen that draws in a square from 0 to 24, whatever its size on the screen.
class Pen {
 public:
  Pen(ImDrawList* list, ImVec2 centre, float size, ImU32 colour)
      : list_(list),
        unit_(size / 24.0F),
        // Shapes start on whole pixels, so that upright and level edges are sharp.
        corner_(std::round(centre.x - size / 2), std::round(centre.y - size / 2)),
        thick_(std::max(1.0F, std::round(unit_ * 2 * 2) / 2)),
        colour_(colour) {}

  /// The same square seen in a mirror, for the signs that go back.
  [[nodiscard]] Pen mirrored() const {
    Pen pen = *this;
    pen.mirror_ = !mirror_;
    return pen;
  }

  /// The same pen with another thickness, in units of the square.
  [[nodiscard]] Pen with_thickness(float units) const {
    Pen pen = *this;
    pen.thick_ = std::max(1.0F, units * unit_);
    return pen;
  }

  void line(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2 p : points) list_->PathLineTo(at(p));
    list_->PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thick_);
  }
  void fill(std::initializer_list<ImVec2> points) {
    // ImGui smooths the outside of clockwise shapes only.
    std::array<ImVec2, 12> corners;
    int count = 0;
    for (const ImVec2 p : points) corners.at(static_cast<std::size_t>(count++)) = at(p);
    if (mirror_) std::reverse(corners.begin(), corners.begin() + count);
    list_->AddConvexPolyFilled(corners.data(), count, colour_);
  }
  /// A bar with edges on whole pixels.
  void bar(float x, float y, float width, float height) {
    const ImVec2 one = at({x, y});
    const ImVec2 other = at({x + width, y + height});
    const ImVec2 low(std::round(std::min(one.x, other.x)), std::round(one.y));
    const ImVec2 span(std::max(1.0F, std::round(width * unit_)), std::max(1.0F, std::round(height * unit_)));
    list_->AddRectFilled(low, ImVec2(low.x + span.x, low.y + span.y), colour_);
  }
  void box(float x, float y, float width, float height, float corner) {
    list_->AddRect(crisp({x, y}), crisp({x + width, y + height}), colour_, corner * unit_, 0, thick_);
  }
  void dot(float x, float y, float radius) { list_->AddCircleFilled(at({x, y}), radius * unit_, colour_); }
  void ring(float x, float y, float radius) {
    list_->AddCircle(at({x, y}), radius * unit_, colour_, 0, thick_);
  }
  /// An arc from one angle to another, in turns of a circle, clockwise from the right.
  void arc(float x, float y, float radius, float from, float to) {
    constexpr int steps = 24;
    for (int n = 0; n <= steps; ++n) {
      const float angle = 2 * pi * (from + (to - from) * static_cast<float>(n) / steps);
      list_->PathLineTo(at({x + radius * std::cos(angle), y + radius * std::sin(angle)}));
    }
    list_->PathStroke(colour_, ImDrawFlags_None, thick_);
  }

 private:
  [[nodiscard]] ImVec2 at(ImVec2 p) const {
    return {corner_.x + (mirror_ ? 24 - p.x : p.x) * unit_, corner_.y + p.y * unit_};
  }
  [[nodiscard]] ImVec2 crisp(ImVec2 p) const {
    const ImVec2 place = at(p);
    const float half = std::fmod(std::round(thick_), 2.0F) / 2;
    return {std::floor(place.x) + half, std::floor(place.y) + half};
  }

  ImDrawList* list_;
  float unit_;
  ImVec2 corner_;
  float thick_;
  ImU32 colour_;
  bool mirror_ = false;
};

void play(Pen pen) { pen.fill({{7, 4}, {20, 12}, {7, 20}}); }

void pause(Pen pen) {
  pen.bar(6, 4, 4, 16);
  pen.bar(14, 4, 4, 16);
}

/// A short arrow that lands on a dot: one event.
void step_event(Pen pen) {
  pen.line({{3, 12}, {12, 12}});
  pen.line({{8, 7.5F}, {12.5F, 12}, {8, 16.5F}});
  pen.dot(18.5F, 12, 3);
}

/// A leap over a bar, as debuggers step over: all that happens within one poll.
void step_poll(Pen pen) {
  pen.arc(11.5F, 13.5F, 8, 0.5F, 0.96F);
  pen.fill({{23, 8.5F}, {19.5F, 16}, {14, 9.8F}});
  pen.bar(7, 17, 9, 4);
}

void to_end(Pen pen) {
  pen.fill({{5, 4}, {17, 12}, {5, 20}});
  pen.bar(17, 4, 3, 16);
}

void restart(Pen pen) {
  pen.arc(12, 13, 8, -0.25F, 0.62F);
  pen.fill({{13, 0.5F}, {13, 9.5F}, {6, 5}});
}

void help(Pen pen) {
  pen.arc(12, 8.5F, 5, -0.5F, 0.18F);
  pen.line({{14.2F, 13}, {12, 14.6F}, {12, 17}});
  pen.dot(12, 21, 1.6F);
}

void sun(Pen pen) {
  pen.dot(12, 12, 4.5F);
  for (int n = 0; n < 8; ++n) {
    const float angle = pi / 4 * static_cast<float>(n);
    const float x = std::cos(angle);
    const float y = std::sin(angle);
    pen.line({{12 + 7.5F * x, 12 + 7.5F * y}, {12 + 10.5F * x, 12 + 10.5F * y}});
  }
}

void moon(Pen pen) {
  pen.arc(11, 13, 9, 0.0166F, 0.7334F);
  pen.arc(15.25F, 8.75F, 7, 0.6174F, 0.1326F);
}

void gear(Pen pen) {
  pen.ring(12, 12, 5.5F);
  Pen teeth = pen.with_thickness(3);
  for (int n = 0; n < 8; ++n) {
    const float angle = pi / 4 * static_cast<float>(n);
    const float x = std::cos(angle);
    const float y = std::sin(angle);
    teeth.line({{12 + 6.5F * x, 12 + 6.5F * y}, {12 + 10 * x, 12 + 10 * y}});
  }
  pen.dot(12, 12, 1.6F);
}

void letter_a(Pen pen, float left, float width, float height) {
  const float foot = 19;
  const float middle = left + width / 2;
  pen.line({{left, foot}, {middle, foot - height}, {left + width, foot}});
  pen.line({{left + width * 0.2F, foot - height * 0.36F}, {left + width * 0.8F, foot - height * 0.36F}});
}

void scale(Pen pen) {
  letter_a(pen, 1.5F, 7, 8);
  letter_a(pen, 10, 12.5F, 15);
}

void warning(Pen pen) {
  pen.line({{12, 3}, {22, 20.5F}, {2, 20.5F}}, true);
  pen.line({{12, 9}, {12, 14.5F}});
  pen.dot(12, 17.4F, 1.3F);
}

void bang(Pen pen) {
  pen.with_thickness(3).line({{12, 3}, {12, 14.5F}});
  pen.dot(12, 19.5F, 2);
}

void link(Pen pen) {
  // Two open loops that hold one another.
  pen.line({{10, 16},
            {7.5F, 18.5F},
            {5.5F, 18.5F},
            {3.5F, 16.5F},
            {3.5F, 14.5F},
            {8.5F, 9.5F},
            {10.5F, 9.5F},
            {12.5F, 11.5F}});
  pen.line({{14, 8},
            {16.5F, 5.5F},
            {18.5F, 5.5F},
            {20.5F, 7.5F},
            {20.5F, 9.5F},
            {15.5F, 14.5F},
            {13.5F, 14.5F},
            {11.5F, 12.5F}});
}

void copy(Pen pen) {
  pen.box(8, 8, 13, 13, 2);
  pen.line({{5, 16}, {3, 16}, {3, 3}, {16, 3}, {16, 5}});
}

void flag(Pen pen) {
  pen.line({{5.5F, 2}, {5.5F, 22}});
  pen.fill({{5.5F, 3}, {20, 7.5F}, {5.5F, 13}});
}

void bin(Pen pen) {
  pen.line({{3, 6}, {21, 6}});
  pen.line({{9, 6}, {9, 3}, {15, 3}, {15, 6}});
  pen.line({{5.5F, 6}, {6.5F, 21}, {17.5F, 21}, {18.5F, 6}});
}

void search(Pen pen) {
  pen.ring(10, 10, 6.5F);
  pen.with_thickness(2.6F).line({{15, 15}, {21, 21}});
}

/// A dot with the traces of its way.
void motion(Pen pen) {
  pen.dot(17, 12, 4.5F);
  pen.line({{4, 7}, {11, 7}});
  pen.line({{2, 12}, {9, 12}});
  pen.line({{4, 17}, {11, 17}});
}

void motion_off(Pen pen) {
  motion(pen);
  pen.line({{3, 21}, {21, 3}});
}

void keyboard(Pen pen) {
  pen.box(1, 5, 22, 14, 2);
  for (const float x : {5.0F, 9.0F, 13.0F, 17.0F}) pen.bar(x, 9, 2, 2);
  pen.bar(7, 14, 10, 2);
}

void fullscreen(Pen pen) {
  pen.line({{4, 9}, {4, 4}, {9, 4}});
  pen.line({{15, 4}, {20, 4}, {20, 9}});
  pen.line({{20, 15}, {20, 20}, {15, 20}});
  pen.line({{9, 20}, {4, 20}, {4, 15}});
}

void panels(Pen pen) {
  pen.box(2, 4, 20, 16, 2);
  pen.line({{9, 4}, {9, 20}});
  pen.line({{9, 14}, {22, 14}});
}

void presenter(Pen pen) {
  pen.box(2, 4, 20, 12, 1);
  pen.line({{12, 16}, {12, 20}});
  pen.line({{7, 21}, {12, 17}, {17, 21}});
}

void lanes(Pen pen) {
  pen.bar(3, 5, 18, 3);
  pen.bar(3, 11, 12, 3);
  pen.bar(3, 17, 6, 3);
}

void half_disc(Pen pen) {
  pen.ring(12, 12, 8.5F);
  pen.fill({{12, 4}, {15.5F, 4.8F}, {18.5F, 7.4F}, {20, 12}, {18.5F, 16.6F}, {15.5F, 19.2F}, {12, 20}});
}

void camera(Pen pen) {
  pen.box(2, 7, 20, 13, 2);
  pen.bar(8, 4, 8, 3);
  pen.ring(12, 13.5F, 3.5F);
}

void live(Pen& pen) {
  pen.dot(12, 12, 2.6F);
  for (const float radius : {6.0F, 9.5F}) {
    pen.arc(12, 12, radius, -0.13F, 0.13F);
    pen.arc(12, 12, radius, 0.37F, 0.63F);
  }
}

void beside(Pen pen) {
  pen.box(2, 4, 8, 16, 1);
  pen.box(14, 4, 8, 16, 1);
}

}  // namespace

void icon(ImDrawList* list, Icon which, ImVec2 centre, float size, ImU32 colour) {
  Pen pen(list, centre, size, colour);
  switch (which) {
    case Icon::play: return play(pen);
    case Icon::pause: return pause(pen);
    case Icon::step_event_forward: return step_event(pen);
    case Icon::step_event_back: return step_event(pen.mirrored());
    case Icon::step_poll_forward: return step_poll(pen);
    case Icon::step_poll_back: return step_poll(pen.mirrored());
    case Icon::to_start: return to_end(pen.mirrored());
    case Icon::to_end: return to_end(pen);
    case Icon::restart: return restart(pen);
    case Icon::help: return help(pen);
    case Icon::sun: return sun(pen);
    case Icon::moon: return moon(pen);
    case Icon::contrast: return half_disc(pen);
    case Icon::gear: return gear(pen);
    case Icon::scale: return scale(pen);
    case Icon::warning: return warning(pen);
    case Icon::check: return pen.with_thickness(2.6F).line({{4, 12.5F}, {9.5F, 18}, {20, 6.5F}});
    case Icon::cross:
      pen.with_thickness(2.6F).line({{5.5F, 5.5F}, {18.5F, 18.5F}});
      return pen.with_thickness(2.6F).line({{18.5F, 5.5F}, {5.5F, 18.5F}});
    case Icon::bang: return bang(pen);
    case Icon::chevron_down: return pen.line({{6, 9.5F}, {12, 15.5F}, {18, 9.5F}});
    case Icon::chevron_right: return pen.line({{9.5F, 6}, {15.5F, 12}, {9.5F, 18}});
    case Icon::chevron_left: return pen.line({{14.5F, 6}, {8.5F, 12}, {14.5F, 18}});
    case Icon::flag: return flag(pen);
    case Icon::bin: return bin(pen);
    case Icon::link: return link(pen);
    case Icon::copy: return copy(pen);
    case Icon::search: return search(pen);
    case Icon::motion: return motion(pen);
    case Icon::motion_off: return motion_off(pen);
    case Icon::keyboard: return keyboard(pen);
    case Icon::fullscreen: return fullscreen(pen);
    case Icon::panels: return panels(pen);
    case Icon::presenter: return presenter(pen);
    case Icon::lanes: return lanes(pen);
    case Icon::camera: return camera(pen);
    case Icon::live: return live(pen);
    case Icon::beside: return beside(pen);
  }
}

}  // namespace loopglass::platform
