// Words can be read: read back from what is drawn, no letter lies on another, none is cut off at the side,
// and none is missing from its font. It knows letters by their places in the font's texture.
#include <imgui.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "app/platform/keys.hpp"
#include "app/widgets/geometry.hpp"
#include "tests/catch.hpp"
#include "tests/views/draw.hpp"

namespace loopglass {
namespace {

struct Letter {
  Rect place;
  Rect clip;
  ImWchar code = 0;
  int order = 0;  // of drawing
};

/// Something filled that hides what was drawn before it.
struct Cover {
  Rect place;
  int order = 0;
};

struct Drawn {
  std::vector<Letter> letters;
  std::vector<Cover> covers;
};

class Reader {
 public:
  Reader() {
    for (const ImFont* font : ImGui::GetIO().Fonts->Fonts) {
      for (const ImFontGlyph& g : font->Glyphs) {
        if (g.Visible) codes_[{g.U0, g.V0}] = static_cast<ImWchar>(g.Codepoint);
      }
    }
  }

  Drawn read() const {
    Drawn drawn;
    const ImDrawData* data = ImGui::GetDrawData();
    int order = 0;
    for (int n = 0; n < data->CmdListsCount; ++n) {
      const ImDrawList& list = *data->CmdLists[n];
      for (const ImDrawCmd& command : list.CmdBuffer) read(list, command, order, drawn);
    }
    return drawn;
  }

 private:
  void read(const ImDrawList& list, const ImDrawCmd& command, int& order, Drawn& drawn) const {
    const Rect clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
    for (unsigned i = 0; i + 5 < command.ElemCount; ++order) {
      const ImDrawVert& a = vertex[index[i]];
      const ImDrawVert& c = vertex[index[i + 2]];
      const bool quad = index[i + 3] == index[i] && index[i + 4] == index[i + 2];
      if (!quad) {
        i += 3;
        continue;
      }
      i += 6;
      const Rect place{std::min(a.pos.x, c.pos.x), std::min(a.pos.y, c.pos.y), std::max(a.pos.x, c.pos.x),
                       std::max(a.pos.y, c.pos.y)};
      const auto code = codes_.find({a.uv.x, a.uv.y});
      if (code != codes_.end()) {
        if ((a.col >> IM_COL32_A_SHIFT) > 40) drawn.letters.push_back({place, clip, code->second, order});
      } else if ((a.col >> IM_COL32_A_SHIFT) > 200 && a.uv.x == c.uv.x && a.uv.y == c.uv.y) {
        drawn.covers.push_back({place, order});
      }
    }
  }

  std::map<std::pair<float, float>, ImWchar> codes_;
};

std::string utf8(ImWchar code) {
  std::string out;
  if (code < 0x80) {
    out = static_cast<char>(code);
  } else if (code < 0x800) {
    out = {static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))};
  } else {
    out = {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
           static_cast<char>(0x80 | (code & 0x3F))};
  }
  return out;
}

/// The letters drawn just before and after this one, to find it by.
std::string around(const Drawn& drawn, std::size_t i) {
  std::string out;
  for (std::size_t k = i > 8 ? i - 8 : 0; k < std::min(i + 9, drawn.letters.size()); ++k)
    out += utf8(drawn.letters[k].code);
  const Rect& r = drawn.letters[i].place;
  return "\"" + out + "\" at " + std::to_string(static_cast<int>(r.left)) + "," +
         std::to_string(static_cast<int>(r.top));
}

