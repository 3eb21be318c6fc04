#include "app/model/density.hpp"

#include <algorithm>

namespace loopglass {
namespace {

constexpr std::size_t most_groups = 2048;  // more cannot be told apart on any screen
constexpr std::uint32_t most_lanes = 1u << 24;

/// Makes room for more, but not for twice as much: this is memory that every event pays for.
template <class T>
void make_room(std::vector<T>& values, std::size_t more) {
  if (values.size() + more > values.capacity()) values.reserve(values.size() + values.size() / 8 + more);
}

/// What happens in two stretches, or on two groups of lanes.
Density::Cell both(Density::Cell a, Density::Cell b) {
  if (a.code == 0 || b.code == 0) return std::max(a, b);
  const unsigned amount = a.amount() == b.amount() ? a.amount() + 1 : std::max(a.amount(), b.amount());
  return {std::max(a.strongest(), b.strongest()), 1u << std::min(amount, 15u)};
}

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

void Density::Open::add(std::uint32_t lane, std::size_t lanes, Strength strength, std::uint32_t count) {
  if (sums.size() <= lane) sums.resize(std::max<std::size_t>(lane + 1, lanes));
  if (sums[lane].count == 0) touched.push_back(lane);
  sums[lane].add(strength, count);
}

void Density::observe(const Event& event) {
  ++known_;
  const std::uint32_t lane = raw(event.task) - 1;
  if (event.kind == EventKind::task_spawned && lane == lives_.size() && lane < most_lanes)
    lives_.push_back({static_cast<EventIndex>(known_), 0});
  if (event.task != TaskId::none && lane < lives_.size()) {
    if (event.kind == EventKind::task_finished) lives_[lane].end = static_cast<EventIndex>(known_);
    if (const Strength strength = strength_of(event); strength != Strength::none)
      open_[0].add(lane, lives_.size(), strength, 1);
  }
  if (known_ % width(0) == 0) close_finest();
  if (known_ % width(1) == 0) close_groups();
  for (std::size_t level = 2; level < levels && known_ % width(level) == 0; ++level) close_pair(level);
}

void Density::end_bucket(Level& level, unsigned shift, std::size_t end) {
  level.ends.push_back(static_cast<std::uint32_t>(end));
  level.shifts.push_back(static_cast<std::uint8_t>(shift));
}

/// Sums up the lanes on which something has happened, and hands them on to the next level.
void Density::close_finest() {
  Open& open = open_[0];
  std::ranges::sort(open.touched);
  make_room(entries_, open.touched.size());
  for (const std::uint32_t lane : open.touched) {
    Sum& sum = open.sums[lane];
    entries_.push_back({lane, Cell(sum.strongest, sum.count).code});
    open_[1].add(lane, lives_.size(), sum.strongest, sum.count);
    sum = {};
  }
  open.touched.clear();
  end_bucket(levels_[0], 0, entries_.size());
}

/// Sums up groups of neighbouring lanes.
void Density::close_groups() {
  Open& open = open_[1];
  const auto shift = static_cast<unsigned>(std::bit_width(lives_.size() / most_groups));
  std::vector<Sum> groups(lives_.empty() ? 0 : ((lives_.size() - 1) >> shift) + 1);
  for (const std::uint32_t lane : open.touched) {
    groups[lane >> shift].add(open.sums[lane].strongest, open.sums[lane].count);
    open.sums[lane] = {};
  }
  open.touched.clear();
  Level& level = levels_[1];
  make_room(level.cells, groups.size());
  for (const Sum& sum : groups) level.cells.push_back({sum.strongest, sum.count});
  end_bucket(level, shift, level.cells.size());
}

/// Sums up the last two buckets of the level below. Lanes only become more, so the second one has the larger
/// groups and more of them.
void Density::close_pair(std::size_t place) {
  const std::size_t last = buckets(place - 1) - 1;
  const Bucket first = bucket(place - 1, last - 1);
  const Bucket second = bucket(place - 1, last);
  Level& level = levels_[place];
  make_room(level.cells, second.cells.size());
  const std::size_t begin = level.cells.size();
  level.cells.insert(level.cells.end(), second.cells.begin(), second.cells.end());
  const unsigned shift = second.shift - first.shift;
  for (std::size_t group = 0; group < first.cells.size(); ++group) {
    Cell& cell = level.cells[begin + (group >> shift)];
    cell = both(cell, first.cells[group]);
  }
  end_bucket(level, second.shift, level.cells.size());
}

Density Density::in_order(std::span<const std::size_t> place_of, std::size_t lanes) const {
  Density other;
  other.lives_.resize(lanes);
  for (std::size_t lane = 0; lane < lives_.size(); ++lane) {
    if (place_of[lane] < lanes) other.lives_[place_of[lane]] = lives_[lane];
  }
  for (std::size_t i = 0; i < buckets(0); ++i) {
    for (const Entry& entry : bucket(0, i).entries) {
      if (place_of[entry.lane] >= lanes) continue;
      const Cell cell = std::bit_cast<Cell>(static_cast<std::uint8_t>(entry.cell));
      other.open_[0].add(static_cast<std::uint32_t>(place_of[entry.lane]), lanes, cell.strongest(),
                         1u << cell.amount());
    }
    other.known_ += width(0);
    other.close_finest();
    if (other.known_ % width(1) == 0) other.close_groups();
    for (std::size_t level = 2; level < levels && other.known_ % width(level) == 0; ++level)
      other.close_pair(level);
  }
  return other;
}

Density::Bucket Density::bucket(std::size_t level, std::size_t place) const {
  const Level& l = levels_[level];
  const std::size_t begin = place == 0 ? 0 : l.ends[place - 1];
  const std::size_t count = l.ends[place] - begin;
  Bucket bucket{width(level) * place + 1, width(level) * (place + 1), l.shifts[place], {}, {}};
  if (level == 0) {
    bucket.entries = std::span(entries_).subspan(begin, count);
  } else {
    bucket.cells = std::span(l.cells).subspan(begin, count);
  }
  return bucket;
}

std::size_t Density::bytes() const {
  std::size_t bytes = lives_.capacity() * sizeof(Life) + entries_.capacity() * sizeof(Entry);
  for (const Level& l : levels_) {
    bytes += l.ends.capacity() * sizeof(l.ends[0]) + l.shifts.capacity() + l.cells.capacity() * sizeof(Cell);
  }
  for (const Open& open : open_)
    bytes += open.sums.capacity() * sizeof(Sum) + open.touched.capacity() * sizeof(open.touched[0]);
  return bytes;
}

}  // namespace loopglass
