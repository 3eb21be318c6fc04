#include "app/model/density.hpp"

#include <algorithm>
#include <bit>

namespace loopglass {
namespace {

constexpr std::uint32_t most_groups = 2048;  // more cannot be told apart on any screen
constexpr std::uint32_t most_lanes = 1u << 25;

}  // namespace

Strength strength_of(const Event& event) {
  switch (event.kind) {
    case EventKind::task_spawned: return Strength::woken;
    case EventKind::task_woken:
      return static_cast<WakeOutcome>(event.detail) == WakeOutcome::queued ? Strength::woken : Strength::none;
    case EventKind::poll_began:
    case EventKind::cancel_began: return Strength::polled;
    case EventKind::poll_ended:
      return static_cast<PollEnd>(event.detail) == PollEnd::panicked ? Strength::panicked : Strength::none;
    case EventKind::work_began:
      return static_cast<WorkKind>(event.detail) == WorkKind::block ? Strength::blocked : Strength::none;
    case EventKind::task_finished:
      switch (static_cast<FinishKind>(event.detail)) {
        case FinishKind::panicked: return Strength::panicked;
        case FinishKind::cancelled:
        case FinishKind::cancelled_unpolled: return Strength::cancelled;
        default: return Strength::returned;
      }
    default: return Strength::none;
  }
}

void Density::observe(const Event& event) {
  ++known_;
  const std::uint32_t lane = raw(event.task) - 1;
  if (event.kind == EventKind::task_spawned && lane == lives_.size() && lane < most_lanes)
    lives_.push_back({static_cast<EventIndex>(known_), 0});
  if (event.task != TaskId::none && lane < lives_.size()) {
    if (event.kind == EventKind::task_finished) lives_[lane].end = static_cast<EventIndex>(known_);
    if (const Strength strength = strength_of(event); strength != Strength::none) add(0, lane, strength, 1);
  }
  for (std::size_t level = 0; level < levels && known_ % width(level) == 0; ++level) close(level);
}

void Density::add(std::size_t level, std::uint32_t lane, Strength strength, std::uint32_t count) {
  Level& l = levels_[level];
  if (l.open.size() <= lane) l.open.resize(std::max<std::size_t>(lane + 1, lives_.size()));
  Sum& sum = l.open[lane];
  if (sum.count == 0) l.touched.push_back(lane);
  sum.count += count;
  sum.strongest = std::max(sum.strongest, strength);
}

/// Sums up the bucket that is full, and hands it on to the next level.
void Density::close(std::size_t level) {
  Level& l = levels_[level];
  const auto lanes = static_cast<std::uint32_t>(lives_.size());
  const auto shift = level == 0 ? 0u : static_cast<unsigned>(std::bit_width(lanes / most_groups));
  std::ranges::sort(l.touched);
  std::size_t group = ~std::size_t{0};
  Sum all;
  const auto put = [&] {
    if (all.count == 0) return;
    const auto amount = std::min(static_cast<std::uint32_t>(std::bit_width(all.count)) - 1, 15u);
    l.entries.push_back(
        {static_cast<std::uint32_t>(group << shift), static_cast<std::uint32_t>(all.strongest), amount});
    all = {};
  };
  for (const std::uint32_t lane : l.touched) {
    Sum& sum = l.open[lane];
    if (lane >> shift != group) {
      put();
      group = lane >> shift;
    }
    all.count += sum.count;
    all.strongest = std::max(all.strongest, sum.strongest);
    if (level + 1 < levels) add(level + 1, lane, sum.strongest, sum.count);
    sum = {};
  }
  put();
  l.touched.clear();
  l.ends.push_back(static_cast<std::uint32_t>(l.entries.size()));
  l.shifts.push_back(static_cast<std::uint8_t>(shift));
}

Density::Bucket Density::bucket(std::size_t level, std::size_t place) const {
  const Level& l = levels_[level];
  const std::size_t begin = place == 0 ? 0 : l.ends[place - 1];
  return {width(level) * place + 1, width(level) * (place + 1), std::size_t{1} << l.shifts[place],
          std::span(l.entries).subspan(begin, l.ends[place] - begin)};
}

std::size_t Density::bytes() const {
  std::size_t bytes = lives_.capacity() * sizeof(Life);
  for (const Level& l : levels_) {
    bytes += l.ends.capacity() * sizeof(l.ends[0]) + l.shifts.capacity() +
             l.entries.capacity() * sizeof(Entry) + l.open.capacity() * sizeof(Sum) +
             l.touched.capacity() * sizeof(l.touched[0]);
  }
  return bytes;
}

}  // namespace loopglass