Rect common(const Rect& a, const Rect& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

bool is_hidden(const Drawn& drawn, const Rect& r, int after, int before) {
  for (const Cover& cover : drawn.covers) {
    if (cover.order > after && cover.order < before && cover.place.left <= r.left + 1 &&
        cover.place.right >= r.right - 1 && cover.place.top <= r.top + 1 &&
        cover.place.bottom >= r.bottom - 1)
      return true;
  }
  return false;
}

/// One line a fault, each with the words around it.
std::set<std::string> faults(const Drawn& drawn, const Rect& window) {
  std::set<std::string> found;
  // Letters by the 64-pixel squares that they touch, so that only near ones are compared.
  std::map<std::pair<int, int>, std::vector<std::size_t>> squares;
  for (std::size_t i = 0; i < drawn.letters.size(); ++i) {
    const Letter& letter = drawn.letters[i];
    const Rect seen = common(common(letter.place, letter.clip), window);
    if (seen.width() <= 0 || seen.height() <= 0) {
      if (common(letter.place, window).width() <= 0) found.insert("outside the window: " + around(drawn, i));
      continue;
    }
    if (seen.width() < letter.place.width() - 1.5f) found.insert("cut off: " + around(drawn, i));
    for (int x = static_cast<int>(seen.left) / 64; x <= static_cast<int>(seen.right) / 64; ++x) {
      for (int y = static_cast<int>(seen.top) / 64; y <= static_cast<int>(seen.bottom) / 64; ++y) {
        for (const std::size_t j : squares[{x, y}]) {
          const Letter& other = drawn.letters[j];
          const Rect both = common(seen, common(other.place, other.clip));
          const float smaller = std::min(letter.place.width() * letter.place.height(),
                                         other.place.width() * other.place.height());
          if (both.width() <= 1.5f || both.height() <= 1.5f || both.width() * both.height() < smaller * 0.22f)
            continue;
          if (is_hidden(drawn, both, other.order, letter.order)) continue;
          found.insert("on each other: " + around(drawn, j) + " and " + around(drawn, i));
        }
        squares[{x, y}].push_back(i);
      }
    }
  }
  return found;
}

std::set<std::string> faults_of(Desk& desk, const Sheet& sheet) {
  static_cast<void>(desk);
  return faults(Reader().read(), {0, 0, static_cast<float>(sheet.width), static_cast<float>(sheet.height)});
}

std::string joined(const std::set<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += "\n  " + line;
  return out;
}

constexpr Sheet sheets[] = {
    {.width = 1280, .height = 720},
    {.width = 1600, .height = 900},
    {.width = 1280, .height = 720, .scale = 2},
    {.width = 1280, .height = 720, .scale = 2.5f},
    {.width = 1920, .height = 1080, .scale = 1.5f},
    {.width = 1000, .height = 560},
    {.width = 3840, .height = 2160, .scale = 2},
};

}  // namespace

TEST_CASE("the reader finds words that lie on each other") {
  struct Overlap final : platform::Frontend {
    platform::Redraw frame(const platform::FrameInput&, platform::Surface& surface) override {
      ImFont* font = surface.fonts().body;
      ImDrawList* list = ImGui::GetBackgroundDrawList();
      list->AddText(font, 20, {10, 10}, IM_COL32_WHITE, "first");
      list->AddText(font, 20, {13, 12}, IM_COL32_WHITE, "second");
      list->AddText(font, 20, {10, 100}, IM_COL32_WHITE, "hidden");
      list->AddRectFilled({5, 95}, {200, 130}, IM_COL32_BLACK);
      list->AddText(font, 20, {10, 100}, IM_COL32_WHITE, "seen");
      list->AddText(font, 20, {180, 150}, IM_COL32_WHITE, "off");
      return platform::Redraw::on_input;
    }
  };
  std::string error;
  const auto host = platform::HeadlessHost::open({.width = 200, .height = 200}, error);
  REQUIRE(host != nullptr);
  Overlap overlap;
  host->settle(overlap);
  const Drawn drawn = Reader().read();
  CHECK(drawn.letters.size() == 5 + 6 + 6 + 4 + 3);
  const std::string found = joined(faults(drawn, {0, 0, 200, 200}));
  INFO(found);
  CHECK(found.find("on each other") != std::string::npos);
  CHECK(found.find("cut off") != std::string::npos);
  // What lies under a fill is not seen, so nothing lies on it.
  CHECK(found.find("hiddensee") == std::string::npos);
}

namespace {

/// All letters inside a place, in the order of drawing; blanks are not drawn.
std::string read_in(const Rect& place) {
  std::string text;
  for (const Letter& letter : Reader().read().letters) {
    if (place.contains(
            {(letter.place.left + letter.place.right) / 2, (letter.place.top + letter.place.bottom) / 2}))
      text += utf8(letter.code);
  }
  return text;
}

}  // namespace

