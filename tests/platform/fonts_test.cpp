// Words can be drawn whatever typefaces a machine has.
#include "app/platform/fonts.hpp"

#include <imgui.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "tests/catch.hpp"

namespace loopglass::platform {
namespace {

/// An ImGui context for as long as a test lives.
struct Context {
  ImGuiContext* context = ImGui::CreateContext();
  Context() { ImGui::SetCurrentContext(context); }
  ~Context() { ImGui::DestroyContext(context); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

}  // namespace

TEST_CASE("every font is there at every scale, in whole line heights") {
  const Context context;
  for (const float scale : {0.75F, 1.0F, 1.5F, 2.5F, 4.0F}) {
    CAPTURE(scale);
    const Fonts fonts = build_fonts(scale);
    for (const ImFont* font : {fonts.small, fonts.body, fonts.strong, fonts.title, fonts.large, fonts.caps,
                               fonts.mono, fonts.mono_small}) {
      REQUIRE(font != nullptr);
      CHECK(font->IsLoaded());
      CHECK(font->FontSize == static_cast<float>(static_cast<int>(font->FontSize)));
    }
    CHECK(fonts.small->FontSize < fonts.body->FontSize);
    CHECK(fonts.body->FontSize < fonts.title->FontSize);
    CHECK(fonts.title->FontSize < fonts.large->FontSize);
    CHECK(ImGui::GetIO().FontDefault == fonts.body);
  }
}

TEST_CASE("figures and letters of the code font are all equally wide") {
  const Context context;
  const Fonts fonts = build_fonts(1.5F);
  if (!fonts.notice.empty()) return;
  for (const ImWchar c : std::u16string_view(u"019iW ")) {
    CHECK(fonts.mono->GetCharAdvance(c) == fonts.mono->GetCharAdvance('m'));
  }
}

TEST_CASE("the signs that sentences use are drawn") {
  const Context context;
  const Fonts fonts = build_fonts(1);
  if (!fonts.notice.empty()) return;
  for (const ImWchar sign : std::u16string_view(u"←→·…–—“×µ∞")) {
    CAPTURE(sign);
    CHECK(fonts.body->FindGlyphNoFallback(sign) != nullptr);
    CHECK(fonts.mono->FindGlyphNoFallback(sign) != nullptr);
  }
}

TEST_CASE("a broken font file is passed over, not tripped over") {
  const Context context;
  const auto folder = std::filesystem::temp_directory_path() / "loopglass-broken-fonts";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "Inter-Regular.otf") << "OTTO but nothing after it";
  ::setenv("LOOPGLASS_FONTS", folder.c_str(), 1);
  const Fonts fonts = build_fonts(1);
  ::unsetenv("LOOPGLASS_FONTS");
  std::filesystem::remove_all(folder);
  CHECK(fonts.body->IsLoaded());
}

}  // namespace loopglass::platform
