#include "app/platform/input_queue.hpp"

#include <imgui.h>

#include <cfloat>

#include "app/platform/keys.hpp"

namespace loopglass::platform {
namespace {

bool is_modifier(int code) { return code >= key::left_shift && code <= key::right_super; }

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};

}  // namespace

/// What the frame being fed holds already; decides what may still join it.
struct InputQueue::Frame {
  std::bitset<key_count> keys_changed;
  std::bitset<button_count> buttons_changed;
  bool key_pressed = false;  // of a key that is no modifier
  bool cursor_moved = false;
  bool scrolled = false;
  bool characters = false;

  [[nodiscard]] bool mouse_acted() const { return scrolled || buttons_changed.any(); }
};

void InputQueue::key(int code, bool down) {
  if (code >= 0 && static_cast<std::size_t>(code) < key_count) events_.emplace_back(Key{code, down});
}

void InputQueue::character(unsigned int codepoint) { events_.emplace_back(Character{codepoint}); }

void InputQueue::button(int number, bool down) {
  if (number >= 0 && static_cast<std::size_t>(number) < button_count)
    events_.emplace_back(Button{number, down});
}

void InputQueue::cursor(double x, double y) {
  const Cursor place{static_cast<float>(x), static_cast<float>(y)};
  // Only where the pointer got to matters, so that a fast mouse cannot fill the queue.
  if (!events_.empty() && std::holds_alternative<Cursor>(events_.back())) events_.pop_back();
  events_.emplace_back(place);
}

void InputQueue::cursor_left() { cursor(-FLT_MAX, -FLT_MAX); }

void InputQueue::scroll(double x, double y) {
  events_.emplace_back(Scroll{static_cast<float>(x), static_cast<float>(y)});
}

void InputQueue::release_all() {
  std::bitset<key_count> keys = keys_;
  std::bitset<button_count> buttons = buttons_;
  for (const Event& event : events_) {
    if (const auto* k = std::get_if<Key>(&event)) keys.set(static_cast<std::size_t>(k->code), k->down);
    if (const auto* b = std::get_if<Button>(&event))
      buttons.set(static_cast<std::size_t>(b->number), b->down);
  }
  for (std::size_t code = 0; code < key_count; ++code) {
    if (keys.test(code)) key(static_cast<int>(code), false);
  }
  for (std::size_t number = 0; number < button_count; ++number) {
    if (buttons.test(number)) button(static_cast<int>(number), false);
  }
}

bool InputQueue::fits(const Event& event, const Frame& frame) {
  return std::visit(
      Match{
          [&](Key k) {
            if (frame.keys_changed.test(static_cast<std::size_t>(k.code)) || frame.mouse_acted())
              return false;
            // A modifier holds until the frame that it modifies is over; a second press would lose its order.
            return !frame.key_pressed || !(k.down || is_modifier(k.code));
          },
          [&](Character) { return !frame.mouse_acted(); },
          [&](Button b) {
            if (frame.buttons_changed.test(static_cast<std::size_t>(b.number)) || frame.scrolled)
              return false;
            if (frame.keys_changed.any() || frame.characters) return false;
            return !frame.cursor_moved;
          },
          [&](Cursor) { return !frame.mouse_acted(); },
          [&](Scroll) { return frame.buttons_changed.none() && frame.keys_changed.none(); },
      },
      event);
}

void InputQueue::apply(const Event& event, Frame& frame, ImGuiIO& io) {
  std::visit(Match{
                 [&](Key k) {
                   const auto code = static_cast<std::size_t>(k.code);
                   if (!k.down && keys_.test(code) && !is_modifier(k.code)) ++acts_;
                   keys_.set(code, k.down);
                   frame.keys_changed.set(code);
                   frame.key_pressed = frame.key_pressed || (k.down && !is_modifier(k.code));
                 },
                 [&](Character c) {
                   io.AddInputCharacter(c.codepoint);
                   frame.characters = true;
                 },
                 [&](Button b) {
                   const auto number = static_cast<std::size_t>(b.number);
                   if (!b.down && buttons_.test(number)) ++acts_;
                   buttons_.set(number, b.down);
                   frame.buttons_changed.set(number);
                 },
                 [&](Cursor c) {
                   io.MousePos = ImVec2(c.x, c.y);
                   frame.cursor_moved = true;
                 },
                 [&](Scroll s) {
                   io.MouseWheelH += s.x;
                   io.MouseWheel += s.y;
                   frame.scrolled = true;
                   ++acts_;
                 },
             },
             event);
}

void InputQueue::feed(ImGuiIO& io) {
  Frame frame;
  while (!events_.empty() && fits(events_.front(), frame)) {
    apply(events_.front(), frame, io);
    events_.pop_front();
  }
  for (std::size_t code = 0; code < key_count; ++code) io.KeysDown[code] = keys_.test(code);
  for (std::size_t number = 0; number < button_count; ++number) io.MouseDown[number] = buttons_.test(number);
  const auto down = [&](int left, int right) {
    return keys_.test(static_cast<std::size_t>(left)) || keys_.test(static_cast<std::size_t>(right));
  };
  io.KeyCtrl = down(key::left_control, key::right_control);
  io.KeyShift = down(key::left_shift, key::right_shift);
  io.KeyAlt = down(key::left_alt, key::right_alt);
  io.KeySuper = down(key::left_super, key::right_super);
}

}  // namespace loopglass::platform
