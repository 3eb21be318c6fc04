// Words find their room: on fewer words, on more lines, and last with an ellipsis.
#include "app/views/canvas.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace loopglass {

namespace {

using Lines = std::vector<std::string>;

/// The window's typefaces, without a window.
struct Type {
  Type() : before(ImGui::GetCurrentContext()), own(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(own);
    fonts = platform::build_fonts(1.0f);
  }
  ~Type() {
    ImGui::DestroyContext(own);
    ImGui::SetCurrentContext(before);
  }
  Type(const Type&) = delete;
  Type& operator=(const Type&) = delete;

  ImGuiContext* before;
  ImGuiContext* own;
  Fonts fonts;
};

}  // namespace

TEST_CASE("text is broken at blanks into as many lines as there may be, and loses nothing that has room") {
  const Type type;
  ImFont* font = type.fonts.small;
  const std::string text = "awaits room in channel boxes";
  const float whole = Canvas::measure(font, text).x;
  CHECK(Canvas::broken(font, text, whole, 1) == Lines{text});
  CHECK(Canvas::fits(font, text, whole));
  const float half = Canvas::measure(font, "awaits room in").x + 1;
  CHECK_FALSE(Canvas::fits(font, text, half));
  CHECK(Canvas::broken(font, text, half, 2) == Lines{"awaits room in", "channel boxes"});
  CHECK(Canvas::fits(font, text, half, 2));
  for (float width = 0; width < whole + 20; width += 7) {
    for (const std::size_t most : {std::size_t{1}, std::size_t{2}, std::size_t{4}}) {
      CAPTURE(width, most);
      const Lines lines = Canvas::broken(font, text, width, most);
      CHECK(lines.size() <= most);
      std::string joined;
      for (const std::string& line : lines) {
        CHECK(Canvas::measure(font, line).x <= width + 0.01f);
        joined += (joined.empty() ? "" : " ") + line;
      }
      CHECK((joined == text) == Canvas::fits(font, text, width, most));
    }
  }
}

TEST_CASE("no line ends in the middle of a number or a name, and together they are the text") {
  const Type type;
  ImFont* font = type.fonts.body;
  const std::string text =
      "light 10 waits 139.638 µs, and scenarios/blocking.cpp\nsays why: “ready”, then 3,000.5.";
  const float word = Canvas::measure(font, "scenarios/blocking.cpp").x;
  for (float width = word; width < word * 4; width += 3) {
    CAPTURE(width);
    std::string joined;
    for (const std::string_view line : Canvas::lines(font, text, width)) {
      CHECK(Canvas::measure(font, line).x <= width + 0.01f);
      const auto end = static_cast<std::size_t>(line.data() + line.size() - text.data());
      CHECK((end == text.size() || text[end] == ' ' || text[end] == '\n'));
      joined += std::string(line);
      if (end < text.size()) joined += text[end];
    }
    CHECK(joined == text);
    CHECK(Canvas::measure(font, text, width).y ==
          font->FontSize * static_cast<float>(Canvas::lines(font, text, width).size()));
  }
  // A word that is longer than its room is broken where it must be.
  CHECK(Canvas::lines(font, "scenarios/blocking.cpp", word / 2).size() > 1);
}

TEST_CASE("of several wordings the first that has room is taken, and only the last is cut") {
  const Type type;
  ImFont* font = type.fonts.small;
  const auto wide = [&](const char* words) { return Canvas::measure(font, words).x + 0.5f; };
  const auto fitting = [&](float width) {
    return Canvas::fitting(font, {"150 ms of 300 ms", "150 of 300 ms", "150 ms"}, width);
  };
  CHECK(fitting(wide("150 ms of 300 ms")) == "150 ms of 300 ms");
  CHECK(fitting(wide("150 ms of 300 ms") - 2) == "150 of 300 ms");
  CHECK(fitting(wide("150 ms")) == "150 ms");
  CHECK(fitting(wide("150 ms") - 4).ends_with("…"));
  CHECK(fitting(1).empty());
}

}  // namespace loopglass
