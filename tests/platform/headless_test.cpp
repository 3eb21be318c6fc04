// Drawing and clicking without a screen: what the window tests and the pictures rest on.
#include "app/platform/headless.hpp"

#include <imgui.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "app/platform/icons.hpp"
#include "app/platform/keys.hpp"
#include "app/platform/pattern.hpp"
#include "app/platform/texture.hpp"
#include "tests/catch.hpp"

namespace loopglass::platform {
namespace {

/// One button, one counter of each thing that can be done to it, and a little of everything that draws.
class Panel : public Frontend {
 public:
  int clicks = 0;
  int spaces = 0;
  double moved = 0;
  std::string text = std::string(64, '\0');
  Texture texture;

  Redraw frame(const FrameInput& input, Surface& surface) override {
    CHECK(input.headless);
    CHECK(input.scale == surface.scale());
    moved += input.dt;
    if (ImGui::IsKeyPressed(key::space, false)) ++spaces;
    ImGui::SetNextWindowPos(ImVec2(20, 20));
    ImGui::SetNextWindowSize(ImVec2(360, 240));
    ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
    ImGui::SetCursorScreenPos(ImVec2(40, 40));
    if (ImGui::Button("step", ImVec2(100, 30))) ++clicks;
    ImGui::InputText("##text", text.data(), text.size());
    ImGui::PushFont(surface.fonts().large);
    ImGui::TextUnformatted("The loop → waits");
    ImGui::PopFont();
    draw_shapes(surface.theme());
    ImGui::End();
    return Redraw::on_input;
  }

