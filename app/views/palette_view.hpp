// The command palette: a field over the window that finds, by a few letters, everything that can be done.
//
// Arrows choose, Enter does it, Escape closes. What was done last stands first the next time.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/command_list.hpp"

namespace loopglass {

class PaletteView {
 public:
  void open() {
    wanted_ = true;
    settling_ = settle_frames;
  }
  /// Whether the field is about to take the keys: that needs a few frames more.
  bool is_moving() const { return settling_ > 0; }
  /// The words of the row that Enter would do; empty if there is none.
  std::string chosen() const;

  void draw(const Canvas& canvas, const Rect& window, const PaletteContext& context, Commands& commands);

 private:
  struct Found {
    std::size_t command;
    int score;
    std::vector<std::size_t> marks;  // the letters of its words that were found
  };
  void find();
  void take_arrows(int rows_on_page);
  void draw_rows(const Canvas& canvas, Commands& commands);
  bool draw_row(const Canvas& canvas, const Found& found, bool is_chosen);

  static constexpr int settle_frames = 6;
  bool wanted_ = false;
  int settling_ = 0;
  bool is_open_ = false;
  bool placed_ = false;  // a popup finds its place in its first frame, unseen
  bool moved_ = false;   // the row that is chosen must come into sight
  std::array<char, 60> typed_{};
  std::vector<NamedCommand> all_;
  std::vector<Found> found_;
  std::size_t chosen_ = 0;
  std::string last_;  // the words of what was done last
};

}  // namespace loopglass
