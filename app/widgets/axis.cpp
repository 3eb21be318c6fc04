#include "app/widgets/axis.hpp"

#include <algorithm>
#include <cmath>

namespace loopglass {

void Axis::set_range(double begin, double end) {
  begin_ = begin;
  end_ = std::max(end, begin + 1e-9);
  if (all_) show_all();
  clamp();
}

void Axis::set_place(float left, float right) {
  left_ = left;
  right_ = std::max(right, left + 1.0f);
}

float Axis::to_pixel(double value) const {
  const double t = (value - view_begin_) / (view_end_ - view_begin_);
  // Far outside the view is far outside, but still a number that a picture can bear.
  return left_ + static_cast<float>(std::clamp(t, -4.0, 5.0)) * (right_ - left_);
}

double Axis::to_value(float pixel) const {
  const double t = static_cast<double>(pixel - left_) / static_cast<double>(right_ - left_);
  return view_begin_ + t * (view_end_ - view_begin_);
}

void Axis::zoom(double factor, double value) {
  const double width = std::clamp((view_end_ - view_begin_) * factor, smallest(), end_ - begin_);
  const double t = (value - view_begin_) / (view_end_ - view_begin_);
  view_begin_ = value - t * width;
  view_end_ = view_begin_ + width;
  all_ = false;
  clamp();
}

void Axis::pan(double by) {
  view_begin_ += by;
  view_end_ += by;
  clamp();
}

void Axis::show_all() {
  view_begin_ = begin_;
  view_end_ = end_;
  all_ = true;
}

void Axis::show(double begin, double end) {
  const double width = std::max(end - begin, smallest());
  view_begin_ = (begin + end - width) / 2;
  view_end_ = view_begin_ + width;
  all_ = false;
  clamp();
}

void Axis::keep_in_sight(double value) {
  const double margin = (view_end_ - view_begin_) / 8;
  if (value < view_begin_ + margin) pan(value - view_begin_ - margin);
  if (value > view_end_ - margin) pan(value - view_end_ + margin);
}

double Axis::smallest() const { return (end_ - begin_) * 1e-6; }

void Axis::clamp() {
  const double width = std::min(view_end_ - view_begin_, end_ - begin_);
  view_begin_ = std::clamp(view_begin_, begin_, end_ - width);
  view_end_ = view_begin_ + width;
  all_ = shows_all();
}

double round_up(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= value * (1 - 1e-9)) return step * power;
  }
  return 10.0 * power;
}

std::vector<double> round_ticks(double begin, double end, double spacing) {
  std::vector<double> ticks;
  if (!(spacing > 0) || !(end > begin)) return ticks;
  const double step = round_up(spacing);
  constexpr int most = 1000;
  const double first = std::ceil(begin / step - 1e-9);
  for (int i = 0; i < most; ++i) {
    const double tick = (first + i) * step;
    if (tick > end + step * 1e-9) break;
    ticks.push_back(tick);
  }
  return ticks;
}

}  // namespace loopglass