TEST_CASE("what the executor says of a poll is true of the moment") {
  const auto says = [](const std::string& recipe) {
    Desk desk(recipe);
    return read_in(desk.place("loop.executor"));
  };
  // The reader is polled for the second time; then its timer was due; then its code runs.
  CHECK(says("blocking/blocking@#38").find("awaitstimer2") != std::string::npos);
  CHECK(says("blocking/blocking@#91").find("asksagainfortimer1") != std::string::npos);
  CHECK(says("blocking/blocking@#92").find("itscoderuns") != std::string::npos);
  CHECK(says("blocking/blocking@#93").find("timer1") == std::string::npos);
}

TEST_CASE("tasks keep their names in the ready queue, the head and those that move included") {
  Desk desk("blocking/blocking@#120", {.width = 1600, .height = 900});
  const auto check_named = [&](std::initializer_list<const char*> names) {
    const std::string text = read_in(desk.place("loop.queue"));
    CAPTURE(text);
    for (const char* name : names) CHECK(text.find(name) != std::string::npos);
  };
  check_named({"main", "next", "light1", "light2"});
  desk.key(platform::key::right);
  desk.pass(0.1);
  // The head is on its way to the executor, and the others go on by a place.
  check_named({"light1", "next", "light2", "light3", "light4"});
  desk.rest();
  check_named({"light1", "next", "light2", "light3", "light4"});
}

TEST_CASE("a word in passing covers no line where no timeline is shown") {
  namespace key = platform::key;
  Desk desk("blocking/blocking@#94", {.width = 1000, .height = 560});
  desk.key(key::left_control, key::one + 5);
  desk.rest();
  desk.key(key::left_control, key::c);
  desk.pass(0.1);
  const Rect toast = desk.place("toast");
  const Rect sentence = desk.place("sentence");
  CHECK(toast.bottom <= sentence.top + 8);
  CHECK(toast.top > desk.place("loop.reactor").bottom);
  CHECK(toast.right <= sentence.right);
}

/// There are many scenarios and several sizes: each scenario is looked at in one of so many sizes, and each
/// size has one of so many scenarios.
class Turns {
 public:
  explicit Turns(std::size_t one_of) : one_of_(one_of) {}
  bool has(const Sheet& sheet) {
    return (turn_++ + static_cast<std::size_t>(&sheet - sheets)) % one_of_ == 0;
  }

 private:
  std::size_t one_of_;
  std::size_t turn_ = 0;
};

TEST_CASE("words lie beside each other in every scenario and at every size") {
  for (const Sheet& sheet : sheets) {
    Desk desk("hello", sheet);
    Turns turns(8);
    for (const std::string& recipe : all_recipes()) {
      if (!turns.has(sheet)) continue;
      for (const char* at : {"@#0", "@#9", "@#24", "@#47", "@#999999"}) {
        desk.open(recipe + at);
        const auto wrong = faults_of(desk, sheet);
        CAPTURE(sheet.width, sheet.height, sheet.scale, recipe, at);
        INFO(joined(wrong));
        CHECK(wrong.empty());
      }
    }
  }
}

TEST_CASE("words lie beside each other where runs are compared") {
  for (const Sheet& sheet : sheets) {
    Desk desk("hello", sheet);
    Turns turns(8);
    for (const Scenario& scenario : all_scenarios()) {
      if (!turns.has(sheet)) continue;
      std::vector<std::string> others;
      for (const Variant& variant : scenario.variants) others.push_back(scenario.name + "/" + variant.name);
      if (others.size() < 2) continue;
      const std::string first = others.front();
      others.erase(others.begin());
      for (const char* at : {"@#24", "@#999999"}) {
        for (const auto& with : {std::vector{others.back()}, others}) {
          desk.open(first + at);
          desk.compare_with(with);
          const auto wrong = faults_of(desk, sheet);
          CAPTURE(sheet.width, sheet.height, sheet.scale, first, at, with.size());
          INFO(joined(wrong));
          CHECK(wrong.empty());
        }
      }
    }
  }
}

