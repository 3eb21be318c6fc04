// Lists of any length: each row can be reached and seen, and the wheel moves by rows.
#include "app/widgets/long_list.hpp"

#include <imgui.h>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

constexpr float row = 20;
constexpr float window = 200;

/// An ImGui window of ten rows without a screen.
class Screen {
 public:
  Screen() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {400, 400};
    io.IniFilename = nullptr;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    io.MousePos = {50, 50};
  }
  ~Screen() { ImGui::DestroyContext(); }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  /// A frame, or some, until what was asked for is seen.
  LongList::Rows draw(LongList& list, std::size_t count, float wheel = 0) {
    LongList::Rows rows;
    for (int frame = 0; frame < 3; ++frame) {
      ImGui::GetIO().MouseWheel = frame == 0 ? wheel : 0;
      ImGui::NewFrame();
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize({200, window});
      ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
      ImGui::Begin("list", nullptr, ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar);
      rows = list.place(count, row);
      share_ = ImGui::GetScrollY() / std::max(ImGui::GetScrollMaxY(), 1.0f);
      ImGui::End();
      ImGui::PopStyleVar();
      ImGui::Render();
    }
    return rows;
  }
  /// Where the scroll bar is, of 1.
  float share() const { return share_; }

 private:
  float share_ = 0;
};

bool is_in_sight(const LongList::Rows& rows, std::size_t n) {
  if (n < rows.begin || n >= rows.end) return false;
  const float top = rows.top + row * static_cast<float>(n - rows.begin);
  return top >= 0 && top + row <= window;
}

}  // namespace

TEST_CASE("each row that is shown is in sight, however many there are") {
  for (const std::size_t count :
       {std::size_t{5}, std::size_t{100}, std::size_t{100'000}, std::size_t{100'000'000}}) {
    Screen screen;
    LongList list;
    screen.draw(list, count);
    for (const double share : {0.0, 0.3, 0.500001, 0.999999, 0.25}) {
      const auto n = static_cast<std::size_t>(share * static_cast<double>(count));
      list.show(n);
      const LongList::Rows rows = screen.draw(list, count);
      CAPTURE(count, n, rows.begin, rows.end, rows.top);
      CHECK(is_in_sight(rows, n));
      CHECK(rows.end <= count);
      CHECK(rows.end - rows.begin <= 11);
    }
    list.show(count - 1);
    CHECK(is_in_sight(screen.draw(list, count), count - 1));
    if (count > 10) CHECK(screen.share() > 0.99f);
  }
}

TEST_CASE("the wheel moves a long list by rows, to its very end and its beginning") {
  constexpr std::size_t count = 10'000'000;
  Screen screen;
  LongList list;
  screen.draw(list, count);
  list.show(5'000'000);
  const std::size_t begin = screen.draw(list, count).begin;
  CHECK(screen.draw(list, count, -1).begin == begin + 3);
  CHECK(screen.draw(list, count, 2).begin == begin - 3);
  CHECK(screen.share() == Approx(0.5).margin(0.01));

  list.show(count - 1);
  screen.draw(list, count);
  for (int i = 0; i < 5; ++i) screen.draw(list, count, -1);
  CHECK(is_in_sight(screen.draw(list, count), count - 1));
  list.show(10);
  screen.draw(list, count);
  for (int i = 0; i < 5; ++i) screen.draw(list, count, 1);
  CHECK(screen.draw(list, count).begin == 0);
}

TEST_CASE("a list that shrinks shows its end") {
  Screen screen;
  LongList list;
  screen.draw(list, 1'000'000);
  list.show(900'000);
  screen.draw(list, 1'000'000);
  CHECK(is_in_sight(screen.draw(list, 30), 29));
  const LongList::Rows none = screen.draw(list, 0);
  CHECK(none.begin == none.end);
}

}  // namespace loopglass
