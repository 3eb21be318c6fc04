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

/// One cell of the picture: what happens there, and whether a task is there.
struct FieldCell {
  std::uint8_t code = 0;  // that of a Density::Cell, and the highest bit

  Strength strongest() const { return static_cast<Strength>(code >> 4 & 7); }
  /// Something happens there 2^amount times, at least.
  unsigned amount() const { return code & 15u; }
  bool alive() const { return (code & 128u) != 0; }
};

/// Its cells, row by row from the top.
struct FieldCells {
  int width = 0;
  int height = 0;
  std::vector<FieldCell> cells;

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
    bool is_sorted = false;
    std::uint64_t version = 0;
    int width = 0, height = 0;
    bool dark = false;
    std::uint64_t surface = 0;
    bool operator==(const Drawn&) const = default;
  };
  Drawn drawn_;
  platform::Texture texture_;
};

}  // namespace loopglass
