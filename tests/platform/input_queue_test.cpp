// What a frame is shown of the keys, clicks and characters that come faster than frames do.
#include "app/platform/input_queue.hpp"

#include <imgui.h>

#include <string>

#include "app/platform/keys.hpp"
#include "tests/catch.hpp"

namespace loopglass::platform {
namespace {

/// An ImGui input state and the frames' count of what they saw, with ImGui's own rule of what a press is.
struct Watcher {
  ImGuiIO io;
  InputQueue queue;
  bool before[512] = {};
  std::string typed;

  /// Feeds one frame and returns true if `code` went down in it.
  bool pressed(int code) {
    const bool was = io.KeysDown[code];
    io.InputQueueCharacters.resize(0);
    queue.feed(io);
    for (const ImWchar c : io.InputQueueCharacters) typed += static_cast<char>(c);
    return io.KeysDown[code] && !was;
  }
  bool clicked(int button = 0) {
    const bool was = io.MouseDown[button];
    queue.feed(io);
    return io.MouseDown[button] && !was;
  }
  int presses(int code) {
    int count = 0;
    while (queue.pending()) count += pressed(code) ? 1 : 0;
    return count;
  }
};

}  // namespace

TEST_CASE("a key pressed and released within one frame is seen as pressed once") {
  Watcher watcher;
  watcher.queue.tap(key::space);
  CHECK(watcher.pressed(key::space));
  CHECK(watcher.queue.pending());
  CHECK_FALSE(watcher.pressed(key::space));
  CHECK_FALSE(watcher.io.KeysDown[key::space]);
  CHECK_FALSE(watcher.queue.pending());
}

TEST_CASE("twenty presses between two frames are seen as twenty") {
  Watcher watcher;
  for (int n = 0; n < 20; ++n) watcher.queue.tap(key::right);
  CHECK(watcher.presses(key::right) == 20);
}

TEST_CASE("two different keys are seen in two frames, in their order") {
  Watcher watcher;
  watcher.queue.tap(key::right);
  watcher.queue.tap(key::space);
  CHECK(watcher.pressed(key::right));
  CHECK_FALSE(watcher.io.KeysDown[key::space]);
  CHECK(watcher.pressed(key::space));
  CHECK_FALSE(watcher.io.KeysDown[key::right]);
}

TEST_CASE("a modifier is down in the frame of the key it modifies, and outlasts it") {
  Watcher watcher;
  watcher.queue.key(key::left_control, true);
  watcher.queue.tap(key::c);
  watcher.queue.key(key::left_control, false);
  watcher.queue.tap(key::v);
  CHECK(watcher.pressed(key::c));
  CHECK(watcher.io.KeyCtrl);
  CHECK(watcher.pressed(key::v));
  CHECK_FALSE(watcher.io.KeyCtrl);
}

TEST_CASE("characters come in order and with the key that typed them") {
  Watcher watcher;
  const std::string text = "poll";
  for (const char c : text) {
    const int code = key::a + (c - 'a');
    watcher.queue.key(code, true);
    watcher.queue.character(static_cast<unsigned int>(c));
    watcher.queue.key(code, false);
  }
  CHECK(watcher.pressed(key::p));
  CHECK(watcher.typed == "p");
  watcher.presses(key::l);
  CHECK(watcher.typed == text);
}

TEST_CASE("a click happens where the pointer was, not where it went") {
  Watcher watcher;
  watcher.queue.click(10, 20);
  watcher.queue.cursor(500, 600);
  CHECK_FALSE(watcher.clicked());  // first the pointer arrives, so that what lies there is hovered
  CHECK(watcher.io.MousePos.x == 10);
  CHECK(watcher.clicked());
  CHECK(watcher.io.MousePos.y == 20);
  CHECK_FALSE(watcher.clicked());  // the release, still there
  CHECK(watcher.io.MousePos.x == 10);
  CHECK_FALSE(watcher.clicked());
  CHECK(watcher.io.MousePos.x == 500);
  CHECK_FALSE(watcher.queue.pending());
}

TEST_CASE("a fast double click is two clicks") {
  Watcher watcher;
  watcher.queue.click(10, 20);
  watcher.queue.click(10, 20);
  int clicks = 0;
  while (watcher.queue.pending()) clicks += watcher.clicked() ? 1 : 0;
  CHECK(clicks == 2);
}

TEST_CASE("a drag ends where the button was let go") {
  Watcher watcher;
  watcher.queue.cursor(10, 10);
  watcher.queue.button(0, true);
  watcher.queue.cursor(50, 10);
  watcher.queue.cursor(90, 10);
  watcher.queue.button(0, false);
  watcher.queue.cursor(0, 0);
  float x = 0;
  bool was_down = false;
  while (watcher.queue.pending()) {
    watcher.queue.feed(watcher.io);
    if (was_down && !watcher.io.MouseDown[0]) x = watcher.io.MousePos.x;
    was_down = watcher.io.MouseDown[0];
  }
  CHECK(x == 90);
}

TEST_CASE("a click into a field and the typing after it are seen one after the other") {
  Watcher watcher;
  watcher.queue.click(10, 10);
  watcher.queue.tap(key::a);
  while (!watcher.io.MouseDown[0]) watcher.queue.feed(watcher.io);
  CHECK_FALSE(watcher.io.KeysDown[key::a]);
  CHECK(watcher.presses(key::a) == 1);
}

TEST_CASE("movements between two events are one movement") {
  Watcher watcher;
  for (int n = 0; n < 1000; ++n) watcher.queue.cursor(n, n);
  watcher.queue.feed(watcher.io);
  CHECK(watcher.io.MousePos.x == 999);
  CHECK_FALSE(watcher.queue.pending());
}

TEST_CASE("turns of the wheel within a frame add up") {
  Watcher watcher;
  watcher.queue.scroll(0, 1);
  watcher.queue.scroll(0, 2);
  watcher.queue.feed(watcher.io);
  CHECK(watcher.io.MouseWheel == 3);
}

TEST_CASE("losing the focus lets go of everything, but loses no press that waits") {
  Watcher watcher;
  watcher.queue.key(key::left_shift, true);
  watcher.queue.feed(watcher.io);
  watcher.queue.key(key::space, true);
  watcher.queue.button(1, true);
  watcher.queue.release_all();
  CHECK(watcher.presses(key::space) == 1);
  CHECK_FALSE(watcher.queue.held());
  CHECK_FALSE(watcher.io.KeyShift);
}

TEST_CASE("keys and buttons that do not exist are ignored") {
  Watcher watcher;
  watcher.queue.key(-1, true);
  watcher.queue.key(100000, true);
  watcher.queue.button(17, true);
  CHECK_FALSE(watcher.queue.pending());
}

}  // namespace loopglass::platform
