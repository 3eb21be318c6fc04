// Pictures of the window against those that were looked at and kept, beside this file in golden/.
// They are compared in tiles of 8 × 8 pixels: another machine may round a pixel's colour differently, but a
// word that has moved changes its tiles. LOOPGLASS_REWRITE=1 writes them anew; look at them before they are
// kept. A picture that differs is written to .build/pictures/.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/platform/image.hpp"
#include "app/platform/keys.hpp"
#include "tests/catch.hpp"
#include "tests/views/draw.hpp"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STB_IMAGE_STATIC
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#endif
#include <stb_image.h>
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

namespace loopglass {
namespace {

using platform::Image;

struct Golden {
  const char* name;
  const char* recipe;
  Sheet sheet;
  const char* with = nullptr;  // a run to set beside it
  const char* why = "";        // the task that is asked about
  int key = 0;                 // that is pressed then
};

constexpr Golden goldens[] = {
    {"blocking-held", "blocking/blocking@200ms", {}},
    {"blocking-held-light", "blocking/blocking@200ms", {.light = true}},
    {"blocking-timeline",
     "blocking/blocking@350ms",
     {.width = 1000, .height = 300, .view = PictureView::timeline}},
    {"blocking-many",
     "blocking/cooperative?tasks=40@#60",
     {.width = 900, .height = 560, .view = PictureView::loop}},
    {"abort-end-light", "abort@#999999", {.light = true}},
    {"compute-end", "compute@#999999", {.width = 1000, .height = 300, .view = PictureView::timeline}},
    {"busy-lanes",
     "crowd?tasks=3&naps=1000@30s",
     {.width = 900, .height = 170, .view = PictureView::timeline}},
    {"lazy-unpolled", "lazy@#12", {.width = 900, .height = 560, .view = PictureView::loop}},
    {"join-2x", "join@#20", {.width = 1600, .height = 900, .scale = 2}},
    {"token-small", "token@#40", {.width = 800, .height = 480, .light = true}},
    {"panic-loop-light",
     "panic@#999999",
     {.width = 900, .height = 560, .light = true, .view = PictureView::loop}},
    {"deadlock-ring", "deadlock@#49", {.width = 900, .height = 560, .view = PictureView::loop}},
    {"semaphore-line-light",
     "semaphore@#160",
     {.width = 900, .height = 560, .light = true, .view = PictureView::loop}},
    {"compare-held", "blocking@200ms", {}, "blocking/blocking"},
    {"compare-light", "compute/monopolise@100ms", {.light = true}, "compute/yield_now"},
    {"why-queued", "join@#60", {}, nullptr, "main"},
    {"why-late-light",
     "blocking/blocking@200ms",
     {.width = 1000, .height = 560, .light = true},
     nullptr,
     "light 1"},
    {"help-keys", "timers@#5", {}, nullptr, "", platform::key::f1},
    {"figures-light", "blocking/blocking@350ms", {.light = true}, nullptr, "", platform::key::f},
};

/// A part of the window, kept once for each theme.
struct PanelGolden {
  const char* name;
  const char* recipe;
  const char* place;  // the control that is kept; empty: the whole window
  void (*prepare)(Desk&);
  Sheet sheet = {};
};

using platform::key::left_control;
void nothing(Desk&) {}
void palette(Desk& desk) {
  desk.key(left_control, platform::key::p);
  desk.pass(0.2);
  desk.type("light");
}

const PanelGolden panel_goldens[] = {
    {"window", "blocking/blocking@200ms", "", nothing, {.width = 1180, .height = 630}},
    {"warnings", "blocking/blocking@#999999", "place.log", [](Desk& desk) { desk.key(platform::key::w); }},
    {"events", "channel@#60", "place.log", [](Desk& desk) { desk.key(platform::key::e); }},
    {"why", "join@#60", "place.log", [](Desk& desk) { desk.ask_about("main"); }},
    {"palette", "blocking/blocking@200ms", "", palette, {.width = 640, .height = 300}},
    {"view-menu",
     "timers@#12",
     "",
     [](Desk& desk) { desk.click(desk.place("bar.view").centre()); },
     {.width = 640, .height = 420}},
    {"presented",
     "blocking/blocking@200ms",
     "",
     [](Desk& desk) {
       desk.key(platform::key::f5);
       desk.pass(4);  // until the words that come with it are gone
       desk.key(platform::key::tab);
     },
     {.width = 640, .height = 360}},
};

void quiz(Desk& desk) {
  desk.key(platform::key::q);
  desk.pass(0.2);
  desk.key(platform::key::one);
}

/// Some of these have the word only in their sentence.
void found(Desk& desk) {
  desk.key(platform::key::e);
  desk.key(left_control, platform::key::f);
  desk.pass(0.2);
  desk.type("knife");
}

/// Kept in each theme, as those above.
const PanelGolden more_panel_goldens[] = {
    {"browser",
     "timers@#12",
     "",
     [](Desk& desk) { desk.key(platform::key::s); },
     {.width = 760, .height = 420}},
    {"quiz", "blocking/blocking@#12", "place.lesson", quiz},
    {"found", "deadlock/two_orders@#45", "place.log", found},
};

/// Kept once, as large as on a screen with small pixels.
const PanelGolden large_goldens[] = {
    {"loop",
     "channel@#32",
     "",
     nothing,
     {.width = 1040, .height = 720, .scale = 2, .view = PictureView::loop}},
    {"why",
     "blocking/blocking@#999999",
     "place.log",
     [](Desk& desk) { desk.ask_about("light 1"); },
     {.width = 2560, .height = 1440, .scale = 2}},
    {"timeline",
     "channel@#60",
     "",
     nothing,
     {.width = 1600, .height = 300, .scale = 2, .view = PictureView::timeline}},
};

constexpr int tile = 8;
constexpr double allowed = 6.0;  // of 255, the mean over a tile's pixels of the channel that differs most

Image read_png(const std::string& path) {
  Image image;
  unsigned char* data = stbi_load(path.c_str(), &image.width, &image.height, nullptr, 4);
  if (!data) return {};
  const auto size = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4U;
  image.rgba.assign(data, data + size);
  stbi_image_free(data);
  return image;
}

/// The mean difference of the tile that begins at (left, top).
double difference(const Image& a, const Image& b, int left, int top) {
  int sum = 0;
  int pixels = 0;
  for (int y = top; y < std::min(top + tile, a.height); ++y) {
    for (int x = left; x < std::min(left + tile, a.width); ++x, ++pixels) {
      int most = 0;
      for (int channel = 0; channel < 3; ++channel)
        most = std::max(most, std::abs(a.at(x, y)[channel] - b.at(x, y)[channel]));
      sum += most;
    }
  }
  return static_cast<double>(sum) / std::max(pixels, 1);
}

struct Verdict {
  int tiles = 0;  // that differ
  int x = 0;      // the first of them
  int y = 0;
  double worst = 0;
};

Verdict compare(const Image& a, const Image& b) {
  Verdict verdict;
  for (int y = 0; y < a.height; y += tile) {
    for (int x = 0; x < a.width; x += tile) {
      const double d = difference(a, b, x, y);
      verdict.worst = std::max(verdict.worst, d);
      if (d <= allowed) continue;
      if (verdict.tiles++ == 0) verdict.x = x, verdict.y = y;
    }
  }
  return verdict;
}

Image draw(const Golden& golden) {
  Desk desk(golden.recipe, golden.sheet);
  if (golden.with) desk.compare_with({golden.with});
  if (*golden.why) desk.ask_about(golden.why);
  if (golden.key != 0) desk.key(golden.key);
  return desk.host().pixels();
}

/// The pixels of `place`, and no more than there are.
Image cut(const Image& image, const Rect& place) {
  const int left = std::clamp(static_cast<int>(place.left), 0, image.width - 1);
  const int top = std::clamp(static_cast<int>(place.top), 0, image.height - 1);
  Image part{.width = std::min(static_cast<int>(place.right), image.width) - left,
             .height = std::min(static_cast<int>(place.bottom), image.height) - top,
             .rgba = {}};
  for (int y = 0; y < part.height; ++y) {
    const auto row = (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(image.width) +
                      static_cast<std::size_t>(left)) *
                     4;
    const auto begin = image.rgba.begin() + static_cast<std::ptrdiff_t>(row);
    part.rgba.insert(part.rgba.end(), begin, begin + static_cast<std::ptrdiff_t>(part.width) * 4);
  }
  return part;
}

Image draw(const PanelGolden& golden, const platform::Theme& theme) {
  Sheet sheet = golden.sheet;
  sheet.theme = &theme;
  Desk desk(golden.recipe, sheet);
  golden.prepare(desk);
  desk.rest();
  const Image whole = desk.host().pixels();
  return *golden.place ? cut(whole, desk.place(golden.place)) : whole;
}

bool rewriting() {
  const char* word = std::getenv("LOOPGLASS_REWRITE");
  return word && std::string_view(word) == "1";
}

/// Compares it with the one that was kept under this name, or keeps it.
void check_or_keep(const std::string& name, const Image& drawn) {
  CAPTURE(name);
  const std::string path = "tests/views/golden/" + name + ".png";
  std::string error;
  if (rewriting()) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    CHECK(platform::write_png(path, drawn, error));
    return;
  }
  const Image kept = read_png(path);
  CHECK(kept.width == drawn.width);
  CHECK(kept.height == drawn.height);
  if (kept.width != drawn.width || kept.height != drawn.height) return;
  const Verdict verdict = compare(drawn, kept);
  if (verdict.tiles == 0) return;
  const std::string to = ".build/pictures/" + name + ".png";
  std::filesystem::create_directories(std::filesystem::path(to).parent_path());
  CHECK(platform::write_png(to, drawn, error));
  CAPTURE(verdict.x, verdict.y, verdict.worst, to);
  CHECK(verdict.tiles == 0);
}

}  // namespace