 private:
  void draw_shapes(const Theme& theme) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (int n = 0; n < icon_count; ++n) {
      const ImVec2 place(30.0F + 12.0F * static_cast<float>(n), 150);
      icon(list, static_cast<Icon>(n), place, 11, theme.text.u32());
    }
    hatch(list, ImVec2(40, 170), ImVec2(140, 200), theme.blocking.u32());
    dots(list, ImVec2(150, 170), ImVec2(250, 200), theme.queued.u32());
    texture.update({.width = 1, .height = 1, .rgba = {1, 2, 3, 255}});
    list->AddImage(texture.id(), ImVec2(260, 170), ImVec2(300, 200));
  }
};

std::unique_ptr<HeadlessHost> open(const Theme& theme = dark(), float scale = 1) {
  std::string error;
  auto host = HeadlessHost::open({.width = 400, .height = 280, .scale = scale, .theme = theme}, error);
  INFO(error);
  REQUIRE(host != nullptr);
  return host;
}

Colour colour_at(const Image& image, int x, int y) {
  const std::uint8_t* pixel = image.at(x, y);
  return {pixel[0], pixel[1], pixel[2], pixel[3]};
}

bool holds(const Image& image, Colour wanted) {
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (colour_at(image, x, y) == wanted) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("a picture shows the theme's background, its panel, its text and its patterns") {
  for (const Theme* theme : all_themes()) {
    CAPTURE(theme->name);
    const auto host = open(*theme);
    Panel panel;
    host->settle(panel);
    const Image image = host->pixels();
    REQUIRE(image.rgba.size() == 400U * 280U * 4U);
    CHECK(colour_at(image, 2, 2) == theme->background);
    CHECK(colour_at(image, 397, 277) == theme->background);
    CHECK(colour_at(image, 370, 250) == theme->panel);
    CHECK(holds(image, theme->text));
    CHECK(holds(image, theme->blocking));
    CHECK(holds(image, theme->queued));
    CHECK(colour_at(image, 280, 185) == Colour{1, 2, 3, 255});
  }
}

TEST_CASE("a pattern repeats without a seam, however wide it is filled") {
  struct Wide : Frontend {
    Redraw frame(const FrameInput& /*input*/, Surface& surface) override {
      ImDrawList* list = ImGui::GetBackgroundDrawList();
      hatch(list, ImVec2(3, 0), ImVec2(1500, 100), surface.theme().blocking.u32());
      dots(list, ImVec2(3, 100), ImVec2(1500, 200), surface.theme().queued.u32());
      return Redraw::on_input;
    }
  };
  std::string error;
  const auto host = HeadlessHost::open({.width = 1600, .height = 200}, error);
  REQUIRE(host != nullptr);
  Wide wide;
  host->settle(wide);
  const Image image = host->pixels();
  int breaks = 0;
  for (int x = 4; x < 1460; ++x) {
    if (colour_at(image, x, 50) != colour_at(image, x + 8, 50)) ++breaks;
    if (colour_at(image, x, 50) != colour_at(image, x + 1, 49)) ++breaks;
    if (colour_at(image, x, 150) != colour_at(image, x + 6, 150)) ++breaks;
  }
  CHECK(breaks == 0);
  CHECK(holds(image, dark().blocking));
  CHECK(colour_at(image, 1, 50) == dark().background);
  CHECK(colour_at(image, 1550, 150) == dark().background);
}

TEST_CASE("an underlay fills its rectangle to the pixel, for one frame") {
  struct Below : Frontend {
    bool on = true;
    Redraw frame(const FrameInput& /*input*/, Surface& surface) override {
      if (on)
        surface.underlay({.left = 10, .top = 20, .right = 30, .bottom = 25, .colour = Colour::hex(0xFF0000)});
      if (on)
        surface.underlay(
            {.left = 900, .top = -5, .right = -3, .bottom = 25, .colour = Colour::hex(0xFF0000)});
      return Redraw::on_input;
    }
  };
  const auto host = open();
  Below below;
  host->step(below);
  const Image image = host->pixels();
  CHECK(colour_at(image, 10, 20) == Colour::hex(0xFF0000));
  CHECK(colour_at(image, 29, 24) == Colour::hex(0xFF0000));
  for (const auto& [x, y] : {std::pair(9, 20), std::pair(30, 24), std::pair(10, 19), std::pair(29, 25)}) {
    CHECK(colour_at(image, x, y) == dark().background);
  }
  below.on = false;
  host->step(below);
  CHECK(colour_at(host->pixels(), 10, 20) == dark().background);
}

TEST_CASE("the same steps give the same picture") {
  const auto draw = [] {
    const auto host = open();
    Panel panel;
    host->settle(panel);
    return host->pixels().rgba;
  };
  CHECK(draw() == draw());
}

TEST_CASE("fast clicks and keys all arrive") {
  const auto host = open();
  Panel panel;
  for (int n = 0; n < 5; ++n) host->input().click(90, 55);
  for (int n = 0; n < 7; ++n) host->input().tap(key::space);
  host->settle(panel);
  CHECK(panel.clicks == 5);
  CHECK(panel.spaces == 7);
}

TEST_CASE("text typed right after the click into a field arrives whole") {
  const auto host = open();
  Panel panel;
  host->input().click(60, 85);
  for (const char c : std::string("wake")) {
    host->input().key(key::a + (c - 'a'), true);
    host->input().character(static_cast<unsigned int>(c));
    host->input().key(key::a + (c - 'a'), false);
  }
  host->settle(panel);
  CHECK(std::string(panel.text.c_str()) == "wake");
}

TEST_CASE("theme and scale change before the next frame") {
  const auto host = open();
  Panel panel;
  host->settle(panel);
  const float height = host->surface().fonts().body->FontSize;
  host->surface().set_theme(light());
  host->surface().set_scale(2);
  CHECK(host->surface().theme().name == "dark");
  host->settle(panel);
  CHECK(host->surface().theme().name == "light");
  CHECK(std::abs(host->surface().fonts().body->FontSize - 2 * height) <= 1);
  CHECK(colour_at(host->pixels(), 2, 2) == light().background);
}

TEST_CASE("the scale stays within what fonts can be built for") {
  const auto host = open();
  Panel panel;
  host->surface().set_scale(1000);
  host->step(panel);
  CHECK(host->surface().scale() == Surface::max_scale);
}

TEST_CASE("a step is never longer for the frontend than a tenth of a second") {
  const auto host = open();
  Panel panel;
  host->step(panel, 30);
  CHECK(std::abs(panel.moved - 0.1) < 1e-9);
  CHECK(host->surface().now() == 30);
}

TEST_CASE("a requested picture is that of the frame drawn next, and comes once") {
  const auto host = open();
  Panel panel;
  int pictures = 0;
  host->surface().request_picture([&](const Image& image) {
    ++pictures;
    CHECK(image.width == 400);
    CHECK(colour_at(image, 2, 2) == dark().background);
  });
  host->settle(panel);
  CHECK(pictures == 1);
}

TEST_CASE("two hosts live side by side, and a texture may outlive its own") {
  Panel panel;
  {
    const auto one = open();
    const auto other = open(light());
    one->step(panel);
    other->step(panel);
    one->step(panel);
    CHECK(colour_at(one->pixels(), 2, 2) == dark().background);
    CHECK(colour_at(other->pixels(), 2, 2) == light().background);
  }
  const auto third = open();
  third->settle(panel);
  CHECK(colour_at(third->pixels(), 280, 185) == Colour{1, 2, 3, 255});
}

TEST_CASE("what a frontend asks for is remembered") {
  const auto host = open();
  host->surface().set_title("timers");
  host->surface().set_clipboard("timers?seed=7");
  host->surface().request_quit();
  CHECK(host->title() == "timers");
  CHECK(host->surface().clipboard() == "timers?seed=7");
  CHECK(host->quit_requested());
}

TEST_CASE("a size that cannot be is refused in one line") {
  for (const int width : {0, -1, 100000}) {
    std::string error;
    CHECK(HeadlessHost::open({.width = width, .height = 100}, error) == nullptr);
    CHECK(error.find("pixels") != std::string::npos);
  }
}

}  // namespace loopglass::platform
