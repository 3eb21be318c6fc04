// A horizontal axis: which stretch of values is shown, and all arithmetic from values to pixels and back.
// It does not know what the values mean; `Ticks` says where marks go so that their labels do not collide.
#pragma once
#include <vector>

namespace loopglass {

class Axis {
 public:
  /// The whole range there is to see; the view is kept inside it. Precondition: begin <= end.
  void set_range(double begin, double end);
  /// Where the axis lies on the screen, in pixels.
  void set_place(float left, float right);

  double begin() const { return view_begin_; }
  double end() const { return view_end_; }
  double range_begin() const { return begin_; }
  double range_end() const { return end_; }
  bool shows_all() const { return view_begin_ <= begin_ && view_end_ >= end_; }

  float to_pixel(double value) const;
  double to_value(float pixel) const;

  /// Shows `factor` times as much, with `value` staying where it is.
  void zoom(double factor, double value);
  void pan(double by);
  void show_all();
  void show(double begin, double end);
  /// Moves the view, if it must, so that `value` is in its middle three quarters.
  void keep_in_sight(double value);

 private:
  void clamp();
  double smallest() const;

  double begin_ = 0, end_ = 1;
  double view_begin_ = 0, view_end_ = 1;
  float left_ = 0, right_ = 1;
  bool all_ = true;  // follows a range that grows
};

/// Round values (1, 2 or 5 times a power of ten) between begin and end, some `spacing` or more apart.
std::vector<double> round_ticks(double begin, double end, double spacing);

/// The smallest of 1, 2 or 5 times a power of ten that is not below `value`. Precondition: value > 0.
double round_up(double value);

}  // namespace loopglass