TEST_CASE("the pictures are those that were kept") {
  for (const Golden& golden : goldens) {
    CAPTURE(golden.recipe);
    check_or_keep(golden.name, draw(golden));
  }
}

TEST_CASE("the pictures are those that were kept, of the panels in each theme") {
  for (const PanelGolden& golden : panel_goldens) {
    for (const platform::Theme* theme : platform::all_themes()) {
      check_or_keep(std::string("theme/") + golden.name + "-" + theme->name, draw(golden, *theme));
    }
  }
}

TEST_CASE("the pictures are those that were kept, of the browser and the quiz in each theme") {
  for (const PanelGolden& golden : more_panel_goldens) {
    for (const platform::Theme* theme : platform::all_themes()) {
      check_or_keep(std::string("theme/") + golden.name + "-" + theme->name, draw(golden, *theme));
    }
  }
}

TEST_CASE("the pictures are those that were kept, of panels at twice their size") {
  for (const PanelGolden& golden : large_goldens) {
    check_or_keep(std::string("large/") + golden.name, draw(golden, platform::dark()));
  }
}

TEST_CASE("the comparison sees a word that moved by a pixel, and not a shade") {
  const Golden& golden = goldens[6];
  const Image drawn = draw(golden);
  Image moved = drawn;
  // The sentence at the bottom, one pixel to the right.
  for (int y = drawn.height - 60; y < drawn.height - 20; ++y) {
    auto* row = moved.rgba.data() + static_cast<std::ptrdiff_t>(y) * moved.width * 4;
    std::copy_backward(row, row + 400 * 4, row + 401 * 4);
  }
  CHECK(compare(drawn, moved).tiles > 5);
  Image shaded = drawn;
  for (std::size_t i = 0; i < shaded.rgba.size(); ++i) {
    if (i % 4 != 3 && shaded.rgba[i] < 252)
      shaded.rgba[i] = static_cast<std::uint8_t>(shaded.rgba[i] + i % 4);
  }
  CHECK(compare(drawn, shaded).tiles == 0);
}

TEST_CASE("the same moment has the same picture, whichever way it was reached") {
  const Image there = [] {
    Desk desk("timers@#30");
    return desk.host().pixels();
  }();
  Desk desk("timers@#0");
  for (int i = 0; i < 30; ++i) desk.key(platform::key::right);
  desk.rest();
  CHECK(compare(there, desk.host().pixels()).tiles == 0);
  for (int i = 0; i < 6; ++i) desk.key(platform::key::right);
  desk.rest();
  for (int i = 0; i < 6; ++i) desk.key(platform::key::left);
  desk.rest();
  CHECK(compare(there, desk.host().pixels()).tiles == 0);
}

}  // namespace loopglass
