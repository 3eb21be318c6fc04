// What every theme promises: text that can be read, shapes that can be seen, tasks that can be told apart.
#include "app/platform/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "tests/catch.hpp"

namespace loopglass::platform {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<double, 9>;

// How linear sRGB looks to eyes that lack one kind of cone: Machado, Oliveira and Fernandes (2009), full
// severity.
constexpr Matrix normal = {1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr Matrix protan = {0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                           0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix deutan = {0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                           0.047413, -0.011820, 0.042940,  0.968881};
constexpr Matrix tritan = {1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                           0.147602, 0.004733,  0.691367,  0.303900};

Triple multiply(const Matrix& m, const Triple& v) {
  return {m[0] * v[0] + m[1] * v[1] + m[2] * v[2], m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
          m[6] * v[0] + m[7] * v[1] + m[8] * v[2]};
}

Triple linear(Colour colour) {
  const auto channel = [](int value) {
    const double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return {channel(colour.r), channel(colour.g), channel(colour.b)};
}

/// The colour in Oklab, where distances are as the eye feels them.
Triple oklab(const Triple& rgb) {
  constexpr Matrix to_cones = {0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451,
                               0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005};
  constexpr Matrix to_lab = {0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050,
                             0.4505937099, 0.0259040371, 0.7827717662,  -0.8086757660};
  Triple cones = multiply(to_cones, rgb);
  for (double& cone : cones) cone = std::cbrt(cone);
  return multiply(to_lab, cones);
}

/// The distance of two colours to such eyes; 2 is just seen side by side.
double distance(Colour one, Colour other, const Matrix& eye) {
  const auto seen = [&](Colour colour) {
    Triple rgb = multiply(eye, linear(colour));
    for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
    return oklab(rgb);
  };
  const Triple a = seen(one);
  const Triple b = seen(other);
  return 100 * std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

template <class Range>
double closest_pair(const Range& colours, const Matrix& eye) {
  double least = std::numeric_limits<double>::max();
  for (auto one = colours.begin(); one != colours.end(); ++one) {
    for (auto other = std::next(one); other != colours.end(); ++other) {
      least = std::min(least, distance(*one, *other, eye));
    }
  }
  return least;
}

/// The lower contrast of a colour against the two grounds that things stand on.
double on_grounds(const Theme& theme, Colour colour) {
  return std::min(contrast(colour, theme.background), contrast(colour, theme.panel));
}

}  // namespace

TEST_CASE("contrast is that of WCAG") {
  CHECK(std::abs(contrast(Colour::hex(0x000000), Colour::hex(0xFFFFFF)) - 21.0) < 1e-9);
  CHECK(std::abs(contrast(Colour::hex(0x777777), Colour::hex(0xFFFFFF)) - 4.48) < 0.01);
}

TEST_CASE("text reaches 4.5:1 on every ground it stands on") {
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    for (const Colour ground :
         {theme->background, theme->panel, theme->raised, theme->hover, theme->selection}) {
      CHECK(contrast(theme->text, ground) >= 4.5);
    }
    for (const Colour text : {theme->dim_text, theme->code_keyword, theme->code_string, theme->code_comment,
                              theme->code_number, theme->accent, theme->warning}) {
      CAPTURE(text.u32());
      CHECK(on_grounds(*theme, text) >= 4.5);
      CHECK(contrast(text, theme->raised) >= 4.5);
    }
    for (const Colour code : {theme->code_keyword, theme->code_string, theme->code_number}) {
      CHECK(contrast(code, theme->selection) >= 4.5);
    }
  }
}

TEST_CASE("in high contrast text reaches 7:1 on every ground, and every shape 4.5:1") {
  const Theme& theme = high_contrast();
  for (const Colour ground : {theme.background, theme.panel, theme.raised, theme.hover, theme.selection})
    CHECK(contrast(theme.text, ground) >= 7.0);
  for (const Colour text : {theme.dim_text, theme.code_keyword, theme.code_string, theme.code_comment,
                            theme.code_number, theme.accent, theme.warning}) {
    CAPTURE(text.u32());
    CHECK(on_grounds(theme, text) >= 7.0);
    CHECK(contrast(text, theme.raised) >= 7.0);
  }
  for (const Colour code : {theme.code_keyword, theme.code_string, theme.code_number})
    CHECK(contrast(code, theme.selection) >= 6.0);  // it is marked besides
  for (const Colour shape : {theme.queued, theme.polling, theme.waiting, theme.blocking, theme.done,
                             theme.cancelled, theme.panicked, theme.hairline}) {
    CAPTURE(shape.u32());
    CHECK(on_grounds(theme, shape) >= 4.5);
  }
}

TEST_CASE("what a lane shows stays apart for normal and colour-blind eyes") {
  // Patterns, marks and words tell them apart as well.
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    const std::array<Colour, 4> states = {theme->queued, theme->polling, theme->blocking, theme->waiting};
    CHECK(closest_pair(states, normal) >= 10.0);
    for (const Matrix& eye : {protan, deutan, tritan}) CHECK(closest_pair(states, eye) >= 8.0);
  }
}

TEST_CASE("T goes through all themes") {
  const Theme* theme = &dark();
  for (const Theme* wanted : {&light(), &high_contrast(), &dark()}) {
    theme = &theme_after(*theme);
    CHECK(theme == wanted);
  }
}

TEST_CASE("states and task hues reach 3:1 on background and panel") {
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    for (const Colour state : {theme->queued, theme->polling, theme->waiting, theme->blocking, theme->done,
                               theme->cancelled, theme->panicked}) {
      CAPTURE(state.u32());
      CHECK(on_grounds(*theme, state) >= 3.0);
    }
    for (const Colour hue : theme->task_hues) {
      CAPTURE(hue.u32());
      CHECK(on_grounds(*theme, hue) >= 3.0);
    }
  }
}

TEST_CASE("a letter on any task hue or state reads at 4.5:1") {
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    for (const Colour hue : theme->task_hues) CHECK(contrast(theme->ink_on(hue), hue) >= 4.5);
    for (const Colour state :
         {theme->queued, theme->polling, theme->blocking, theme->panicked, theme->accent}) {
      CHECK(contrast(theme->ink_on(state), state) >= 4.5);
    }
  }
}

