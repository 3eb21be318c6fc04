// A menu that opens below a button: lines to choose from, captions and notes.
#pragma once
#include <string>

#include "app/views/canvas.hpp"

namespace loopglass {

class Menu {
 public:
  /// `button` is what it opens below; `top` is its upper edge. In the lower half of the window it opens above
  /// the button.
  Menu(const Canvas& canvas, const Rect& button, float top) : c_(canvas), button_(button), top_(top) {}

  /// Whether the menu called `name` is open (ImGui::OpenPopup opens it); then `end` must follow.
  bool begin(const char* name, float width);
  void end() { ImGui::EndPopup(); }

  /// In small capitals.
  void caption(const std::string& text) const;
  /// Small and dim, as long as it needs.
  void note(const std::string& text) const;
  /// A line to choose, with a second line of explanation if there is one; choosing it closes the menu.
  bool item(const std::string& name, const std::string& text, const std::string& more, bool chosen) const;
  /// A line with a tick if it is chosen, and its key at the right.
  bool choice(const std::string& name, const std::string& text, const std::string& keys, bool chosen) const;
  /// Tells the frame's controls of the ImGui item that was drawn last.
  void add_control(const std::string& name) const;

 private:
  const Canvas& c_;
  Rect button_;
  float top_;
  bool placed_ = false;  // a menu finds its place in its first frame, unseen
};

}  // namespace loopglass
