// The help page over the window: every key, every sign, every word of the field, and the way to the tour.
//
// It scrolls where it does not fit, and is left by its cross, by Esc or by F1.
#pragma once
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

enum class HelpPage { keys, signs, words };

class HelpView {
 public:
  bool is_open() const { return open_; }
  void toggle() { open_ = !open_; }
  void draw(const Canvas& canvas, const Rect& window, Commands& commands);

 private:
  void draw_head(const Canvas& canvas, Rect head, Commands& commands);
  void draw_tab(const Canvas& canvas, Rect& head, HelpPage page);

  bool open_ = false;
  HelpPage page_ = HelpPage::keys;
};

/// The page of signs, from the ImGui cursor on, `width` wide; returns its height.
float draw_help_signs(const Canvas& canvas, float width);

}  // namespace loopglass
