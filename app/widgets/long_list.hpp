// The rows of a list that are in sight, however many it has.
//
// ImGui keeps places as floats, which tell rows of a million apart no more. Here the scroll bar has the place
// of a very long list as a share, and the wheel moves it by rows.
#pragma once
#include <cstddef>

namespace loopglass {

class LongList {
 public:
  struct Rows {
    std::size_t begin = 0;
    std::size_t end = 0;
    float top = 0;  // of the first of them, in the window's pixels
  };
  /// Gives the ImGui window that is being built, at its beginning, the height of `count` rows, and returns
  /// those that are in sight. `height` is that of a row, in pixels.
  Rows place(std::size_t count, float height);
  /// Scrolls, from the next frame on, so that a row is in the middle, unless it is in sight.
  void show(std::size_t row);

 private:
  double top_ = 0;      // in rows
  double visible_ = 0;  // in rows
  double wanted_ = -1;  // the row at the top, from the next frame on; below 0: as it is
  float scroll_ = 0;    // what ImGui was told
};

}  // namespace loopglass
