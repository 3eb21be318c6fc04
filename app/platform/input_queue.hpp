// Keys, characters, clicks, movements and wheel turns, kept in order until a frame can show each of them.
// ImGui 1.86 samples input once a frame: what is pressed and released between two frames is lost to it. Here
// every event waits its turn. Invariants: (1) order is kept; (2) a frame holds at most one transition of a
// key or button, and at most one press of a key that is no modifier; (3) a button goes down or up where
// the pointer was for a frame before, so that a click has hovered there and a quick drag has got there; (4)
// characters come with the key that typed them. Keys are GLFW's numbers (keys.hpp).
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <variant>

struct ImGuiIO;

namespace loopglass::platform {

class InputQueue {
 public:
  void key(int code, bool down);
  void character(unsigned int codepoint);
  void button(int number, bool down);  ///< 0 left, 1 right, 2 middle
  void cursor(double x, double y);     ///< in pixels of the surface
  void cursor_left();                  ///< the pointer is outside the window
  void scroll(double x, double y);     ///< as GLFW has it: up and left are positive

  /// Presses and releases a key, for scripts.
  void tap(int code) { key(code, true), key(code, false); }

  /// Moves to a place and clicks there, for scripts.
  void click(double x, double y, int number = 0) {
    cursor(x, y), button(number, true), button(number, false);
  }

  /// Lifts every key and button that is down; for when the window loses the focus.
  void release_all();

  /// Moves into `io` what fits into the next frame. Call once before each ImGui::NewFrame.
  void feed(ImGuiIO& io);

  /// How many keys were pressed and let go, buttons clicked and wheels turned, as far as ImGui has been told.
  [[nodiscard]] std::uint64_t acts() const { return acts_; }

  /// True while events wait for a later frame.
  [[nodiscard]] bool pending() const { return !events_.empty(); }

  /// True while a key or button is held as far as ImGui has been told.
  [[nodiscard]] bool held() const { return keys_.any() || buttons_.any(); }

 private:
  struct Key {
    int code;
    bool down;
  };
  struct Character {
    unsigned int codepoint;
  };
  struct Button {
    int number;
    bool down;
  };
  struct Cursor {
    float x, y;
  };
  struct Scroll {
    float x, y;
  };
  using Event = std::variant<Key, Character, Button, Cursor, Scroll>;
  struct Frame;

  static constexpr std::size_t key_count = 512;
  static constexpr std::size_t button_count = 5;

  static bool fits(const Event& event, const Frame& frame);
  void apply(const Event& event, Frame& frame, ImGuiIO& io);

  std::deque<Event> events_;
  std::bitset<key_count> keys_;
  std::uint64_t acts_ = 0;
  std::bitset<button_count> buttons_;
};

}  // namespace loopglass::platform