TEST_CASE("the twelve task hues stay apart for normal and colour-blind eyes") {
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    CHECK(closest_pair(theme->task_hues, normal) >= 13.0);
    CHECK(closest_pair(theme->task_hues, protan) >= 8.0);
    CHECK(closest_pair(theme->task_hues, deutan) >= 8.0);
    CHECK(closest_pair(theme->task_hues, tritan) >= 8.0);
  }
}

TEST_CASE("themes are found by name") {
  CHECK(find_theme("dark") == &dark());
  CHECK(find_theme("light") == &light());
  CHECK(find_theme("high-contrast") == &high_contrast());
  CHECK(find_theme("Dark") == nullptr);
  CHECK(all_themes().front() == &dark());
}

TEST_CASE("a thirteenth task takes the first task's hue") {
  CHECK(dark().task_hue(12) == dark().task_hue(0));
}

TEST_CASE("colours pack as draw lists take them and mix channel by channel") {
  CHECK(Colour::hex(0x112233).u32() == 0xFF332211U);
  CHECK(Colour::hex(0x000000).mix(Colour::hex(0xFFFFFF), 0.5F) == Colour::hex(0x808080));
  CHECK(Colour::hex(0x123456).mix(Colour::hex(0xFFFFFF), 2.0F) == Colour::hex(0xFFFFFF));
  CHECK(Colour::hex(0x123456).with_alpha(0.5F).a == 128);
}

}  // namespace loopglass::platform