TEST_CASE("words lie beside each other where a task or an event is asked about") {
  namespace key = platform::key;
  for (const Sheet& sheet : sheets) {
    Turns turns(2);
    for (const char* recipe :
         {"blocking/blocking@#60", "timers@#100", "token@#40", "panic@#999999", "abort@#30"}) {
      if (!turns.has(sheet)) continue;
      Desk desk(recipe, sheet);
      for (const char* task : {"A", "B", "C"}) {
        desk.ask_about(task);
        const auto wrong = faults_of(desk, sheet);
        CAPTURE(sheet.width, sheet.height, sheet.scale, recipe, task);
        INFO(joined(wrong));
        CHECK(wrong.empty());
      }
      for (int step = 0; step < 3; ++step) {
        desk.key(key::down);
        const auto wrong = faults_of(desk, sheet);
        CAPTURE(sheet.width, sheet.height, sheet.scale, recipe, step);
        INFO(joined(wrong));
        CHECK(wrong.empty());
      }
    }
  }
}

TEST_CASE("words lie beside each other among bookmarks, breakpoints and what is found") {
  namespace key = platform::key;
  for (const Sheet& sheet : sheets) {
    Turns turns(2);
    for (const char* recipe : {"blocking/blocking", "timers?tasks=4", "pipeline", "deadlock/two_orders"}) {
      if (!turns.has(sheet)) continue;
      Desk desk(std::string(recipe) + "@#30", sheet);
      const auto check = [&](const char* where) {
        const auto wrong = faults_of(desk, sheet);
        CAPTURE(sheet.width, sheet.height, sheet.scale, recipe, where);
        INFO(joined(wrong));
        CHECK(wrong.empty());
      };
      desk.key(key::f9);
      desk.key(key::j);
      desk.key(key::f9);
      desk.key(key::b);
      desk.type("a note that is somewhat longer than others, for the sake of the room it needs");
      check("note");
      desk.key(key::enter);
      desk.key(key::period);
      desk.key(key::b);
      desk.key(key::escape);
      check("flags");
      desk.key(key::left_control, key::f);
      desk.type("main");
      check("find");
      desk.key(key::escape);
      desk.key(key::g);
      check("menu");
    }
  }
}

TEST_CASE("words lie beside each other where something shared is asked about") {
  struct Asked {
    const char* recipe;
    const char* what;
  };
  for (const Sheet& sheet : sheets) {
    for (const Asked& asked :
         {Asked{"deadlock@#47", "mutex fork"}, Asked{"channel/bounded_1@#102", "channel boxes"},
          Asked{"semaphore@#160", "semaphore slots"}, Asked{"oneshot@#60", "oneshot answer to ben"},
          Asked{"barrier@#55", "barrier line"}, Asked{"notify@#90", "notify bell"}}) {
      Desk desk(asked.recipe, sheet);
      desk.ask_about(asked.what);
      const auto wrong = faults_of(desk, sheet);
      CAPTURE(sheet.width, sheet.height, sheet.scale, asked.recipe);
      INFO(joined(wrong));
      CHECK(wrong.empty());
    }
  }
}

TEST_CASE("words lie beside each other in the help and in the lists that pop up") {
  namespace key = platform::key;
  for (const Sheet& sheet : sheets) {
    for (const int code : {key::f1, key::s, key::p, key::g, key::f}) {
      Desk desk("blocking/blocking@#60", sheet);
      desk.key(code);
      const auto wrong = faults_of(desk, sheet);
      CAPTURE(sheet.width, sheet.height, sheet.scale, code);
      INFO(joined(wrong));
      CHECK(wrong.empty());
    }
  }
}

TEST_CASE("words lie beside each other on each page of the help") {
  for (const Sheet& sheet : sheets) {
    Desk desk("blocking/blocking@#60", sheet);
    desk.key(platform::key::f1);
    for (const char* page : {"signs", "words"}) {
      desk.key(platform::key::right);
      const auto wrong = faults_of(desk, sheet);
      CAPTURE(sheet.width, sheet.height, sheet.scale, page);
      INFO(joined(wrong));
      CHECK(wrong.empty());
    }
  }
}

}  // namespace loopglass
