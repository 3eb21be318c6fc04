// How densely things happen on the lanes of a run, at several scales: what is too small to be drawn one by
// one is summed up, and the strongest thing that happens in a stretch is never lost in the sum.
//
// A bucket is a stretch of events, first to last: 512 of them on the finest level, eight times as many on
// each next one. It has an entry for each lane on which anything happens in it; on the coarser levels of a
// run of many lanes, for each group of neighbouring lanes.
//
// Invariants:
// 1. A panic, a cancellation or a blocked loop is in the entries of its bucket on every level.
// 2. It costs less than two bytes an event.
#pragma once
#include <array>
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
  static constexpr std::size_t levels = 4;
  static constexpr EventNumber finest = 512;

  struct Entry {
    std::uint32_t lane : 25;      // the first of its group, from 0
    std::uint32_t strongest : 3;  // a Strength
    std::uint32_t amount : 4;     // how much happens: 2^amount times, at least
  };
  struct Bucket {
    EventNumber first = 0;
    EventNumber last = 0;
    std::size_t lanes_each = 1;  // how many lanes an entry stands for
    std::span<const Entry> entries;
  };
  /// From when to when a task is there; `end` is 0 while it is.
  struct Life {
    EventIndex begin = 0;
    EventIndex end = 0;
  };

  /// Takes in the next event.
  void observe(const Event& event);

  /// How many buckets of a level are whole. The events behind the last whole one have to be looked at one by
  /// one.
  std::size_t buckets(std::size_t level) const { return levels_[level].ends.size(); }
  Bucket bucket(std::size_t level, std::size_t place) const;
  /// How many events a bucket of the level has.
  static constexpr EventNumber width(std::size_t level) { return finest << (3 * level); }
  /// By lane.
  const std::vector<Life>& lives() const { return lives_; }
  std::size_t bytes() const;

 private:
  struct Sum {
    std::uint32_t count = 0;
    Strength strongest = Strength::none;
  };
  struct Level {
    std::vector<std::uint32_t> ends;   // by bucket: where its entries end
    std::vector<std::uint8_t> shifts;  // by bucket: 2^shift lanes an entry
    std::vector<Entry> entries;
    // What is not summed up yet, by lane: a level has room for every lane.
    std::vector<Sum> open;
    std::vector<std::uint32_t> touched;
  };

  void add(std::size_t level, std::uint32_t lane, Strength strength, std::uint32_t count);
  void close(std::size_t level);

  std::array<Level, levels> levels_;
  std::vector<Life> lives_;
  EventNumber known_ = 0;
};

}  // namespace loopglass
