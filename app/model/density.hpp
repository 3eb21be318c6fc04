// How densely things happen on the lanes of a run, at several scales: what is too small to be drawn one by
// one is summed up, and the strongest thing that happens in a stretch is never lost in the sum.
//
// A bucket is a stretch of events, first to last. On the finest level it has 512 of them, and an entry for
// each lane on which anything happens in it. On the next one it has 2048, on each further one twice as many,
// and it has a cell of one byte for each group of neighbouring lanes, whether anything happens there or not:
// so it is small, and drawn in one go.
//
// Invariants:
// 1. A panic, a cancellation or a blocked loop is in its bucket on every level.
// 2. It costs less than three bytes an event.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "app/model/lanes.hpp"

namespace loopglass {

/// What happens on a lane, weakest first: the strongest wins where there is room for one.
enum class Strength : std::uint8_t { none, woken, polled, returned, cancelled, blocked, panicked };

/// What an event is for the lane of its task; `none` for most.
Strength strength_of(const Event& event);

class Density {
 public:
  static constexpr std::size_t levels = 16;

  /// The strongest of what happens, and how much happens; of two cells the larger one is the stronger one.
  struct Cell {
    std::uint8_t code = 0;

    Cell() = default;
    Cell(Strength strongest, std::uint32_t count)
        : code(static_cast<std::uint8_t>(
              static_cast<unsigned>(strongest) << 4 |
              (count == 0 ? 0u : std::min<unsigned>(std::bit_width(count) - 1, 15u)))) {}
    Strength strongest() const { return static_cast<Strength>(code >> 4 & 7); }
    /// Something happens 2^amount times, at least.
    unsigned amount() const { return code & 15u; }
    auto operator<=>(const Cell&) const = default;
  };
  struct Entry {
    std::uint32_t lane : 24;  // from 0
    std::uint32_t cell : 8;   // the code of a Cell
  };
  struct Bucket {
    EventNumber first = 0;
    EventNumber last = 0;
    unsigned shift = 0;              // a cell stands for 2^shift lanes
    std::span<const Entry> entries;  // on the finest level
    std::span<const Cell> cells;     // on the others, by group
  };
  /// From when to when a task is there; `end` is 0 while it is.
  struct Life {
    EventIndex begin = 0;
    EventIndex end = 0;
  };

  /// Takes in the next event.
  void observe(const Event& event);
  /// The same, with the lanes in another order: `place_of[lane]` is where each stands. Those whose place is
  /// `lanes` or more are left out.
  Density in_order(std::span<const std::size_t> place_of, std::size_t lanes) const;

  /// How many buckets of a level are whole. The events behind the last whole one have to be looked at one by
  /// one.
  std::size_t buckets(std::size_t level) const { return levels_[level].ends.size(); }
  Bucket bucket(std::size_t level, std::size_t place) const;
  /// How many events a bucket of the level has.
  static constexpr EventNumber width(std::size_t level) { return level == 0 ? 512 : 1024u << level; }
  /// Of how many buckets of the level below one is made.
  static constexpr std::size_t children(std::size_t level) { return level == 1 ? 4 : 2; }
  /// By lane.
  const std::vector<Life>& lives() const { return lives_; }
  std::size_t bytes() const;

 private:
  struct Sum {
    std::uint32_t count = 0;
    Strength strongest = Strength::none;

    void add(Strength strength, std::uint32_t more) {
      count += more;
      strongest = std::max(strongest, strength);
    }
  };
  struct Level {
    std::vector<std::uint32_t> ends;   // by bucket: where its entries or cells end
    std::vector<std::uint8_t> shifts;  // by bucket
    std::vector<Cell> cells;
  };
  /// What is not summed up yet, by lane.
  struct Open {
    std::vector<Sum> sums;
    std::vector<std::uint32_t> touched;

    void add(std::uint32_t lane, std::size_t lanes, Strength strength, std::uint32_t count);
  };

  void close_finest();
  void close_groups();
  void close_pair(std::size_t level);
  void end_bucket(Level& level, unsigned shift, std::size_t end);

  std::array<Level, levels> levels_;
  std::vector<Entry> entries_;  // of the finest level
  std::array<Open, 2> open_;    // of that, and of the next one
  std::vector<Life> lives_;
  EventNumber known_ = 0;
};

}  // namespace loopglass
