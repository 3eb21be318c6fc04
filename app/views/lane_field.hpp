// The lanes of a run where there are too many to draw one by one: a picture of how densely things happen,
// each pixel with the strongest that falls into it. One task that panics among 100,000 is seen from the
// widest zoom.
#pragma once
#include <vector>

#include "app/model/density.hpp"
#include "app/model/lane_order.hpp"
#include "app/platform/image.hpp"
#include "app/platform/texture.hpp"
#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {

/// One cell of the picture.
struct FieldCell {
  Strength strongest = Strength::none;
  std::uint8_t amount = 0;  // how often something happens there, as a power of two
  bool alive = false;       // a task is there
};

/// Its cells, row by row from the top.
struct FieldCells {
  int width = 0;
  int height = 0;
  std::vector<FieldCell> cells;

  FieldCell& at(int x, int y) { return cells[static_cast<std::size_t>(y * width + x)]; }
  const FieldCell& at(int x, int y) const { return cells[static_cast<std::size_t>(y * width + x)]; }
};

/// All lanes of the run in `height` rows, what `axis` shows of it in `width` columns; the axis's own place
/// does not matter.
FieldCells lay_out_field(const Chronicle& run, const LaneRows& rows, const Axis& axis, bool by_time,
                         int width, int height);

/// Draws it, and keeps the picture as long as nothing changes. A copy begins without one.
class LaneField {
 public:
  LaneField() = default;
  LaneField(const LaneField& other) : LaneField() { static_cast<void>(other); }
  LaneField(LaneField&& other) noexcept = default;
  LaneField& operator=(const LaneField& other) {
    if (this != &other) reset();
    return *this;
  }
  LaneField& operator=(LaneField&& other) noexcept = default;
  ~LaneField() = default;

  void draw(const Canvas& canvas, const Rect& room, const Chronicle& run, const LaneRows& rows,
            const Axis& axis, bool by_time);
  void reset() { drawn_ = {}; }

 private:
  /// What the picture depends on.
  struct Drawn {
    EventNumber events = 0;
    double begin = 0, end = 0;
    bool by_time = false;
    LaneOrder order{};
    int width = 0, height = 0;
    bool dark = false;
    std::uint64_t surface = 0;
    bool operator==(const Drawn&) const = default;
  };
  Drawn drawn_;
  platform::Texture texture_;
};

}  // namespace loopglass
